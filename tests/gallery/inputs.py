"""A case's input as the pages show it: what differs from a faultless one, and no more."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from typing import Any

from scorecard.model.messages.system import reason
from scorecard.read.counted import MOST_ALIKE
from tests.gallery.cases import Case, shows
from tests.gallery.plan import BASE, changed
from tests.gallery.tables import block, code, escaped, fenced, sheet_table
from tests.gallery.wording import phrase, say

MOST_ROWS = 8
"""Of a table that are shown: a case of many rows is long because of a limit, and reads alike."""

CHECK = "check plan.yaml inputs.xlsx"
"""The command that need not be told: the page says so of all of them."""
MOST_SHEETS = 3
"""That are all shown."""


def shown(case: Case, language: str) -> list[str]:
    """Pieces of Markdown: the plan, the sheets, files, commands; of what ends a long list of alike lines no more."""
    if case.kind.endswith(".more"):
        return [say("more", language, count=str(MOST_ALIKE))]
    return [
        *(plan_lines(case, language) if "change" in case.said else ()),
        *plan_keys(case, language),
        *sheets(case, language),
        *files(case, language),
        *standing(case, language),
        *template(case, language),
        *commands(case, language),
    ]


def plan_lines(case: Case, language: str) -> Iterator[str]:
    """The lines of the plan file that the case changes or the message names, each below the key it belongs to."""
    text, base = changed(case).splitlines(), BASE.splitlines()
    said = "\n".join(case.lines["en"])
    named = {int(line) for line in re.findall(r"(?:^plan\.yaml:| line )(\d+)", said, re.MULTILINE)}
    new = {number for number, line in enumerate(text, 1) if line not in base}
    gone = [line for line in base if line not in text]
    if gone and not new:
        yield say("left_out", language, what=f"`{gone[0]}`")
        return
    meant = {line for line in named | new if line <= len(text)}
    numbers = sorted(each for line in meant for each in (*parents(text, line), line))
    yield fenced("\n".join(f"{each:>2} | {printable(text[each - 1])}" for each in dict.fromkeys(numbers)))


def parents(text: list[str], number: int) -> Iterator[int]:
    """Numbers of the lines that this one stands below."""
    depth = indent(text[number - 1])
    for above in range(number - 1, 0, -1):
        if indent(text[above - 1]) < depth:
            depth = indent(text[above - 1])
            yield above


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def printable(line: str) -> str:
    """Tabs and what cannot be printed are shown as signs."""
    return "".join(each if each.isprintable() else {"\t": "→"}.get(each, "�") for each in line)


def plan_keys(case: Case, language: str) -> Iterator[str]:
    if "plan" in case.said:
        yield say("in_plan", language)
        yield fenced(block(case.get("plan")), "yaml")
    if "others" in case.said:
        yield say("others", language, what=case.get("others"))


def sheets(case: Case, language: str) -> Iterator[str]:
    pointed_at = set(re.findall(r"([\w.-]+)!([^!:]+)!([A-Z]+\d+)", "\n".join(case.lines[language])))
    yield from tables("inputs.xlsx", meant({**case.sheets, **case.get("then", {})}, case), pointed_at, language)
    for book, others in case.get("beside", {}).items():
        yield say("beside", language, what=book)
        yield from tables(book, others, pointed_at, language)


def meant(named: dict[str, Any], case: Case) -> dict[str, Any]:
    """Of many sheets those that the message names; the others are there so that there are several teams."""
    said = " ".join(case.lines["en"])
    return named if len(named) <= MOST_SHEETS else {name: rows for name, rows in named.items() if name in said}


def tables(book: str, named: dict[str, Any], pointed_at: set[tuple[str, str, str]], language: str) -> Iterator[str]:
    for name, rows in named.items():
        content = rows if isinstance(rows, dict) else {"rows": rows}
        if not content["rows"]:
            yield say("no_sheet" if content["rows"] is None else "no_rows", language, what=name)
            continue
        cells = {cell for at, sheet, cell in pointed_at if (at, sheet) == (book, name)}
        yield sheet_table(name, content["rows"][:MOST_ROWS], cells, language)
        yield from remarks(content, language)


def remarks(content: dict[str, Any], language: str) -> Iterator[str]:
    """What a table does not show of its sheet."""
    if len(content["rows"]) > MOST_ROWS:
        yield say("rows_more", language, count=str(len(content["rows"]) - MOST_ROWS))
    if "hidden" in content:
        yield say("hidden", language, what=", ".join(map(str, content["hidden"])))
    if "merged" in content:
        yield say("merged", language, what=", ".join(content["merged"]))
    if "formats" in content:
        yield say("formats", language, what=", ".join(f"{at} {code(form)}" for at, form in content["formats"].items()))
    if "state" in content:
        yield say("hidden_sheet", language)


def files(case: Case, language: str) -> Iterator[str]:
    if "file" in case.said:
        yield say("given", language, what=phrase(case.get("file"), language))


def standing(case: Case, language: str) -> Iterator[str]:
    """The period, and what the ledger has."""
    if "period" in case.said:
        yield say("period", language, what=case.get("period"))
    for team, money in case.get("ledger", {}).items():
        yield say("paid", language, team=team, money=money)
    for each in case.get("grants", ()):
        known = {
            "money": each["amount"],
            "team": each.get("team", "A"),
            "employee": each["employee"],
            "due": each["due"],
        }
        yield say("kept", language, **known)


def template(case: Case, language: str) -> Iterator[str]:
    pages = {**({"slip.html": case.get("page")} if "page" in case.said else {}), **case.get("files", {})}
    for name, text in pages.items():
        if isinstance(text, bytes):
            yield say("bytes", language, what=f"`{name}`")
        elif text:
            yield f"`{name}`:"
            yield fenced(text, "html")
    for key in ("link", "large"):
        if key in case.said:
            yield say(key, language, what=f"`{case.get(key)}`")


def commands(case: Case, language: str) -> Iterator[str]:
    """Commands as they are typed, and between them, as comments, what happens."""
    if case.get("command", CHECK) == CHECK:
        return
    before = [f"$ scorecard {command}" for command in case.get("before", ())]
    yield fenced("\n".join([*before, *happenings(case, language), f"$ scorecard {case.get('command')}"]), "console")


def happenings(case: Case, language: str) -> Iterator[str]:
    if "then" in case.said:
        yield f"# {say('then', language)}"
    for key in ("earlier", "there"):
        if key in case.said:
            yield f"# {say(key, language, what=case.get(key))}"
    for key in ("happens", "meets"):
        if key in case.said:
            yield f"# {phrase(case.get(key), language)}"
    if "refused" in case.said:
        yield f"# {say('refused', language, what=why(case.get('refused'), language))}"


def why(number: str, language: str) -> str:
    """The system's reason, as the messages word it."""
    code = getattr(errno, number)
    return reason(OSError(code, os.strerror(code))).text(language)


def message_lines(case: Case, language: str) -> str:
    """The lines that are messages of the case's kind."""
    lines = [line for line in case.lines[language] if shows([line], case.kind, language)]
    return "\n>\n".join(f"> {escaped_line(line)}" for line in lines)


def escaped_line(line: str) -> str:
    """The line with its code in bold."""
    where, level, said = re.fullmatch(r"(.*?)(\w+\[[a-z-]+\]): (.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{escaped(where)}**{escaped(level)}**: {escaped(said)}"
