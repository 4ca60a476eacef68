"""manifest.json: what a run was made of and what it made, by SHA-256 (outputs.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from scorecard.model.inputs import InputFile
from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.report.pages.order import PageOrder

MANIFEST = "manifest.json"
RESULT = "result.json"
WORKBOOK = "bonus-pools.xlsx"
CLOSING = "closing.json"
"""Put into a run folder when its period is closed, and no part of the run."""
CLOSING_DRAFT = f".{CLOSING}"
"""The same as long as it is being written; a killed closing may leave it."""
INPUTS = "inputs"
"""Folder of the plan and the inputs."""
TEMPLATES = "templates"
"""In it, the user's own templates."""
OURS = frozenset({"plan", "period", "moment", "inputs", "outputs"})
"""Keys of every manifest of a run, by which its folder is known."""


class Making(Struct, frozen=True):
    """How a run was made; all of it is given, nothing read."""

    version: str
    """Of the program."""
    moment: datetime
    language: str
    """Of what is written."""
    pages: PageOrder
    copied: bool
    """Whether plan and inputs lie in ``inputs/``."""
    tables: str = "xlsx"
    """``parquet`` where the tables lie in files of their own too."""


class Made(Struct, frozen=True):
    """What a run was made of."""

    plan: str
    """The plan's id."""
    period: Month
    file: InputFile
    """The plan's."""
    inputs: Sequence[InputFile]
    standing: Standing | None


def made_of(result: Result, plan: InputFile) -> Made:
    """What a result was made of."""
    return Made(result.plan.id, result.period, plan, result.inputs.files, result.standing)


def manifest_bytes(made: Made, folder: Path, making: Making) -> bytes:
    """The manifest of a folder that holds all outputs."""
    outputs = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    own = f"{INPUTS}/{TEMPLATES}/"
    content = {
        "plan": {"id": made.plan, **_file(made.file, making.copied)},
        "period": str(made.period),
        "version": making.version,
        "moment": making.moment.isoformat(timespec="seconds"),
        "language": making.language,
        "pages": _pages(making.pages),
        **({"tables": making.tables} if making.tables != "xlsx" else {}),
        "ledger": _ledger(made.standing),
        "inputs_copied": making.copied,
        "inputs": [_file(each, making.copied) for each in sorted(made.inputs, key=lambda each: each.name)],
        "templates": [_output(name, path) for name, path in sorted(outputs.items()) if name.startswith(own)],
        "outputs": [_output(name, path) for name, path in sorted(outputs.items()) if not name.startswith(f"{INPUTS}/")],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _pages(pages: PageOrder) -> dict[str, bool]:
    """Which there are; ``teams`` where there are none of teams."""
    return {"pdf": pages.pdf, "slips": pages.slips, **({} if pages.teams else {"teams": False})}


def _ledger(standing: Standing | None) -> dict[str, str] | None:
    """How the plan stood in the ledger: its newest closing or void, and the newest entry of all."""
    return None if standing is None else {"digest": standing.digest, "newest": standing.newest}


def _output(name: str, path: Path) -> dict[str, Any]:
    return {"file": name, "sha256": sha256_of(path), "bytes": path.stat().st_size}


def is_run_folder(folder: Path) -> bool:
    """Whether the folder's manifest is one of ours: other programs have a manifest.json too. Raises OSError."""
    path = folder / MANIFEST
    if not path.is_file():
        return False
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.keys() >= OURS


def strangers(folder: Path) -> list[str]:
    """The files in a run folder that its manifest does not name: somebody else put them there. Raises OSError."""
    content = json.loads((folder / MANIFEST).read_bytes())
    try:
        lists = ([content["plan"]], content["inputs"], content.get("templates", []), content["outputs"])
        named = {each["file"] for found in lists for each in found}
    except (KeyError, TypeError):
        named = set()
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in {MANIFEST, CLOSING, CLOSING_DRAFT, *named})


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _file(file: InputFile, copied: bool) -> dict[str, Any]:
    name = f"{INPUTS}/{file.name}" if copied else file.name
    sheet = {"sheet": file.sheet} if file.sheet else {}
    return {"file": name, "sha256": file.sha256, "bytes": file.size, **sheet}
