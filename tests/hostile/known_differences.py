"""Where openpyxl tells something else than the product's reader, each with the reason why that is no misread.

The list is closed: what none of these explains fails the test, and so does an entry that explains nothing any more.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from tests.hostile.second_reader import Difference

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(second: object) -> object:
    """Control characters mean nothing in a cell, and are read as nothing."""
    return _ESCAPE.sub(lambda found: _letter(int(found[1], 16)), second) if isinstance(second, str) else second


def _letter(code: int) -> str:
    return chr(code) if code >= ord(" ") or chr(code) in "\t\n\r" else ""


def _is_number_to_python(each: Difference) -> bool:
    if not isinstance(each.first, str) or not isinstance(each.second, float):
        return False
    try:
        return float(each.first) == each.second
    except ValueError:
        return False


def _is_no_day(each: Difference) -> bool:
    early = isinstance(each.second, dt.datetime) and each.second < dt.datetime(1900, 1, 1)
    return isinstance(each.first, (float, dt.timedelta)) and (early or each.second == "error #VALUE!")


CELLS: Mapping[str, Callable[[Difference], bool]] = {
    "openpyxl shows the escape _x000D_ as it stands; spreadsheet programs show the letter that it means": (
        lambda each: each.first == _unescaped(each.second)
    ),
    "what Python takes for a number (1_0, １００, spaces around) is text to the product, which says so": (
        _is_number_to_python
    ),
    "a day before 1900 or after 9999 is a number or a time to the product, which refuses it as a date": _is_no_day,
    "an error cell without its text is an error to the product, and empty to openpyxl": (
        lambda each: each.first == "error #N/A" and each.second is None
    ),
    "spaces around a text that does not ask to keep them": (
        lambda each: isinstance(each.first, str) and each.first == str(each.second).strip()
    ),
}
"""Reason to the cells that it explains."""

RECIPES: Mapping[str, tuple[str, ...]] = {
    "an empty text that a formula made is no formula without a value; openpyxl shows both alike": (
        'cell: <c r="{at}" t="str"><f>""</f><v></v></c>',
    ),
    "an empty cell after a filled one of the same place: openpyxl forgets the value": (
        "rows: a cell twice, then empty",
    ),
    "openpyxl takes rows from anywhere in the part; the product from the sheet's data, as Excel does": (
        "markup: cells behind the data",
    ),
    "openpyxl knows one namespace only, and shows a sheet of another as empty": (
        "markup: strict OOXML",
        "markup: another namespace",
        "markup: no namespace",
    ),
    "of two texts in one shared text openpyxl takes the last; the product puts them together": (
        "markup: a shared text of two",
    ),
    "openpyxl leaves out a sheet whose part is written otherwise in the relation, and the next moves up": (
        "container: a target with a backslash",
        "container: a target in capitals",
        "container: a target with an escape",
        "container: a target with an anchor",
    ),
}
"""Reason to the hostile workbooks that it explains as a whole."""

UNREADABLE: Mapping[str, tuple[str, ...]] = {
    "a number cell without a number: openpyxl stops; the product reads a text, and says so": tuple(
        f"number: stored {text}"
        for text in ("NaN", "nan", "INF", "-inf", "Infinity", "0x10", "1 2", "1e", "--1", "abc", "1,234")
    ),
    "a date or boolean cell without one: openpyxl stops; the product refuses the cell": (
        "date: t=d 20260101",
        "date: t=d rubbish",
        'cell: <c r="{at}" t="b"><v>true</v></c>',
    ),
    "a style that is not there: openpyxl stops; no number format means a plain number": (
        'cell: <c r="{at}" s="99"><v>7</v></c>',
        'cell: <c r="{at}" s="x"><v>7</v></c>',
        "container: no styles",
    ),
    "a sheet's name or state that Excel would not take: openpyxl stops; the sheet is left alone, or read": (
        "rows: sheet named '../Actuals'",
        "rows: sheet named '=cmd|&apos; /c calc&'",
        "rows: a sheet of rubbish state",
    ),
    "openpyxl stops at a range of merged cells that is none": ("header: and merged cells nowhere",),
    "a letter that XML does not have, though no reader is led astray by it": (
        "name: name '\\uffff'",
        "name: name '\\ufffe'",
    ),
    "parts that openpyxl wants and the product does not need": (
        "container: no content types",
        "container: all parts in capitals",
        "container: a sheet that is a chart by its relation",
        "extra: a drawing outside",
    ),
}
"""Reason to the hostile workbooks at which openpyxl stops."""
