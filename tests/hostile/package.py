"""The good workbook as the parts of its package, written by hand, so that every byte of it can be made bad."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tests.read.books import BASE
from tests.read.other_formats import MAIN

Parts = dict[str, bytes]
"""Name of each part to what it holds."""
Rows = Sequence[Sequence[Any]]

WORKBOOK, STYLES, STRINGS, TYPES = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MEASURES, METRICS = ("revenue", "margin"), ("revenue", "margin_rate")
PLAN_CHANGES: Mapping[str, Any] = {
    "sources": {},
    "measures": {id: BASE["plan"]["measures"][id] for id in MEASURES},
    "metrics": {id: BASE["plan"]["metrics"][id] for id in METRICS},
    "stages": {"growth": {**BASE["plan"]["stages"]["growth"], "weights": dict.fromkeys(METRICS, "50")}},
}
"""The base's plan without its sources, so that the good workbook can be small."""
NAMES = ("Teams", "Stages", "Owners", "Members", "Pools", "Targets", "Actuals")
SHEETS: Mapping[str, Rows] = {name: BASE["sheets"][name] for name in NAMES}
EPOCH, MAC_EPOCH = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Xml(str):
    """A cell (``{at}`` is where it stands) or all rows of a sheet, as XML."""


def serial(day: dt.date, epoch: dt.date = EPOCH) -> int:
    """The number by which a workbook means the day."""
    return (day - epoch).days


def parts(
    cells: Mapping[str, Any] | None = None,
    *,
    sheets: Mapping[str, Any] | None = None,
    epoch: dt.date = EPOCH,
    number_format: str = "0",
    shared: Iterable[str] | None = None,
) -> Parts:
    """The good workbook with other ``cells`` (``Actuals!C2``) and ``sheets`` (rows, or Xml; None leaves one out).

    A cell of style 1 is formatted as a date, one of style 2 by ``number_format``. ``shared`` are the shared strings,
    each the XML of what stands in its ``si``.
    """
    chosen = {name: rows for name, rows in {**SHEETS, **(sheets or {})}.items() if rows is not None}
    changed = {name: _changed(name, rows, cells or {}) for name, rows in chosen.items()}
    found = {
        TYPES: _types(len(changed), shared is not None),
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
    }
    found[WORKBOOK] = _workbook(changed, epoch)
    found[RELATIONS] = _workbook_relations(len(changed), shared is not None)
    found[STYLES] = styles(number_format)
    for number, rows in enumerate(changed.values(), 1):
        found[f"xl/worksheets/sheet{number}.xml"] = sheet(rows, epoch)
    if shared is not None:
        items = "".join(f"<si>{each}</si>" for each in shared)
        found[STRINGS] = f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'.encode()
    return found


def _changed(name: str, rows: Any, cells: Mapping[str, Any]) -> Any:
    if isinstance(rows, Xml):
        return rows
    found = [list(row) for row in rows]
    for place, value in cells.items():
        at = re.fullmatch(rf"{name}!([A-Z])(\d+)", place)
        if at:
            row, column = found[int(at[2]) - 1], ord(at[1]) - 65
            row += [None] * (column + 1 - len(row))
            row[column] = value
    return found


def part_of(name: str) -> str:
    """The part that holds this sheet of the good workbook."""
    return f"xl/worksheets/sheet{list(SHEETS).index(name) + 1}.xml"


def sheet(rows: Any, epoch: dt.date = EPOCH) -> bytes:
    """A worksheet."""
    inside = f"<sheetData>{data(rows, epoch)}</sheetData>"
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</worksheet>'.encode()


def data(rows: Any, epoch: dt.date = EPOCH) -> str:
    """The rows as XML."""
    return rows if isinstance(rows, Xml) else "".join(row(number, cells, epoch) for number, cells in enumerate(rows, 1))


def row(number: int, cells: Sequence[Any], epoch: dt.date = EPOCH) -> str:
    """One row as XML."""
    inside = "".join(cell(f"{chr(65 + column)}{number}", value, epoch) for column, value in enumerate(cells))
    return f'<row r="{number}">{inside}</row>'


def cell(at: str, value: Any, epoch: dt.date = EPOCH) -> str:
    """One cell as XML; nothing where it is empty."""
    if value is None:
        return ""
    if isinstance(value, Xml):
        return value.replace("{at}", at)
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.date):
        return f'<c r="{at}" s="1"><v>{serial(value, epoch)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def styles(number_format: str) -> bytes:
    """Styles 0 (General), 1 (a date) and 2 (by this format)."""
    formats = f'<numFmt numFmtId="164" formatCode={quoteattr(number_format)}/>'
    kinds = "".join(f'<xf numFmtId="{id}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for id in (0, 14, 164))
    fills = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    borders = "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    plain = '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    inside = f'<numFmts count="1">{formats}</numFmts><fonts><font><sz val="11"/></font></fonts>{fills}{borders}{plain}'
    return f'{HEAD}<styleSheet xmlns="{MAIN}">{inside}<cellXfs count="3">{kinds}</cellXfs></styleSheet>'.encode()


def relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """Relationships: id to (last word of the type, target)."""
    each = (f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{at}"/>' for id, (kind, at) in targets.items())
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'.encode()


def _workbook_relations(count: int, shared: bool) -> bytes:
    targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)}
    targets["rIdStyles"] = ("styles", "styles.xml")
    if shared:
        targets["rIdStrings"] = ("sharedStrings", "sharedStrings.xml")
    return relations(targets)


def _workbook(names: Iterable[str], epoch: dt.date) -> bytes:
    each = (f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    system = '<workbookPr date1904="1"/>' if epoch == MAC_EPOCH else "<workbookPr/>"
    inside = f"{system}<sheets>{''.join(each)}</sheets>"
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</workbook>'.encode()


def _types(count: int, shared: bool) -> bytes:
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    named = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    named |= {"/xl/sharedStrings.xml": "sharedStrings"} if shared else {}
    named |= {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in range(1, count + 1)}
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{spreadsheet}.{kind}+xml"/>' for part, kind in named.items()
    )
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def edited(package: Parts, part: str, old: str, new: str, count: int = 1) -> Parts:
    """The package with another text in one part; the old one must stand there just so often."""
    content = package[part].decode()
    assert content.count(old) == count, (part, old, content.count(old))
    return {**package, part: content.replace(old, new).encode()}


def zipped(package: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package as a file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method, compresslevel=1) as archive:
        for name, content in package.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()
