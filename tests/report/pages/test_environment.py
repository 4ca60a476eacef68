"""What the pages' own filters make of texts from the inputs."""

from __future__ import annotations

import pytest
import tinycss2

from scorecard.report.pages.environment import css_string
from tests.report.pages.test_statement import HOSTILE


@pytest.mark.parametrize("text", [*HOSTILE, "", '"; } body { display: none', "\\", "line\nbreak", "T05 10"])
def test_a_text_in_a_style_sheet_stays_that_text(text: str) -> None:
    inside = css_string(text)
    assert inside.isascii() and not set(inside) & set('"<>\n;{}')
    (token,) = tinycss2.parse_component_value_list(f'"{inside}"')
    assert (token.type, token.value) == ("string", text)
