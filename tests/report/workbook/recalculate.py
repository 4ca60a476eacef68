"""Recalculates workbooks in LibreOffice, all in one call, and compares each cell with the value it carried."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def recalculated(books: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them after a forced recalculation, in the same order."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    out = folder / "recalculated"
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), *map(str, books)], check=True, capture_output=True)
    return [out / book.name for book in books]


def differences(before: Path, after: Path, but: Sequence[str] = ()) -> Iterator[str]:
    """Each cell whose value is not what it was, on all sheets but these."""
    old, new = CalamineWorkbook.from_path(str(before)), CalamineWorkbook.from_path(str(after))
    assert old.sheet_names == new.sheet_names
    for name in (each for each in old.sheet_names if each not in but):
        pairs = zip(_rows(old, name), _rows(new, name), strict=True)
        for row, (was, now) in enumerate(pairs, 1):
            for column, (a, b) in enumerate(zip(was, now, strict=True)):
                if not _same(a, b):
                    yield f"{before.name}!{name}!{chr(65 + column % 26)}{row} ({column}): {a!r} became {b!r}"


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    width = max((max((i + 1 for i, cell in enumerate(row) if cell != ""), default=0) for row in rows), default=0)
    rows = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return rows


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, float | int) and isinstance(b, float | int):
        return abs(a - b) <= 1e-12 * max(abs(a), abs(b))
    return bool(a == b)
