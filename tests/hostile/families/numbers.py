"""Numbers in every notation, as text and as what a cell may hold: Actuals!C2, the revenue of team A in January."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.hostile.package import SHEETS, Parts, Rows, Xml, parts
from tests.hostile.recipe import DAMAGED, Expect, Expects, Recipe, named, recipe, refused, revenue

AT = "Actuals!C2"

READ_TEXTS: dict[str, str] = {
    "100": "100",
    "1,234.50": "1234.5",
    "1,234": "1234",
    "12,345,678.9": "12345678.9",
    "１２３４": "1234",
    "１，２３４．５０": "1234.5",
    "1.234": "1.234",
    "(500)": "-500",
    "（500）": "-500",
    "( 500 )": "-500",
    "¥1,200": "1200",
    "￥1,200": "1200",
    "¥ 5": "5",
    "-¥5": "-5",
    "¥-5": "-5",
    "(¥5)": "-5",
    "¥(5)": "-5",
    "$1": "1",
    "5 €": "5",
    "12%": "0.12",
    "12.5 %": "0.125",
    "１２％": "0.12",
    "(5%)": "-0.05",
    "+5": "5",
    "-5": "-5",
    "\u22125": "-5",
    "－５": "-5",
    "007": "7",
    "0.50": "0.5",
    "\u00a0100\u00a0": "100",
    "\u3000100": "100",
    "\t100\n": "100",
    "\U0001d7cf\U0001d7d0": "12",
    "123456789012": "123456789012",
    "0.000001": "0.000001",
    "-0": "0",
}
"""A person reads them in one way only: read, with a warning."""

FAULTY_TEXTS = (
    *("1.234,50", "1 234", "1\u00a0234", "1\u2009234", "1\u202f234", "1'234", "1’234", "1_234", "1，23", "12,34"),
    *("1,2345", "0,500", ",500", "1,234,5", "1.2.3", "5.", "1,", ".", "-", "—", "--5", "+-5", "- -5", "-(5)", "(-5)"),
    *("5-", "500 CR", "1e5", "1E+5", "1.5e-3", "0x10", "&H10", "12万", "1.2亿", "100元", "100 元", "RMB 100", "CNY100"),
    *("五百", "壹佰", "Ⅳ", "IV", "①", "10²", "½", "1½", "1/2", "1⁄2", "3:30", "٣٤", "१२", "๑๒", "߁", "¥5%", "¥¥5"),
    *("¥5$", "5%%", "12‰", "%5", "'100", "`100", "100\u200b", "\u200b100", "\ufeff100", "1\u00ad00", "\u202e001"),
    *("1\n2", "1 2", "n/a", "N/A", "#N/A", "NaN", "inf", "-Infinity", "None", "null", "TRUE", "无", "TBD", "见附件"),
    *("=1+1", "+1+1", "~100", "≈100", ">100", "100?", "100*", "1O0", "l00", "\u200b", "\u2060", "\U0001f4b0", "10 0"),
)
"""No number, or one in more ways than one: refused, and the cell named."""

TOO_LARGE_TEXTS = ("1234567890123", "9" * 400, "1" + ",000" * 3000)

STORED: dict[str, Expect] = {
    "1E+308": refused(f"number-too-large {AT}"),
    "-1E+308": refused(f"number-too-large {AT}"),
    "1E+2": revenue("100"),
    "-0": revenue("0"),
    "-0.0": revenue("0"),
    "1E-400": revenue("0"),
    "5E-324": revenue("0", f"rounded-input {AT}"),
    "100.00000000000001": revenue("100"),
    "10.199999999999999": revenue("10.2"),
    "0.30000000000000004": revenue("0.3"),
    "12345678901.123457": revenue("12345678901.1235"),
    "0.1234565": revenue("0.123457", f"rounded-input {AT}"),
    "-0.1234565": revenue("-0.123457", f"rounded-input {AT}"),
    "999999999999.9999": refused(f"number-too-large {AT}"),
    "99999999999.9999": revenue("99999999999.9999"),
    "1000000000000": refused(f"number-too-large {AT}"),
    "9007199254740993": refused(f"number-too-large {AT}"),
    "007": revenue("7"),
    "+5": revenue("5"),
}
"""What a number cell may hold."""

NO_NUMBERS = (
    "NaN",
    "nan",
    "INF",
    "-inf",
    "Infinity",
    "1E+400",
    "0x10",
    "1 2",
    "1e",
    "--1",
    "abc",
    "1_0",
)
"""What no program writes into a number cell."""

ALMOST_NUMBERS = {"1,234": "1234", "１００": "100", " 7 ": "7", "\n7\n": "7"}
"""What no program writes into a number cell either, and yet is a number to a person."""

STYLED: dict[str, Expect] = {
    "0.00": revenue("100"),
    "#,##0.00_);[Red](#,##0.00)": revenue("100"),
    "0.00E+00": revenue("100"),
    "@": revenue("100"),
    ";;;": revenue("100"),
    '0.00"m"': revenue("100"),
    '"day "0': revenue("100"),
    'General"日"': revenue("100"),
    r"\d0": revenue("100"),
    r"0\ \y\e\a\r": revenue("100"),
    '[Red]"h:mm"0': revenue("100"),
    "[$¥-804]#,##0.00": revenue("100"),
    "[$USD-409] #,##0": revenue("100"),
    "[DBNum1][$-804]General": revenue("100"),
    "[>100]0;[<=100]0.0": revenue("100"),
    "# ?/?": revenue("100"),
    "0%": revenue("100"),
    "_-* #,##0_-": revenue("100"),
    "yyyy-mm-dd": refused(f"not-a-number {AT}"),
    "d/m/yy": refused(f"not-a-number {AT}"),
    "[$-804]yyyy年m月d日": refused(f"not-a-number {AT}"),
    'yyyy"年"m"月"': refused(f"not-a-number {AT}"),
    "mmm-yy": refused(f"not-a-number {AT}"),
    "h:mm:ss": refused(f"not-a-number {AT}"),
    "[h]:mm": refused(f"not-a-number {AT}"),
    "[mm]:ss": refused(f"not-a-number {AT}"),
    "[Blue]d mmm": refused(f"not-a-number {AT}"),
}
"""The number 100 by its cell's format: what shows as a date is none of a person's numbers."""


def _texts(texts: Sequence[str], fault: str) -> Recipe:
    """A team's months, and in each another text: read with a warning where ``fault`` is empty."""
    rows = [[f"2026-{month:02d}", "A", text] for month, text in enumerate(texts, 2)]
    said = tuple(f"{fault or '~text-number'} Actuals!C{row}" for row in range(4, 4 + len(texts)))
    expect = refused(*said) if fault else Expect(said, added=tuple(READ_TEXTS[text] for text in texts))
    return recipe(f"texts {texts[0]!r} and so on", lambda: _below(rows), expect)


def _below(rows: Rows) -> Parts:
    return parts(sheets={"Actuals": [*SHEETS["Actuals"], *rows]})


def _groups(texts: Iterable[str], fault: str = "") -> Iterator[Recipe]:
    every = list(texts)
    for start in range(0, len(every), 11):
        yield _texts(every[start : start + 11], fault)


def _text(text: str, expect: Expect) -> Recipe:
    return recipe(f"text {text[:20]!r}", lambda: parts({AT: text}), expect)


def _as_text(number: str) -> Expect:
    return revenue(number, f"text-number {AT}")


def _stored(text: str, expect: Expects) -> Recipe:
    cell = Xml(f'<c r="{{at}}"><v>{text}</v></c>')
    return recipe(f"stored {text}", lambda: parts({AT: cell}), expect)


def _styled(number_format: str, expect: Expect) -> Recipe:
    cell = Xml('<c r="{at}" s="2"><v>100</v></c>')
    return recipe(f"formatted {number_format}", lambda: parts({AT: cell}, number_format=number_format), expect)


def _shared(text: str) -> Recipe:
    cell = Xml('<c r="{at}" t="s"><v>0</v></c>')
    return recipe(
        f"shared text {text!r}", lambda: parts({AT: cell}, shared=[f"<t>{text}</t>"]), refused(f"not-a-number {AT}")
    )


RECIPES = named(
    "number",
    (
        *_groups(READ_TEXTS),
        *_groups(FAULTY_TEXTS, "not-a-number"),
        *(_text(text, revenue(number, f"text-number {AT}")) for text, number in list(READ_TEXTS.items())[::5]),
        *(_text(text, refused(f"not-a-number {AT}")) for text in FAULTY_TEXTS[::8]),
        *(_text(text, refused(f"number-too-large {AT}")) for text in TOO_LARGE_TEXTS),
        _text("0.1234565", revenue("0.123457", f"text-number {AT}", f"rounded-input {AT}")),
        *(_text(text, revenue(None)) for text in (" ", "\u00a0", "\u3000", "\n", "")),
        *(_stored(text, expect) for text, expect in STORED.items()),
        *(_stored(text, (refused(f"not-a-number {AT}"), DAMAGED)) for text in NO_NUMBERS),
        *(_stored(text, (_as_text(number), revenue(number), DAMAGED)) for text, number in ALMOST_NUMBERS.items()),
        *(_styled(number_format, expect) for number_format, expect in STYLED.items()),
        *(_shared(text) for text in ("1 234", "12万")),
    ),
)
