"""The cells that a tree leads to say what the tree says."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from scorecard.model.problems import CellPlace, Place, cell_position
from scorecard.report.explanation import Node
from tests.report.explanation.pocket import rounded
from tests.report.explanation.trees import EVERY, nodes, result, trees

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
Cell = object


@cache
def sheet(book: Path, name: str) -> list[list[Cell]]:
    return CalamineWorkbook.from_path(book).get_sheet_by_name(name).to_python(skip_empty_area=False)


def cell(name: str, place: Place) -> Cell:
    assert isinstance(place, CellPlace)
    book = next(file.path for file in result(name).inputs.files if file.name == place.book)
    column, row = cell_position(place.cell)
    return "" if column < 0 else sheet(book, place.sheet)[row - 1][column]


def number(value: Cell) -> Fraction | None:
    """A cell's number: of a number with 15 digits, of a text the number that it shows to a person."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Fraction(f"{value:.15g}")
    text = re.sub(r"[\s,¥￥$€]|[A-Z]{3}", "", unicodedata.normalize("NFKC", str(value)))
    text = re.sub(r"^\((.*)\)$", r"-\1", text)
    found = NUMBER.fullmatch(text.removesuffix("%").removeprefix("+"))
    return Fraction(found[0]) / (100 if text.endswith("%") else 1) if found else None


DAYS = ("Active part",)
"""Lines whose cell says since when, not how much."""


def names_a_person(node: Node) -> bool:
    return node.section == "12" and node.label not in (*DAYS, "Personal factor")


def told(node: Node) -> set[Fraction]:
    """The numbers of the line, its value and those of its rule; none where the cell says who or which stage."""
    if names_a_person(node) or node.label in DAYS or not NUMBER.fullmatch(node.value or ""):
        return set()
    texts = [*NUMBER.findall(node.rule), node.value or ""]
    return {Fraction(text) for text in texts if text}


@pytest.mark.parametrize("name", EVERY)
def test_every_input_s_cell_holds_the_number_of_its_line(name: str) -> None:
    """Rounded to six decimals, as inputs are. An empty cell stands where the note says so, or for a factor of 1."""
    for node in (node for tree in trees(name) for node in nodes(tree) if node.place and told(node)):
        assert node.place
        made = number(cell(name, node.place))
        if made is None:
            assert cell(name, node.place) == "" and "empty" in node.note, node
        else:
            assert rounded(made, 6) in told(node), (node, made)


def text(value: Cell) -> str:
    """A cell as a key: a number without decimals, a text without its width and spaces."""
    return f"{value:.0f}" if isinstance(value, float) else unicodedata.normalize("NFKC", str(value)).strip()


@pytest.mark.parametrize("name", EVERY)
def test_every_person_s_cell_holds_their_number(name: str) -> None:
    for tree in trees(name):
        for node in (each for each in nodes(tree) if each.place and names_a_person(each)):
            key = (node.value if node.label == "Owner" else node.label).split(" ")[0]
            assert text(cell(name, node.place)) == key
