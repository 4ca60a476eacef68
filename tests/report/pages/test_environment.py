"""What the pages' own filters make of texts from the inputs."""

from __future__ import annotations

import pytest
import tinycss2
from jinja2.exceptions import UndefinedError

from scorecard.report.pages.environment import css_string, environment
from scorecard.report.pages.number import Number
from tests.report.pages.test_statement import HOSTILE


@pytest.mark.parametrize("text", [*HOSTILE, "", '"; } body { display: none', "\\", "line\nbreak", "T05 10"])
def test_a_text_in_a_style_sheet_stays_that_text(text: str) -> None:
    inside = css_string(text)
    assert inside.isascii() and not set(inside) & set('"<>\n;{}')
    (token,) = tinycss2.parse_component_value_list(f'"{inside}"')
    assert (token.type, token.value) == ("string", text)


@pytest.mark.parametrize("value", [None, (), ["a"], Number("1"), object()])
def test_what_is_no_text_stops_the_page(value: object) -> None:
    template = environment().from_string("<p>{{ x }}</p>")
    with pytest.raises(TypeError, match="a page shows texts"):
        template.render(x=value)


def test_a_missing_variable_stops_the_page() -> None:
    with pytest.raises(UndefinedError, match="'x' is undefined"):
        environment().from_string("<p>{{ x }}</p>").render()
