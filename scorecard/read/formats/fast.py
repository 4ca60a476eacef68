"""The fast reader gets a workbook made anew, of one sheet, out of bytes that were looked at: nothing else is there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from scorecard.read.formats.grid import Block, Refused

Part = tuple[str, bytes]
Sheet = CalamineSheet

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


@contextmanager
def _told(sheet: str = "") -> Iterator[None]:
    """What the reader raises as a refusal."""
    try:
        yield
    except PasswordError:
        raise Refused("workbook-encrypted") from None
    except OverflowError:
        raise Refused("number-too-large.date", sheet=sheet) from None
    except (CalamineError, ValueError, OSError):
        raise Refused("workbook-damaged", sheet=sheet) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own accident; it derives from BaseException
            raise Refused("workbook-damaged", sheet=sheet) from None
        raise


def open_sheet(workbook: io.BytesIO) -> Sheet:
    """The only sheet of a workbook, which the reader has read. Raises Refused."""
    return open_sheets(workbook, [0])[0]


def open_sheets(workbook: io.BytesIO, numbers: Sequence[int]) -> dict[int, Sheet]:
    """These sheets of a workbook. Raises Refused."""
    with _told(), CalamineWorkbook.from_filelike(workbook) as opened:
        return {number: opened.get_sheet_by_index(number) for number in numbers}


def block(sheet: Sheet, name: str) -> Block:
    """Its cells. Raises Refused, for the sheet of that name."""
    with _told(name):
        row, column = sheet.start or (0, 0)
        return Block(row + 1, column, sheet.to_python(skip_empty_area=True))
