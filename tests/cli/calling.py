"""The command line called as a user calls it, exit code and both streams, without a process for each call."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from scorecard.cli import group
from scorecard.cli.guard import guarded
from scorecard.cli.help import asked_language, translate_click
from tests.small_cases import BASE, load, workbook

ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": None, "NO_COLOR": None, "SCORECARD_DEBUG": None, "SOURCE_DATE_EPOCH": None}


@dataclass(frozen=True)
class Called:
    code: int
    out: str
    err: str


def scorecard(command: str, **environment: str) -> Called:
    arguments = shlex.split(command)
    with CliRunner().isolation(env={**ENGLISH, **environment}) as (out, err, _):
        spoken = asked_language(arguments)
        translate_click(spoken)
        code = guarded(lambda: group(arguments, prog_name="scorecard", standalone_mode=False, obj=spoken), spoken)
        return Called(code, out.getvalue().decode(), err.getvalue().decode())


def written(folder: Path, plan: dict[str, Any] | None = None, sheets: dict[str, Any] | None = None) -> None:
    """The base of the rules' small cases as plan.yaml and inputs.xlsx, with these changes; a sheet None is left out."""
    base = load(BASE)
    text = yaml.dump(base["plan"] | (plan or {}), allow_unicode=True, sort_keys=False)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    every = base["sheets"] | (sheets or {})
    workbook({name: rows for name, rows in every.items() if rows is not None}, folder / "inputs.xlsx")
