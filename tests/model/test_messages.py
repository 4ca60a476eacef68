"""The message catalogue."""

from __future__ import annotations

import string
from itertools import chain

import pytest

from scorecard.model.messages import CATALOGUE
from scorecard.model.messages.calculation import CALCULATION
from scorecard.model.messages.commands import COMMANDS
from scorecard.model.messages.gaps import GAPS
from scorecard.model.messages.ledger import LEDGER
from scorecard.model.messages.odd import ODD
from scorecard.model.messages.plan import PLAN
from scorecard.model.messages.reading import READING
from scorecard.model.messages.templates import TEMPLATES


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_kind_of_message_stands_in_two_parts_of_the_catalogue() -> None:
    kinds = list(chain(PLAN, READING, CALCULATION, GAPS, ODD, COMMANDS, TEMPLATES, LEDGER))
    assert sorted(kinds) == sorted(CATALOGUE)


@pytest.mark.parametrize("kind", CATALOGUE)
def test_both_languages_of_a_message_name_the_same_things(kind: str) -> None:
    english, chinese = CATALOGUE[kind]
    assert names_in(english) == names_in(chinese)
