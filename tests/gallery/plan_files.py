"""Files that are no plan at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl


def missing(folder: Path) -> Path:
    return folder / "plan.yaml"


def inner_folder(folder: Path) -> Path:
    (folder / "plans").mkdir()
    return folder / "plans"


def loop(folder: Path) -> Path:
    """A link to itself."""
    (folder / "plan.yaml").symlink_to(folder / "plan.yaml")
    return folder / "plan.yaml"


def denied(folder: Path) -> Path:
    """What nobody may read; as root everybody may, so the file is stood in for by one whose reading fails."""

    class Locked(type(folder)):  # type: ignore[misc]
        def read_bytes(self) -> bytes:
            raise PermissionError(13, "Permission denied")

    return Locked(folder / "plan.yaml")


def workbook(folder: Path) -> Path:
    openpyxl.Workbook().save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def gbk(folder: Path) -> Path:
    (folder / "plan.yaml").write_bytes("plan: small\ntitle: 激励方案\n".encode("gbk"))
    return folder / "plan.yaml"


def empty(folder: Path) -> Path:
    (folder / "plan.yaml").write_bytes(b"")
    return folder / "plan.yaml"


MAKERS: Mapping[str, Callable[[Path], Path]] = {
    "a path at which there is no file": missing,
    "a folder": inner_folder,
    "a link that leads to itself": loop,
    "a plan that you may not read": denied,
    "a workbook in the plan's place": workbook,
    "a plan saved in the encoding GBK": gbk,
    "an empty plan file": empty,
}
"""By what they are."""
