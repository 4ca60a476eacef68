"""The run folder: what it holds, and that the same inputs give the same bytes (outputs.md)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scorecard import __version__
from scorecard.model.period import Month
from scorecard.report.folder import FileChangedError
from scorecard.workflow.order import Order
from scorecard.workflow.run import run
from tests.cli.calling import written

MOMENT = datetime(2026, 4, 3, 8, tzinfo=UTC)


def ran(folder: Path, out: Path, language: str | None = None, moment: datetime = MOMENT) -> Path:
    order = Order(out, language, moment)
    done = run(folder / "plan.yaml", [folder / "inputs.xlsx"], Month(2026, 1), order, lambda *step: None)
    assert done.folder is not None, done.outcome.problems
    return done.folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def test_the_same_inputs_give_the_same_bytes_from_any_place(tmp_path: Path) -> None:
    written(tmp_path)
    other = tmp_path / "somewhere else"
    other.mkdir()
    for name in ("plan.yaml", "inputs.xlsx"):
        shutil.copy(tmp_path / name, other)
    assert files(ran(tmp_path, tmp_path / "a")) == files(ran(other, tmp_path / "b"))


def test_only_the_manifest_knows_the_moment(tmp_path: Path) -> None:
    written(tmp_path)
    now, later = ran(tmp_path, tmp_path / "a"), ran(tmp_path, tmp_path / "b", moment=datetime(2027, 1, 1, tzinfo=UTC))
    differing = {name for name, data in files(now).items() if data != files(later)[name]}
    assert differing == {"manifest.json"}
    assert manifest(now)["moment"] == "2026-04-03T08:00:00+00:00"


def test_the_manifest_has_the_hash_of_every_file_but_itself(tmp_path: Path) -> None:
    written(tmp_path)
    folder = ran(tmp_path, tmp_path)
    found = manifest(folder)
    listed = {each["file"]: each["sha256"] for each in [found["plan"], *found["inputs"], *found["outputs"]]}
    there = {name: hashlib.sha256(data).hexdigest() for name, data in files(folder).items()}
    assert listed == {name: digest for name, digest in there.items() if name != "manifest.json"}
    assert (found["plan"]["id"], found["period"], found["version"]) == ("rules", "2026-01", __version__)


def test_inputs_that_are_not_copied_are_in_the_manifest_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.report.folder.MOST_COPIED", 10)
    written(tmp_path)
    found = manifest(ran(tmp_path, tmp_path))
    assert found["inputs_copied"] is False
    assert [each["file"] for each in [found["plan"], *found["inputs"]]] == ["plan.yaml", "inputs.xlsx"]


def test_no_path_of_the_machine_gets_into_a_file(tmp_path: Path) -> None:
    written(tmp_path)
    for name, data in files(ran(tmp_path, tmp_path)).items():
        assert str(tmp_path).encode() not in data, name


@pytest.mark.parametrize(("language", "sheet"), [("zh", "说明"), ("en", "About")])
def test_the_workbook_names_the_version_and_the_hashes_in_its_language(
    tmp_path: Path, language: str, sheet: str
) -> None:
    written(tmp_path)
    book = load_workbook(ran(tmp_path, tmp_path, language) / "bonus-pools.xlsx")
    said = {row[0].value: row[1].value for row in book[sheet].iter_rows(max_col=2)}
    assert said["程序版本" if language == "zh" else "Program version"] == __version__
    digest = hashlib.sha256((tmp_path / "plan.yaml").read_bytes()).hexdigest()
    assert said["plan.yaml 的 SHA-256" if language == "zh" else "SHA-256 of plan.yaml"] == digest


def test_without_an_order_nothing_is_written(tmp_path: Path) -> None:
    written(tmp_path)
    done = run(tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 1), None, lambda *step: None)
    assert done.outcome.result is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inputs.xlsx", "plan.yaml"]


def test_a_plan_that_is_called_like_an_input_is_kept_beside_it(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "rules").mkdir()
    plan = (tmp_path / "plan.yaml").rename(tmp_path / "rules" / "inputs.xlsx")
    order = Order(tmp_path, None, MOMENT)
    done = run(plan, [tmp_path / "inputs.xlsx"], Month(2026, 1), order, lambda *step: None)
    assert done.folder is not None
    found = manifest(done.folder)
    assert [each["file"] for each in [found["plan"], *found["inputs"]]] == [
        "inputs/plan inputs.xlsx",
        "inputs/inputs.xlsx",
    ]
    assert (done.folder / "inputs" / "plan inputs.xlsx").read_bytes() == plan.read_bytes()


def test_a_plan_that_is_changed_while_it_is_calculated_stops_the_run(tmp_path: Path) -> None:
    written(tmp_path)

    def meddling(what: str, done: int, of: int) -> None:
        if (what, done) == ("calculating", 1):
            with (tmp_path / "plan.yaml").open("a") as plan:
                plan.write("# later")

    with pytest.raises(FileChangedError):
        order = Order(tmp_path, None, MOMENT)
        run(tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 1), order, meddling)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inputs.xlsx", "plan.yaml"]


def test_a_plan_that_cannot_be_read_is_a_problem_and_not_a_fault_of_writing(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "plan.yaml").unlink()
    (tmp_path / "plan.yaml").mkdir()
    order = Order(tmp_path, None, MOMENT)
    done = run(tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 1), order, lambda *step: None)
    assert [problem.code for problem in done.outcome.errors] == ["plan-unreadable"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are texts")
def test_a_plan_whose_name_is_no_text_is_kept_under_one_that_is(tmp_path: Path) -> None:
    written(tmp_path)
    plan = (tmp_path / "plan.yaml").rename(tmp_path / os.fsdecode(b"\xff.yaml"))
    order = Order(tmp_path / "out", None, MOMENT)
    done = run(plan, [tmp_path / "inputs.xlsx"], Month(2026, 1), order, lambda *step: None)
    assert done.folder is not None
    assert manifest(done.folder)["plan"]["file"] == "inputs/\ufffd.yaml"
    assert (done.folder / "inputs" / "\ufffd.yaml").read_bytes() == plan.read_bytes()


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from scorecard.model.period import Month
from scorecard.workflow import write
from scorecard.workflow.order import Order
from scorecard.workflow.run import run
write.manifest_bytes = lambda *told: os.kill(os.getpid(), signal.SIGKILL)
folder = Path(sys.argv[1])
order = Order(folder / "out", None, datetime(2026, 4, 3, tzinfo=UTC))
run(folder / "plan.yaml", [folder / "inputs.xlsx"], Month(2026, 1), order, lambda *step: None)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_run_that_is_killed_leaves_no_folder_of_the_period_and_the_next_is_not_disturbed(tmp_path: Path) -> None:
    written(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = {path.name for path in (tmp_path / "out").iterdir()}
    assert left and all(name.startswith(".2026-01-") for name in left)
    assert files(ran(tmp_path, tmp_path / "out")) == files(ran(tmp_path, tmp_path / "elsewhere"))
