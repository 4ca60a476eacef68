"""manifest.json: what a run was made of and what it made, by SHA-256 (outputs.md)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from scorecard.model.inputs import InputFile
from scorecard.model.result import Result
from scorecard.report.folder import Kept


def manifest_bytes(result: Result, kept: Kept, folder: Path, version: str, moment: datetime) -> bytes:
    """The manifest of a folder that holds everything but it; the moment is given, not read."""
    outputs = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "inputs")
    content = {
        "plan": {"id": result.plan.id, **_file(kept.plan, kept.copied)},
        "period": str(result.period),
        "version": version,
        "moment": moment.isoformat(timespec="seconds"),
        "inputs_copied": kept.copied,
        "inputs": [_file(each, kept.copied) for each in sorted(kept.inputs, key=lambda each: each.name)],
        "outputs": [{"file": path.relative_to(folder).as_posix(), "sha256": _sha256(path)} for path in outputs],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(file: InputFile, copied: bool) -> dict[str, Any]:
    name = f"inputs/{file.name}" if copied else file.name
    return {"file": name, "sha256": file.sha256, "bytes": file.size}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
