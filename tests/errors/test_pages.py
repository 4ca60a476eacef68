"""docs/errors.md and docs/errors.zh.md are what the gallery says, and everything in it has its words."""

from __future__ import annotations

import re

import pytest

from tests.gallery.cases import LANGUAGES, cases
from tests.gallery.incidents import INCIDENTS
from tests.gallery.page import PAGES, page
from tests.gallery.plan_files import MAKERS as PLAN_FILES
from tests.gallery.read_files import MAKERS as READ_FILES
from tests.gallery.read_many import MANY
from tests.gallery.wording import words

CODES = {case.code for case in cases()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_made_from_the_gallery(language: str, request: pytest.FixtureRequest) -> None:
    """``pytest tests/errors --update-golden`` writes it."""
    if request.config.getoption("--update-golden"):
        PAGES[language].write_text(page(language), encoding="utf-8")
    assert PAGES[language].read_text("utf-8") == page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_an_anchor_of_its_own_and_a_link_to_it(language: str) -> None:
    text = PAGES[language].read_text("utf-8")
    anchors = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert sorted(anchors) == sorted(CODES)
    assert set(re.findall(r"\]\(#([a-z-]+)\)", text.split("\n### ")[0])) >= CODES


def test_what_is_said_besides_messages_is_of_something_that_is_there() -> None:
    assert set(words()["codes"]) <= CODES
    assert set(words()["phrases"]) == {*INCIDENTS, *PLAN_FILES, *READ_FILES}


def test_everything_that_can_happen_in_the_gallery_happens_in_a_case() -> None:
    met = {case.get(key) for case in cases() for key in ("happens", "meets", "file", "many")}
    assert {*INCIDENTS, *PLAN_FILES, *READ_FILES, *MANY} <= met


def test_what_is_told_and_stands_in_nobodys_way_says_why() -> None:
    stops = {case.code for case in cases() if any("error[" in line for line in case.lines["en"])}
    assert CODES - stops - set(words()["codes"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_stands_in_the_contents_of_each_group_that_has_it(language: str) -> None:
    lines = [line for line in PAGES[language].read_text("utf-8").split("\n### ")[0].splitlines() if "](#cliff)" in line]
    assert len(lines) == 1 and "](#below-zero)" in lines[0]
    of_workbooks = [line for line in PAGES[language].read_text("utf-8").splitlines() if "](#unknown-team)" in line]
    assert len(of_workbooks) == 1 and "](#below-zero)" in of_workbooks[0]
