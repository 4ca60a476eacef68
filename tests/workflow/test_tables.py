"""run --tables parquet: files beside the workbook, in the manifest, made again by verify (commands.md, outputs.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from scorecard.report.parquet.tables import TABLES
from tests.cli.calling import scorecard, written
from tests.parts.here import Here
from tests.parts.test_material import plan_for, sheets, write_parquet
from tests.read.books import workbook

NAMES = {f"tables/{name}.parquet" for name in [*TABLES, "Warnings"]}


def ran(folder: Path, more: str = "") -> Path:
    written(folder)
    done = scorecard(f"run {folder}/plan.yaml {folder}/inputs.xlsx --period 2026-01 --out {folder}/out {more}")
    assert done.code == 0, done.err
    return folder / "out" / "2026-01"


def test_they_lie_beside_the_whole_workbook_and_the_manifest_names_them(tmp_path: Path) -> None:
    folder = ran(tmp_path, "--tables parquet")
    said = json.loads((folder / "manifest.json").read_bytes())
    assert said["tables"] == "parquet"
    named = {each["file"]: each["sha256"] for each in said["outputs"] if each["file"].startswith("tables/")}
    lying = (folder / "tables").iterdir()
    assert named == {f"tables/{path.name}": sha256(path.read_bytes()).hexdigest() for path in lying}
    assert set(named) == NAMES
    assert "Scorecards" in load_workbook(folder / "bonus-pools.xlsx").sheetnames


def test_each_file_says_plan_period_currency_and_version_and_nothing_of_the_machine(tmp_path: Path) -> None:
    folder = ran(tmp_path, "--tables parquet")
    said = json.loads((folder / "manifest.json").read_bytes())
    result = json.loads((folder / "result.json").read_bytes())
    about = {"plan": result["plan"], "period": "2026-01", "currency": result["currency"], "version": said["version"]}
    for path in (folder / "tables").iterdir():
        found = pq.read_schema(path).metadata
        assert {key.decode(): value.decode() for key, value in found.items()} == about


def test_without_the_option_there_are_none(tmp_path: Path) -> None:
    folder = ran(tmp_path)
    assert not (folder / "tables").exists()
    assert "tables" not in json.loads((folder / "manifest.json").read_bytes())


def test_verify_makes_them_again_and_sees_a_changed_one(tmp_path: Path) -> None:
    folder = ran(tmp_path, "--tables parquet")
    assert scorecard(f"verify {folder}").code == 0
    path = folder / "tables" / "Pools.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    found = scorecard(f"verify {folder}")
    assert found.code == 1
    assert "Pools.parquet: error[run-file-changed]" in found.err


def test_where_rows_fit_no_sheet_the_pages_stay_and_verify_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.report.workbook.MOST_ROWS", 2)
    folder = ran(tmp_path, "--tables parquet")
    names = load_workbook(folder / "bonus-pools.xlsx").sheetnames
    assert names == ["Summary", "Tables", "Columns", "Notes", "Plan", "About"]
    assert list((folder / "statements").iterdir()) and (folder / "index.html").is_file()
    assert scorecard(f"verify {folder}").code == 0


def test_a_folder_is_verified_in_whatever_order_its_workbooks_were_given(tmp_path: Path) -> None:
    plan_for(tmp_path)
    made = sheets()
    first = {name: rows[: len(rows) // 2] for name, rows in made.items()}
    second = {name: [rows[0], *rows[len(rows) // 2 :]] for name, rows in made.items()}
    for name, part in (("b.xlsx", first), ("a.xlsx", second)):
        workbook(tmp_path / name, part)
    given = f"{tmp_path}/plan.yaml {tmp_path}/b.xlsx {tmp_path}/a.xlsx"
    done = scorecard(f"run {given} --period 2026-01 --tables parquet --out {tmp_path}/out")
    assert done.code == 0, done.err
    found = scorecard(f"verify {tmp_path}/out/2026-01")
    assert (found.code, found.err) == (0, "")


@contextmanager
def in_this_process() -> Iterator[Here]:
    yield Here()


def in_pieces(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run folder of tables that were too large to be put together."""
    plan_for(folder)
    write_parquet(folder / "inputs", sheets())
    monkeypatch.setattr("scorecard.workflow.parts.local.local_engine", in_this_process)
    with monkeypatch.context() as large:
        large.setattr("scorecard.read.parts.size.MOST_CELLS", 5)
        large.setattr("scorecard.workflow.write_large.MOST_TOGETHER", 5)
        large.setattr("scorecard.workflow.parts.load.TEAMS_AT_ONCE", 7)
        done = scorecard(
            f"run {folder}/plan.yaml {folder}/inputs --period 2026-01 --tables parquet --pdf --out {folder}/out"
        )
    assert done.code == 0, done.err
    return folder / "out" / "2026-01"


def test_a_folder_written_piece_by_piece_is_verified_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = in_pieces(tmp_path, monkeypatch)
    said = json.loads((folder / "manifest.json").read_bytes())
    assert said["pages"] == {"pdf": False, "slips": False, "teams": False}
    monkeypatch.setattr("scorecard.workflow.verify.recomputed", None)  # which reads everything at once
    found = scorecard(f"verify {folder}")
    assert (found.code, found.err) == (0, "")
    (folder / "tables" / "Members.parquet").unlink()
    assert scorecard(f"verify {folder}").code == 1


def test_what_its_inputs_do_not_give_is_found_there_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = in_pieces(tmp_path, monkeypatch)
    changed = (folder / "result.json").read_bytes().replace(b'"payable": "', b'"payable": "9', 1)
    before = sha256((folder / "result.json").read_bytes()).hexdigest()
    (folder / "result.json").write_bytes(changed)
    manifest = (folder / "manifest.json").read_text("utf-8").replace(before, sha256(changed).hexdigest())
    (folder / "manifest.json").write_text(manifest, "utf-8")
    found = scorecard(f"verify {folder}")
    assert found.code == 1
    assert "result.json: error[not-reproduced]" in found.err and "Pools.parquet" not in found.err


def test_inputs_that_were_too_large_to_be_copied_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.report.folder.MOST_COPIED", 0)
    folder = in_pieces(tmp_path, monkeypatch)
    assert not (folder / "inputs").exists()
    assert "error[run-input-missing]" in scorecard(f"verify {folder}").err
    for given in (f"{tmp_path}/plan.yaml {tmp_path}/inputs", f"{tmp_path}"):  # the files, or the folder above them
        found = scorecard(f"verify {folder} {given}")
        assert (found.code, found.err) == (0, "")


def test_what_is_given_and_was_not_read_is_no_evidence(tmp_path: Path) -> None:
    folder = ran(tmp_path, "")
    read = next((folder / "inputs").glob("*.xlsx"))
    (tmp_path / "mended.xlsx").write_bytes(read.read_bytes() + b" ")
    said = {"mended.xlsx": "run-input-other", "configs": "run-input-other", "none.xlsx": "file-missing"}
    (tmp_path / "configs").mkdir()
    for name, code in said.items():
        found = scorecard(f"verify {folder} {read} {tmp_path / name}")
        assert found.code == 1
        assert f"{name}: error[{code}]" in found.err and found.err.count("error[") == 1
    assert scorecard(f"verify {folder} {read} {tmp_path}").code == 0


def test_a_folder_that_was_read_in_groups_is_verified_signed_and_closed_in_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_for(tmp_path)
    write_parquet(tmp_path / "inputs", sheets())
    monkeypatch.setattr("scorecard.workflow.parts.local.local_engine", in_this_process)
    monkeypatch.setattr("scorecard.read.parts.size.MOST_CELLS", 5)
    monkeypatch.setattr("scorecard.workflow.parts.load.TEAMS_AT_ONCE", 7)
    monkeypatch.setattr("scorecard.workflow.whole.loaded", None)  # which reads everything at once
    monkeypatch.setattr("scorecard.workflow.whole.calculated", None)
    ledger = f"--ledger sqlite:///{tmp_path}/ledger.db"
    inputs = f"{tmp_path}/plan.yaml {tmp_path}/inputs --period 2026-01"
    assert scorecard(f"run {inputs} --out {tmp_path}/out").code == 0
    for command in ("verify", f"sign {ledger} --as hr --by Li", f"close {ledger} --by Li --yes"):
        verb, _, options = command.partition(" ")
        done = scorecard(f"{verb} {tmp_path}/out/2026-01 {options}")
        assert (done.code, "error[" in done.err) == (0, False), done.err
    told = scorecard(f"explain {inputs} --team T07 {ledger}")
    assert told.code == 0 and "T07" in told.out


def test_a_text_of_more_lines_than_a_sheet_has_rows_goes_in_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.read.parts.size.LAST_ROW", 20)
    monkeypatch.setattr("scorecard.read.formats.csv_text.LAST_ROW", 20)
    monkeypatch.setattr("scorecard.read.parts.material.LARGE", 0)
    monkeypatch.setattr("scorecard.workflow.parts.local.local_engine", in_this_process)
    plan_for(tmp_path)
    (tmp_path / "inputs").mkdir()
    for name, (head, *rows) in sheets().items():
        lines = [",".join("" if cell is None else str(cell).replace(",", "") for cell in row) for row in (head, *rows)]
        (tmp_path / "inputs" / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    done = scorecard(f"run {tmp_path}/plan.yaml {tmp_path}/inputs --period 2026-01 --json")
    assert done.code == 0, done.err
