"""Statements as PDF: tagged, for the archive, with their part of the result attached, the same bytes every time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from scorecard.report.pages import pdf
from scorecard.report.pages.write import part_of
from scorecard.report.result_json import result_bytes
from tests.report.explanation.trees import result
from tests.report.pages.statements import html, statements


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("pdf")
    content = json.loads(result_bytes(result("growth-sales"), "zh"))
    part = part_of(content, content["teams"][0])
    file = folder / "statement.pdf"
    pdf.write_pdf(pdf.Job(html(*statements("growth-sales", "zh")[0]), file, part, "part.json"))
    return file, part


def told(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_is_tagged_and_says_that_it_is_for_the_archive(made: tuple[Path, bytes]) -> None:
    assert "Tagged:          yes" in told("pdfinfo", made[0])
    metadata = told("pdfinfo", "-meta", made[0])
    assert "pdfaid:part" in metadata and "3" in metadata.split("pdfaid:part")[1][:4]


def test_its_part_of_the_result_is_attached(made: tuple[Path, bytes], tmp_path: Path) -> None:
    told("pdfdetach", "-saveall", "-o", tmp_path, made[0])
    attached = (tmp_path / "part.json").read_bytes()
    assert attached == made[1]
    assert len(json.loads(attached)["teams"]) == 1


def test_it_brings_its_font_and_uses_no_other(made: tuple[Path, bytes]) -> None:
    rows = [line.split() for line in told("pdffonts", made[0]).splitlines()[2:]]
    assert rows and all("Noto-Sans-SC" in row[0] and row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_its_text_can_be_searched_in_chinese(made: tuple[Path, bytes]) -> None:
    _, view = statements("growth-sales", "zh")[0]
    text = told("pdftotext", made[0], "-").replace("\n", "")
    assert view.payable.text in text
    assert "第一责任人" in text


def test_the_same_page_gives_the_same_bytes_in_any_process(made: tuple[Path, bytes], tmp_path: Path) -> None:
    page = html(*statements("growth-sales", "zh")[0])
    jobs = [pdf.Job(page, tmp_path / f"{number}.pdf", made[1], "part.json") for number in range(3)]
    done: list[int] = []
    pdf.write_pdfs(iter(jobs), done.append, processes=2)
    assert done == [1, 2, 3]
    assert {job.target.read_bytes() for job in jobs} == {made[0].read_bytes()}


def test_the_language_of_the_machine_changes_no_byte(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html(*statements("growth-sales", "zh")[0]), "utf-8")
    program = (
        "import hashlib, pathlib; from scorecard.report.pages.pdf import pdf_bytes; "
        f"page = pathlib.Path({str(tmp_path / 'page.html')!r}).read_text('utf-8'); "
        "print(hashlib.sha256(pdf_bytes(page, b'{}', 'part.json')).hexdigest())"
    )
    digests = set()
    for said in ({"LANGUAGE": "en"}, {"LANGUAGE": "zh"}, {"LANGUAGE": "", "LC_ALL": "zh_CN.UTF-8"}):
        done = subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, **said}, capture_output=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_a_page_that_wants_something_from_elsewhere_does_not_get_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret</text></svg>')
    page = f'<!doctype html><html lang="en"><title>x</title><img src="{secret.as_uri()}" alt="gone">here</html>'
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf.pdf_bytes(page, b"{}", "x.json"))
    text = told("pdftotext", file, "-")
    assert "here" in text and "secret" not in text


def test_a_missing_package_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(pdf.PdfMissingError) as told:
        pdf.require_pdf()
    assert told.value.kind == "pdf-missing.extra"


def test_missing_libraries_are_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_loaded", lambda: False)
    with pytest.raises(pdf.PdfMissingError) as told:
        pdf.require_pdf()
    assert told.value.kind == "pdf-missing.libraries"


def test_a_loose_page_says_whose_it_is(made: tuple[Path, bytes]) -> None:
    _, view = statements("growth-sales", "zh")[0]
    pages = told("pdftotext", "-layout", made[0], "-").removesuffix("\f").split("\f")
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        foot = page.rstrip().splitlines()[-1]
        assert f"{view.team} · {view.period} · SHA-256 {view.digest[:12]}…" in foot
        assert foot.replace(" ", "").endswith(f"…{number}/{len(pages)}")


def test_the_attached_file_is_listed_once_and_described(made: tuple[Path, bytes]) -> None:
    found = b"".join(map(inflated, made[0].read_bytes().split(b"stream\n")[1:]))
    listed = re.search(rb"/AF \[([^]]*)\]", found)
    assert listed and len(listed[1].split(b" R")) == 2
    assert b"/Desc (result.json, part)" in found


def inflated(stream: bytes) -> bytes:
    """A compressed object of the file; nothing for what is none."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize(("language", "title"), [("en", "Sign-off"), ("zh", "签核")])
def test_a_team_of_two_stages_is_signed_on_the_second_page(tmp_path: Path, language: str, title: str) -> None:
    text = next(html(of, view) for of, view in statements("key-accounts", language) if view.team == "T05")
    pdf.write_pdf(pdf.Job(text, tmp_path / "T05.pdf", b"{}", "T05.json"))
    second = told("pdftotext", "-f", "2", "-l", "2", tmp_path / "T05.pdf", "-")
    assert title in second
