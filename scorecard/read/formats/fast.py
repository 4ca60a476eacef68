"""The fast reader gets a workbook made anew, of one sheet, out of bytes that were looked at: nothing else is there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from scorecard.read.formats.grid import Block, Refused

Part = tuple[str, bytes]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(suffix: str, workbook: bytes, sheet: bytes, others: Iterable[Part]) -> io.BytesIO:
    """A workbook of one sheet, its parts in XML (``xml``) or binary (``bin``), empty ones left out."""
    parts = [
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", _relation("officeDocument", f"xl/workbook.{suffix}")),
        (f"xl/_rels/workbook.{suffix}.rels", _relation("worksheet", f"worksheets/sheet1.{suffix}")),
        (f"xl/workbook.{suffix}", workbook),
        (f"xl/worksheets/sheet1.{suffix}", sheet),
        *others,
    ]
    return zipped(part for part in parts if part[1])


def _relation(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>'.encode()


def zipped(parts: Iterable[Part]) -> io.BytesIO:
    """An archive of these parts, not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    made.seek(0)
    return made


def read_block(workbook: io.BytesIO, sheet: int = 0) -> Block:
    """The cells of a sheet, by its number. Raises Refused where the reader cannot read it."""
    try:
        with CalamineWorkbook.from_filelike(workbook) as opened:
            found = opened.get_sheet_by_index(sheet)
            row, column = found.start or (0, 0)
            return Block(row + 1, column, found.to_python(skip_empty_area=True))
    except PasswordError:
        raise Refused("workbook-encrypted") from None
    except (CalamineError, ValueError, OSError):
        raise Refused("workbook-damaged") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own accident; it derives from BaseException
            raise Refused("workbook-damaged") from None
        raise
