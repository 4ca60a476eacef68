"""Marked copies: what is wrong with a workbook, shown in a copy of it (commands.md, inputs.md)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.inputs import Sheet
from scorecard.model.problems import CellPlace, Problem
from scorecard.report.marked import book
from scorecard.report.marked.entries import entries, marks
from scorecard.report.marked.listing import Listing, Section
from scorecard.report.marked.package import is_marked_copy
from scorecard.report.marked.words import word
from scorecard.report.marked.xml_part import Unmarkable

__all__ = ["About", "Unmarkable", "is_marked_copy", "marked_copy", "overview"]

MOST_ELSEWHERE = 1_000
"""A copy lists so many problems of other places; the overview has all."""
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{book.OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>',
}
"""A workbook without sheets, which becomes one with a list."""


class About(Struct, frozen=True):
    """What is said of all inputs, and how it is shown."""

    problems: Sequence[Problem]
    """Errors and warnings."""
    sheets: Sequence[Sheet]
    """That were read."""
    copies: Mapping[str, str]
    """Each workbook's marked copy, by the workbook's name."""
    overview: str
    """The name of the file that lists all."""
    language: str


def marked_copy(about: About, name: str, data: bytes, renamed: Mapping[str, str] | None = None) -> bytes:
    """A copy of the workbook ``name``, which has these bytes.

    ``renamed``: they are not its own, but its values, in which its sheets have these names.
    Raises Unmarkable where the bytes cannot be marked.
    """
    spoken = about.language
    own = [_in_copy(each, renamed or {}) for each in about.problems if is_of(each, name)]
    others = [each for each in about.problems if not is_of(each, name)]
    found = marks(own, [_renamed(each, renamed or {}) for each in about.sheets if each.book == name], spoken)
    capped = sum(map(len, found.values())) > book.MOST_COMMENTS
    said = [word(key, spoken) for key in ("copy", "colours", "as-it-was" if renamed is None else "values")]
    said += [word("capped", spoken, most=f"{book.MOST_COMMENTS:,}")] if capped else []
    copies = {**about.copies, name: ""}
    sections = [Section(word("here", spoken), list(entries(own, spoken, copies)))]
    sections += _elsewhere(about, others, copies)
    return book.marked_book(data, found, Listing(_title("title", own, spoken, name), said, sections, spoken))


def _in_copy(problem: Problem, renamed: Mapping[str, str]) -> Problem:
    place = problem.place
    assert isinstance(place, CellPlace)
    return replace(problem, place=place._replace(sheet=renamed.get(place.sheet, place.sheet)))


def _renamed(sheet: Sheet, renamed: Mapping[str, str]) -> Sheet:
    return replace(sheet, name=renamed.get(sheet.name, sheet.name))


def is_of(problem: Problem, book_name: str) -> bool:
    """Whether the problem stands in that workbook."""
    return isinstance(problem.place, CellPlace) and problem.place.book == book_name


def _elsewhere(about: About, others: Sequence[Problem], copies: Mapping[str, str]) -> Iterator[Section]:
    if others:
        spoken, more = about.language, len(others) - MOST_ELSEWHERE
        closing = word("further", spoken, count=f"{more:,}", name=about.overview) if more > 0 else ""
        shown = list(entries(others[:MOST_ELSEWHERE], spoken, copies))
        yield Section(word("elsewhere", spoken), shown, closing)


def _title(key: str, problems: Iterable[Problem], language: str, name: str = "") -> str:
    levels = [problem.level for problem in problems]
    counts = {"errors": f"{levels.count('error'):,}", "warnings": f"{levels.count('warning'):,}"}
    return word(key, language, name=name, **counts)


def overview(about: About) -> bytes:
    """A workbook that lists everything, with links into the marked copies."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in _PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    listed = Section("", list(entries(about.problems, about.language, about.copies)))
    title = _title("everything", about.problems, about.language)
    lines = [word("links", about.language)] if about.copies else []
    return book.marked_book(stream.getvalue(), {}, Listing(title, lines, [listed], about.language))
