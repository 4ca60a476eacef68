"""docs/errors.md and docs/errors.zh.md: every code with the smallest input that provokes it, made from the gallery.

``python -m tests.gallery.page`` writes them, as does ``pytest tests/errors --update-golden``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from scorecard.model.messages.calculation import CALCULATION
from scorecard.model.messages.commands import COMMANDS
from scorecard.model.messages.gaps import GAPS
from scorecard.model.messages.ledger import LEDGER
from scorecard.model.messages.odd import ODD
from scorecard.model.messages.plan import PLAN
from scorecard.model.messages.reading import READING
from scorecard.model.messages.templates import TEMPLATES
from tests.gallery.cases import LANGUAGES, Case, cases
from tests.gallery.inputs import message_lines, shown
from tests.gallery.wording import say, words

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "errors.md", "zh": DOCS / "errors.zh.md"}
GROUPS: Mapping[str, tuple[Mapping[str, tuple[str, str]], ...]] = {
    "plan": (PLAN,),
    "reading": (READING,),
    "calculation": (CALCULATION, GAPS),
    "odd": (ODD,),
    "commands": (COMMANDS,),
    "ledger": (LEDGER,),
    "templates": (TEMPLATES,),
}
"""A heading's key in words.yaml to the messages below it; a code that several have stands below the first."""
LEVELS = ("error", "warning", "note")
Codes = dict[str, list[Case]]


def page(language: str) -> str:
    """The page: head, contents with each code in all its groups, and a section for each group."""
    groups = grouped(cases())
    head = [f"# {say('title', language)}", say("other", language), say("head", language).strip()]
    sections = [text for group, codes in groups.items() for text in section(group, codes, language)]
    return "\n\n".join([*head, *contents(groups, language), *sections]) + "\n"


def grouped(every: list[Case]) -> dict[str, Codes]:
    """The cases of each group by code, a case for each kind: its first."""
    groups: dict[str, Codes] = {group: {} for group in GROUPS}
    for kind, case in {case.kind: case for case in reversed(every)}.items():
        groups[group_of(kind)].setdefault(case.code, []).insert(0, case)
    return {group: dict(sorted(codes.items())) for group, codes in groups.items()}


def group_of(kind: str) -> str:
    """Where all kinds of its code stand."""
    code = kind.partition(".")[0]
    for group, catalogues in GROUPS.items():
        if any(each.partition(".")[0] == code for catalogue in catalogues for each in catalogue):
            return group
    raise ValueError(f"{kind} is in no group of the page: name its catalogue in GROUPS")


def contents(groups: Mapping[str, Codes], language: str) -> Iterator[str]:
    yield f"## {say('contents', language)}"
    written = {code for codes in groups.values() for code in codes}
    for group in groups:
        links = " · ".join(f"[{code}](#{code})" for code in sorted(written & _codes_of(group)))
        yield f"**[{title(group, language)}](#{anchor(title(group, language))})**: {links}"


def _codes_of(group: str) -> set[str]:
    """Every code that the group's messages have, those too that stand below an earlier group."""
    return {kind.partition(".")[0] for catalogue in GROUPS[group] for kind in catalogue}


def section(group: str, codes: Codes, language: str) -> Iterator[str]:
    yield f"## {title(group, language)}"
    for code, kinds in codes.items():
        yield f"### {code}"
        yield about(code, kinds, language)
        for case in kinds:
            yield from shown(case, language)
            yield message_lines(case, language)


def about(code: str, kinds: list[Case], language: str) -> str:
    """The levels, and what the messages alone do not make plain."""
    lines = [line for case in kinds for line in case.lines[language]]
    levels = [say(level, language) for level in LEVELS if any(f"{level}[{code}]: " in line for line in lines)]
    more = words()["codes"].get(code, {}).get(language, "")
    stop = {"en": ".", "zh": "。"}[language]
    return f"*{(' · '.join(levels))}{stop}* {more}".rstrip()


def title(group: str, language: str) -> str:
    return str(words()["groups"][group][language])


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def main() -> None:
    for language in LANGUAGES:
        PAGES[language].write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
