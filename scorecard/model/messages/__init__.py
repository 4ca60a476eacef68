"""The message catalogue: what each kind of problem says, in both languages. One module per part of the product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scorecard.model.messages.calculation import CALCULATION
from scorecard.model.messages.commands import COMMANDS
from scorecard.model.messages.gaps import GAPS
from scorecard.model.messages.ledger import LEDGER
from scorecard.model.messages.odd import ODD
from scorecard.model.messages.plan import PLAN
from scorecard.model.messages.reading import READING
from scorecard.model.messages.templates import TEMPLATES

if TYPE_CHECKING:
    from scorecard.model.problems import Problem

CATALOGUE: Mapping[str, tuple[str, str]] = {
    **PLAN,
    **READING,
    **CALCULATION,
    **GAPS,
    **ODD,
    **COMMANDS,
    **TEMPLATES,
    **LEDGER,
}
"""Kind to (English, Chinese) text with named braces."""


def message(problem: Problem, language: str) -> str:
    """The problem's message in ``zh`` or ``en``: what stands there, what is wrong, what would be right."""
    english, chinese = CATALOGUE[problem.kind]
    args = {key: arg if isinstance(arg, str) else arg.text(language) for key, arg in problem.args.items()}
    return (chinese if language == "zh" else english).format_map(args)
