"""Whatever stands in a template, it gives a page or one problem with a place."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.model.messages import message
from scorecard.model.problems import FilePlace
from scorecard.report.pages.sandbox.environment import user_environment
from scorecard.report.pages.sandbox.faults import TemplateFault
from scorecard.report.pages.sandbox.meter import Limits
from scorecard.report.pages.sandbox.rendering import rendered
from scorecard.report.pages.texts import texts
from tests.report.pages.views import SLIP

PIECES = (
    *("{{ ", " }}", "{% ", " %}", "{#", "#}", "if ", "endif", "for x in ", "endfor", "set x = ", "endset", "else"),
    *(
        "macro m(a)",
        "endmacro",
        "m(1)",
        "call m(x)",
        "endcall",
        "block b",
        "endblock",
        "self.b()",
        "super()",
        "caller()",
    ),
    *('include "slip.html"', 'extends "scorecard/slip.html"', 'import "pictures.html" as p', "p.bar(s)", "recursive"),
    *(
        "s",
        "s.lines",
        "s.amount",
        ".text",
        ".role",
        "['role']",
        "[0]",
        "[1:]",
        "t.team",
        "loop",
        "loop(x)",
        "loop.index",
    ),
    *("range(9)", "namespace(a=1)", "dict(a=s)", "'text'", "3", "-1", "10**9", "1.5", "none", "true", "x", "x.a", "_y"),
    *("|upper", "|join(',')", "|map('upper')", "|list", "|sort", "|groupby('role')", "|first", "|length", "|int", "|e"),
    *(
        " + ",
        " * ",
        " ** ",
        " % ",
        " ~ ",
        " / ",
        " == ",
        " in ",
        " < ",
        " and ",
        " not ",
        " is defined",
        " if 1 else 2",
    ),
    *("(", ")", "[", "]", "{", "}", ",", ":", "=", "\n", "<p>", "\ud800".encode("unicode-escape").decode(), "é"),
)

LIMITS = Limits(steps=20_000, characters=100_000, depth=20)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_every_template_gives_a_page_or_one_problem(template: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "slip.html"
        file.write_text(template, "utf-8", "surrogatepass")
        try:
            page = rendered(user_environment(Path(name), LIMITS), "slip.html", s=SLIP, t=texts("en"))
            assert len(page) <= LIMITS.characters
        except TemplateFault as fault:
            problem = fault.problem
            assert isinstance(problem.place, FilePlace)
            assert 1 <= problem.place.line <= template.count("\n") + 1 or problem.place.file != str(file)
            assert message(problem, "zh") != message(problem, "en")
