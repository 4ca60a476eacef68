"""manifest.json: what a run was made of and what it made, by SHA-256 (outputs.md)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from scorecard.model.inputs import InputFile
from scorecard.model.result import Result

MANIFEST = "manifest.json"
INPUTS = "inputs"
"""Folder of the plan and the inputs."""
OURS = frozenset({"plan", "period", "moment", "inputs", "outputs"})
"""Keys of every manifest of a run, by which its folder is known."""


def manifest_bytes(
    result: Result, plan: InputFile, copied: bool, folder: Path, version: str, moment: datetime
) -> bytes:
    """The manifest of a folder that holds all outputs; the moment is given, not read.

    ``copied`` says whether plan and inputs lie in ``inputs/``.
    """
    outputs = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    content = {
        "plan": {"id": result.plan.id, **_file(plan, copied)},
        "period": str(result.period),
        "version": version,
        "moment": moment.isoformat(timespec="seconds"),
        "inputs_copied": copied,
        "inputs": [_file(each, copied) for each in sorted(result.inputs.files, key=lambda each: each.name)],
        "outputs": [
            {"file": name, "sha256": sha256_of(path), "bytes": path.stat().st_size}
            for name, path in sorted(outputs.items())
            if not name.startswith(f"{INPUTS}/")
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


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
        named = {each["file"] for each in (content["plan"], *content["inputs"], *content["outputs"])}
    except (KeyError, TypeError):
        named = set()
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in {MANIFEST, *named})


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _file(file: InputFile, copied: bool) -> dict[str, Any]:
    return {"file": f"{INPUTS}/{file.name}" if copied else file.name, "sha256": file.sha256, "bytes": file.size}
