"""Hostile names come out right at the other end: text in the workbook and the pages, files inside the folder."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from openpyxl import load_workbook

from scorecard.read.cells import normal
from tests.cli.calling import scorecard
from tests.hostile.families.names import LONG, NAMES
from tests.hostile.package import SHEETS, parts, zipped
from tests.small_cases import BASE, load

KEYS = [*{normal(name): name.strip() for name in NAMES if name not in LONG}.values(), "k" * 10_000]
EVIDENCE_LINK = ("a", ("href", "rel"))
RESERVED = {"con", "nul", "lpt1", "prn", "aux"}


def _sheets(names: list[str]) -> dict[str, Any]:
    """A team for each name, which stands in every place where a text can stand."""
    sheets: dict[str, Any] = dict.fromkeys(SHEETS)
    sheets["Teams"] = [["team", "name", "account", "account_name", "unit"], *([n, n, n, n, n] for n in names)]
    sheets["Stages"] = [
        ["team", "stage", "from", "evidence", "approved_by"],
        *([n, "growth", "2025-06-01", n, n] for n in names),
    ]
    sheets["Owners"] = [["team", "employee", "name", "from"], *([n, n, n, "2025-06-01"] for n in names)]
    sheets["Members"] = [["team", "employee", "name", "role"], *([n, n, n, "manager"] for n in names)]
    sheets["Members"] += [[n, f"{n}!", n, "engineer"] for n in names]
    sheets["Pools"] = [["team", "period", "amount"], *([n, "2026", 120000] for n in names)]
    sheets["Targets"] = [["team", "metric", "period", "target"], *([n, "revenue", "2026", 1200000] for n in names)]
    sheets["Actuals"] = [["period", "team", "revenue"], *(["2026-01", n, 100000] for n in names)]
    sheets["Evidence"] = [
        ["period", "team", "measure", "note", "link"],
        *(["2026-01", n, "revenue", n, n] for n in names),
    ]
    heads = ["team", "period", "kind", "amount", "reason", "approved_by"]
    sheets["Adjustments"] = [heads, *([n, "2026-01", "award", 5, n, n] for n in names)]
    return sheets


def _run(folder: Path, names: list[str]) -> Path:
    folder.mkdir()
    plan = folder / "plan.yaml"
    plan.write_text(yaml.dump(load(BASE)["plan"], allow_unicode=True, sort_keys=False), "utf-8")
    (folder / "inputs.xlsx").write_bytes(zipped(parts(sheets=_sheets(names))))
    ran = scorecard(f"run {plan} {folder / 'inputs.xlsx'} --period 2026-01 --out {folder / 'out'} --slips --lang en")
    assert ran.code == 0, ran.err
    return folder / "out" / "2026-01"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _run(tmp_path_factory.mktemp("hostile") / "run", KEYS)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _run(tmp_path_factory.mktemp("plain") / "run", ["T1", "T2"])


class _Page(HTMLParser):
    """The kinds of tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _pages(folder: Path) -> dict[str, _Page]:
    return {str(path.relative_to(folder)): _Page(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def test_every_team_has_its_files_and_none_lies_outside(hostile: Path) -> None:
    outside = [path for path in hostile.parents[1].rglob("*") if hostile.parent not in (path, *path.parents)]
    assert sorted(path.name for path in outside) == ["inputs.xlsx", "plan.yaml"]
    assert len(list((hostile / "statements").iterdir())) == len(KEYS)
    assert len(list((hostile / "slips").iterdir())) == 2 * len(KEYS)


def test_every_file_has_a_name_that_every_system_takes(hostile: Path) -> None:
    for path in hostile.rglob("*"):
        assert len(path.name.encode()) <= 255
        assert path.name.isprintable()
        assert not set(path.name) & set('<>:"/\\|?*')
        assert path.name.split(".")[0].casefold() not in RESERVED
        assert path.name == path.name.strip(" .")


def test_names_bring_no_markup_into_a_page(hostile: Path, plain: Path) -> None:
    known = {tag for page in _pages(plain).values() for tag in page.tags} | {EVIDENCE_LINK}
    for name, page in _pages(hostile).items():
        assert page.tags <= known, (name, page.tags - known)


def test_names_bring_no_link_into_a_page_but_evidence_on_the_web(hostile: Path) -> None:
    for name, page in _pages(hostile).items():
        for link in page.links:
            target = urlsplit(link)
            if target.scheme or target.netloc:
                assert link in KEYS and target.scheme == "http", (name, link)
            elif target.path:
                assert ((hostile / name).parent / unquote(target.path)).is_file(), (name, link)


def test_every_name_stands_in_a_statement_as_it_is(hostile: Path) -> None:
    pages = [page for name, page in _pages(hostile).items() if name.startswith("statements")]
    texts = {" ".join(text.split()) for page in pages for text in page.texts}
    assert [key for key in KEYS if len(key) < 1000 and not any(" ".join(key.split()) in text for text in texts)] == []


def test_names_are_text_in_the_workbook_and_never_formulas(hostile: Path) -> None:
    book = load_workbook(hostile / "bonus-pools.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    signs = ("cmd|", "http", "IMPORTXML", "DDE", "HYPERLINK", "WEBSERVICE")
    assert formulas
    assert [each for each in formulas if each in KEYS or any(sign in each for sign in signs)] == []
    texts = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert [key for key in map(normal, KEYS) if key not in texts] == []
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target] == []
