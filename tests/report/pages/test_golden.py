"""The pages of the samples, byte for byte."""

from __future__ import annotations

import pytest

from tests.report.pages.golden import FOLDER, LANGUAGES, PAGES, golden_file


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_the_expected_one(page: str, language: str, request: pytest.FixtureRequest) -> None:
    found = PAGES[page](language).encode()
    file = golden_file(page, language)
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(found)
    assert found == file.read_bytes()


def test_every_expected_page_is_compared() -> None:
    compared = {golden_file(page, language) for page in PAGES for language in LANGUAGES}
    assert set(FOLDER.iterdir()) == compared
