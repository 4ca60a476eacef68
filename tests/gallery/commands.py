"""Cases of the commands and of the ledger.

``plan`` and ``sheets`` replace parts of tests/rules/base.yaml; ``earlier`` is a run folder that lies there, ``there`` a
file of somebody else, ``beside`` further workbooks; ``before`` are commands that go well, ``then`` sheets that take the
place of those before; ``happens``, ``meets`` (incidents.py) and ``refused`` (what the system says to making a folder)
go wrong. The command is called in each language, each time in a folder of its own that is in the same state.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.cli.calling import Called, scorecard, written
from tests.gallery.cases import LANGUAGES, Case
from tests.gallery.incidents import FROM_THE_START, INCIDENTS, refuse
from tests.small_cases import workbook

DIGEST = re.compile("SHA-256 [0-9a-f]{12}…")
"""Of a workbook, which holds the moment at which it was made."""
MOMENT = "1770110100"
"""2026-02-03T09:15:00+00:00."""


def told(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The lines of standard error that carry the case's code."""
    state = folder / "state"
    made(case, state, monkeypatch)
    return {language: _told(case, language, Path(shutil.copytree(state, folder / language))) for language in LANGUAGES}


def _told(case: Case, language: str, folder: Path) -> list[str]:
    with chdir(folder):
        done = called(f"{case.get('command')} --lang {language}")
    assert done.code == int(case.get("code")), done.err
    assert "there" not in case.said or (folder / case.get("there")).read_text() == "mine"
    wrote = done.code == 0 or case.kind == "not-written.stream" or "before" in case.said
    assert wrote or not list(folder.glob("out/*/result.json"))
    return [DIGEST.sub("SHA-256 0123…", line) for line in done.err.splitlines() if f"[{case.code}]" in line]


def called(command: str) -> Called:
    return scorecard(command, SOURCE_DATE_EPOCH=MOMENT)


def made(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder as the command meets it."""
    commands = tuple(case.get("before", ()))
    if case.get("happens") in FROM_THE_START:
        INCIDENTS[case.get("happens")](monkeypatch)
        at_first(folder, case.get("plan"), case.sheets)
        called_well(folder, commands)
    else:
        shutil.copytree(after(json.dumps([case.get("plan"), case.sheets]), commands).name, folder)
    _laid_there(case, folder)
    with chdir(folder):
        _goes_wrong(case, monkeypatch)


def _laid_there(case: Case, folder: Path) -> None:
    if "then" in case.said:
        written(folder, case.get("plan"), case.get("then"))
    for name, sheets in case.get("beside", {}).items():
        workbook(sheets, folder / name)
    if "earlier" in case.said:
        run_folder(folder / case.get("earlier"))
    if "there" in case.said:
        (folder / case.get("there")).parent.mkdir(parents=True, exist_ok=True)
        (folder / case.get("there")).write_text("mine")


def _goes_wrong(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("happens", "meets"):
        if key in case.said and case.get(key) not in FROM_THE_START:
            INCIDENTS[case.get(key)](monkeypatch)
    if "refused" in case.said:
        refuse(case.get("refused"), monkeypatch)


@cache
def after(base: str, commands: tuple[str, ...]) -> TemporaryDirectory[str]:
    """A folder in which these commands went well: made once for all cases that begin alike, each copies it."""
    made = TemporaryDirectory()
    folder = Path(made.name)
    if commands:
        shutil.copytree(after(base, commands[:-1]).name, folder, dirs_exist_ok=True)
    else:
        at_first(folder, *json.loads(base))
    called_well(folder, commands[-1:])
    return made


def at_first(folder: Path, plan: dict[str, Any] | None, sheets: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    written(folder, plan, sheets)


def called_well(folder: Path, commands: tuple[str, ...]) -> None:
    with chdir(folder):
        for command in commands:
            done = called(command)
            assert done.code == 0, done.err


def run_folder(folder: Path) -> None:
    """As an earlier run left it, as far as a run looks at that."""
    folder.mkdir(parents=True)
    manifest = {"plan": {"file": "plan.yaml"}, "period": "2026-01", "moment": "", "inputs": [], "outputs": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))
