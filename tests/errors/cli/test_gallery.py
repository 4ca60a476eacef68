"""For each thing that the commands have to say, what provokes it, what the user is told, and the exit code."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.calc import calculate
from scorecard.model.messages.commands import COMMANDS
from tests.cli.calling import scorecard, written

GALLERY: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("gallery.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)


def interrupt(*inputs: Any) -> Any:
    raise KeyboardInterrupt


def fail(*inputs: Any) -> Any:
    return 1 / 0


def change_the_plan(*inputs: Any) -> Any:
    with Path("plan.yaml").open("a") as plan:
        plan.write("# changed\n")
    return calculate(*inputs)


def cannot_print(*inputs: Any) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def stays_where_it_is(path: Path, target: Path) -> Any:
    raise PermissionError(errno.EACCES, "Access is denied", str(path), 5, str(target))


def nothing(*inputs: Any) -> Any:
    return None


MEETS = {
    "Ctrl-C": ("scorecard.workflow.loading.calculate", interrupt),
    "a fault of ours": ("scorecard.workflow.loading.calculate", fail),
    "a change of the plan": ("scorecard.workflow.loading.calculate", change_the_plan),
    "a workbook that is open in Excel on Windows": ("pathlib.Path.rename", stays_where_it_is),
    "no WeasyPrint": ("scorecard.report.pages.pdf.find_spec", nothing),
    "no libraries for PDFs": ("scorecard.report.pages.pdf._loaded", nothing),
    "output that nobody can take": ("scorecard.cli.summary.summary", cannot_print),
}
"""What stands in the place of a function."""


def refuse(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *args: Any, **kwargs: Any) -> None:
        code = getattr(errno, number)
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr("pathlib.Path.mkdir", refused)


@pytest.mark.parametrize("case", GALLERY, ids=lambda case: f"{case['kind']}-{GALLERY.index(case)}")
def test_the_user_is_told(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, sheets=case.get("sheets"))
    monkeypatch.chdir(tmp_path)
    if "earlier" in case:
        Path(case["earlier"]).mkdir(parents=True)
        manifest = {"plan": {"file": "plan.yaml"}, "period": "2026-01", "moment": "", "inputs": [], "outputs": []}
        Path(case["earlier"], "manifest.json").write_text(json.dumps(manifest))
    if "there" in case:
        Path(case["there"]).parent.mkdir(parents=True, exist_ok=True)
        Path(case["there"]).write_text("mine")
    if "meets" in case:
        monkeypatch.setattr(*MEETS[case["meets"]])
    if "refused" in case:
        refuse(case["refused"], monkeypatch)
    done = scorecard(case["command"])
    told = [line for line in done.err.splitlines() if "error[" in line]
    assert (done.code, told) == (int(case["code"]), case["lines"])
    if "there" in case:
        assert Path(case["there"]).read_text() == "mine"
    assert case["kind"] == "not-written.stream" or not list(Path().glob("out/*/result.json"))


def test_everything_that_the_commands_say_stands_in_the_gallery() -> None:
    assert {case["kind"] for case in GALLERY} == set(COMMANDS)
