"""Files, sheets and warnings within the canonical inputs, and back (ledger/canonical.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scorecard.model.inputs import InputFile, Sheet
from scorecard.model.problems import CellPlace, FilePlace, Place, Problem
from scorecard.model.titles import Title

Json = Any
"""Lists, mappings, texts, numbers and None."""


def file_part(file: InputFile) -> Json:
    """A file: what is shown of it, no path."""
    return {"name": file.name, "sha256": file.sha256, "size": file.size, "sheet": file.sheet}


def file_of(said: Json) -> InputFile:
    """The file, its path its name."""
    return InputFile(Path(said["name"]), said["name"], said["sha256"], said["size"], said["sheet"])


def sheet_part(sheet: Sheet) -> Json:
    """A sheet, its columns in the order in which they stand."""
    columns = sorted(sheet.columns.items(), key=lambda each: (each[1], each[0]))
    told = {"columns": dict(columns), "headers": dict(sorted(sheet.headers.items()))}
    return {"book": sheet.book, "sheet": sheet.name, "table": sheet.table, **told}


def sheet_of(said: Json) -> Sheet:
    """The sheet."""
    return Sheet(said["book"], said["sheet"], said["table"], dict(said["columns"]), dict(said["headers"]))


def problem_part(problem: Problem) -> Json:
    """A warning or note, with all that its message needs in either language."""
    args = {key: _arg_part(arg) for key, arg in sorted(problem.args.items())}
    place = _place_part(problem.place)
    return {"kind": problem.kind, "args": args, "place": place, "level": problem.level, "team": problem.team}


def problem_of(said: Json) -> Problem:
    """The warning or note."""
    args = {key: _arg_of(arg) for key, arg in said["args"].items()}
    return Problem(said["kind"], args, _place_of(said["place"]), said["level"], said["team"])


def _arg_part(arg: str | Title) -> Json:
    return arg if isinstance(arg, str) else {"id": arg.id, "texts": dict(arg.texts)}


def _arg_of(said: Json) -> str | Title:
    return said if isinstance(said, str) else Title(said["id"], dict(said["texts"]))


def _place_part(place: Place | None) -> Json:
    if isinstance(place, FilePlace):
        return {"file": place.file, "line": place.line, "column": place.column}
    return None if place is None else {"book": place.book, "sheet": place.sheet, "cell": place.cell}


def _place_of(said: Json) -> Place | None:
    if said is None:
        return None
    return FilePlace(**said) if "file" in said else CellPlace(**said)
