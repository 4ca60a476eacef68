"""Names that would be something else elsewhere: formulas, markup, paths, control characters; all are read as text."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.read.cells import normal
from tests.hostile.families.keys import renamed
from tests.hostile.package import SHEETS, Xml, parts
from tests.hostile.recipe import DAMAGED, REFUSED, Expect, Recipe, named, reads, recipe

FORMULAS = (
    *("=cmd|'/c calc'!A0", "+cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0", "@SUM(1+1)*cmd|'/c calc'!A0", "=1+1", "＝1+1"),
    *(
        '=HYPERLINK("http://127.0.0.1:9/"&A1,"click")',
        '=WEBSERVICE("http://127.0.0.1:9/")',
        "{=1+1}",
        "\t=1+1",
        "\r=1+1",
    ),
    *("=IMPORTXML(1,2)", "=DDE(1,2,3)", "'=1+1", '"=1+1"', "http://127.0.0.1:9/", "mailto:x@y", "#N/A", "TRUE", "1E5"),
)
MARKUP = (
    *(
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg/onload=1>',
    ),
    *(
        "' onmouseover='alert(1)",
        "</td></tr></table>",
        "<!--",
        "]]>",
        "&lt;b&gt;",
        "&#60;b>",
        "javascript:alert(1)",
        "</style>",
    ),
    *(
        "{{ 7*7 }}",
        "{% include '/etc/passwd' %}",
        "${7*7}",
        "<%= 7*7 %>",
        "{{ ''.__class__ }}",
        "%s%n%x",
        "\\u003cb\\u003e",
    ),
)
PATHS = (
    *(
        "../../etc/passwd",
        "..\\..\\evil",
        "/etc/passwd",
        "C:\\evil",
        "CON",
        "nul.txt",
        "a/b",
        "a\\b",
        ".",
        "..",
        "~",
        "-rf",
    ),
    *(
        "a:b",
        "a|b",
        "a*b?",
        "$(id)",
        "`id`",
        "; rm -rf x",
        "file:///etc/passwd",
        "\\\\server\\share",
        "LPT1",
        "con.",
        "a%00b",
    ),
)
LETTERS = (
    *(
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\u202egnp.exe",
        "Z\u0351\u036b\u0343\u036a\u0302\u036b",
        "\ufdfa" * 9,
    ),
    *(
        "\ud7ff",
        "\ue000",
        "\U0010fffd",
        "a\u2028b",
        "ی",
        "עברית",
        "ไทย",
        "한국어",
        "𠮷野家",
        "㍿",
    ),
)
LONG = (
    "名" * 10_000,
    "x" * 10_000,
    "<b>" * 3_333,
    "\u0301" * 10_000,
    " ".join(["word"] * 2_000),
    "=" + "1+" * 4_000 + "1",
)
KINDS = {"formulas": FORMULAS, "markup": MARKUP, "paths": PATHS, "letters": LETTERS, "long texts": LONG}
BARELY = ("\x85", "\uffff", "\ufffe", "\x7f")
"""Letters that XML holds barely or not at all."""
ESCAPES = {
    "_x0000_": "\0",
    "_x0008_": "\b",
    "_x001B_[31m": "[31m",
    "_xD83D_": "\ufffd",
    "_xFFFF_": "\uffff",
    "_x005F_x0041_": "_x0041_",
    "_x000a_": "\n",
}

ALPHA, MEMBER = ("teams", 0, "name"), ("members", 0, "name")


def _names(kind: str, texts: Sequence[str]) -> Recipe:
    """A team for each of the texts, which is its name; text is trimmed and otherwise as it stands."""
    rows = [[f"N{number}", text] for number, text in enumerate(texts)]
    teams = tuple({"key": f"N{number}", "name": text.strip()} for number, text in enumerate(texts))
    return recipe(f"{kind} as names", lambda: parts(sheets={"Teams": [*SHEETS["Teams"], *rows]}), Expect(teams=teams))


def _keys(kind: str, texts: Sequence[str]) -> Recipe:
    """A team for each of the texts, which is its key."""
    different = {normal(text): text for text in texts}
    teams = tuple({"key": key, "name": "x"} for key in different)
    rows = [[text, "x"] for text in different.values()]
    return recipe(f"{kind} as keys", lambda: parts(sheets={"Teams": [*SHEETS["Teams"], *rows]}), Expect(teams=teams))


def _key(text: str) -> Recipe:
    """The key of team A everywhere."""
    return recipe(f"key {text[:20]!r}", lambda: parts(sheets=renamed("A", text)), Expect(key=normal(text)))


def _stored(text: str, letter: str) -> Recipe:
    """Escapes of letters that XML cannot hold: shown as they stand or as the letter, or refused; never dropped."""
    cell = Xml(f'<c r="{{at}}" t="inlineStr"><is><t>{text}</t></is></c>')
    expects = (reads({ALPHA: text}), reads({ALPHA: letter}), REFUSED)
    return recipe(f"escape {text}", lambda: parts({"Teams!B2": cell}), expects)


RECIPES = named(
    "name",
    (
        *(_names(kind, texts) for kind, texts in KINDS.items()),
        *(
            recipe(f"name {text!r}", lambda t=text: parts({"Teams!B2": t}), (REFUSED, DAMAGED, reads({ALPHA: text})))
            for text in BARELY
        ),
        *(_keys(kind, texts) for kind, texts in KINDS.items()),
        *map(_key, (FORMULAS[0], MARKUP[0], PATHS[0], LETTERS[0], LONG[0])),
        *(_stored(text, letter) for text, letter in ESCAPES.items()),
    ),
)
NAMES: tuple[str, ...] = tuple(text for texts in KINDS.values() for text in texts)
