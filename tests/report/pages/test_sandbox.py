"""Users' own templates: they see the view and nothing behind it, and none of them goes on without end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scorecard.model.problems import CellPlace, FilePlace, Problem
from scorecard.report.explanation import Node
from scorecard.report.pages.environment import environment, templates_folder
from scorecard.report.pages.reader import Reader
from scorecard.report.pages.sandbox.environment import user_environment
from scorecard.report.pages.sandbox.faults import Refused, TemplateFault
from scorecard.report.pages.sandbox.fields import field_names
from scorecard.report.pages.sandbox.meter import LONGEST, METER, Limits, Meter
from scorecard.report.pages.sandbox.rendering import rendered, template_problems
from scorecard.report.pages.slip import slip, slip_people
from scorecard.report.pages.statement.view import statement
from scorecard.report.pages.texts import texts
from tests.report.explanation.trees import EVERY, result
from tests.report.pages.golden import LANGUAGES, edition
from tests.report.pages.views import SLIP


def page(folder: Path, template: str, limits: Limits | None = None) -> str:
    (folder / "slip.html").write_text(template, "utf-8")
    return rendered(user_environment(folder, limits), "slip.html", s=SLIP, t=texts("en"))


def fault(folder: Path, template: str, limits: Limits | None = None) -> Problem:
    with pytest.raises(TemplateFault) as found:
        page(folder, template, limits)
    return found.value.problem


def views(name: str, language: str) -> Iterator[tuple[str, Any]]:
    for team in result(name).payables["team"].tolist()[:2]:
        reader = Reader(edition(name, language), team)
        yield "statement.html", statement(reader)
        yield from (("slip.html", slip(reader, employee)) for employee in slip_people(reader))


# what comes with the program


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["key-accounts", "growth-sales"])
def test_in_an_empty_folder_every_page_is_the_programs_own(name: str, language: str, tmp_path: Path) -> None:
    own = user_environment(tmp_path)
    for template, view in views(name, language):
        expected = environment().get_template(template).render(s=view, t=texts(language))
        assert rendered(own, template, s=view, t=texts(language)) == expected


def test_the_pages_of_the_samples_take_a_small_part_of_what_a_page_may_take(tmp_path: Path) -> None:
    limits = Limits(steps=Limits().steps // 20, characters=Limits().characters // 20)
    own = user_environment(tmp_path, limits)
    assert all(rendered(own, template, s=view, t=texts("en")) for template, view in views("key-accounts", "en"))


def test_a_style_sheet_alone_can_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("p { color: teal }")
    own = user_environment(tmp_path)
    found = rendered(own, "slip.html", s=SLIP, t=texts("en"))
    assert "p { color: teal }" in found
    assert (templates_folder() / "page.css").read_text("utf-8")[:200] not in found
    assert (templates_folder() / "slip.css").read_text("utf-8") in found


def test_a_template_can_extend_the_one_whose_place_it_takes(tmp_path: Path) -> None:
    template = '{% extends "scorecard/slip.html" %}{% block footer %}<p>Mine: {{ s.team }}</p>{% endblock %}'
    found = page(tmp_path, template)
    assert "<p>Mine: T01</p>" in found
    assert "Bob &lt;b&gt;" in found
    assert SLIP.digest not in found


def test_a_template_can_use_our_macros_and_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}")
    template = '{% from "own.html" import twice %}{% import "pictures.html" as draw %}{{ twice("ab") }}'
    assert page(tmp_path, template + "{{ draw.bar({'start': 0, 'length': 9, 'negative': false}) }}").startswith(
        "abab<svg"
    )


def test_texts_are_escaped_however_they_are_put_together(tmp_path: Path) -> None:
    template = "{{ s.person }}{{ s.person ~ '!' }}{{ [s.person, 1]|join }}{% set p %}{{ s.person }}{% endset %}{{ p }}"
    assert "<b>" not in page(tmp_path, template)


# how far a template sees


def reachable(value: Any) -> Iterator[Any]:
    yield value
    if names := field_names(type(value)):
        parts = [getattr(value, name) for name in names]
    else:
        parts = list(value) if isinstance(value, list | tuple) else []
    for part in parts:
        yield from reachable(part)


def is_harmless(value: Any) -> bool:
    """A text, number or truth value, or a frozen view that holds only such."""
    if value is None or type(value) in (str, int, bool, list, tuple, FilePlace, CellPlace, Node):
        return True
    frozen = isinstance(value, tuple) or type(value).__struct_config__.frozen
    return type(value).__module__.startswith("scorecard.report.pages.") and frozen


@pytest.mark.parametrize("name", EVERY)
def test_from_a_view_nothing_can_be_reached_but_texts_numbers_and_views(name: str) -> None:
    for _, view in views(name, "en"):
        assert {type(each).__name__ for each in reachable(view) if not is_harmless(each)} == set()


def test_the_words_of_a_page_are_texts_that_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        texts("en")["team"] = "x"  # type: ignore[index]
    assert {type(text) for text in texts("zh").values()} == {str}


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ s['__class__'] }}",
        "{{ s._x }}",
        "{{ s.lines.__len__() }}",
        "{{ s.lines|map(attribute='__class__')|list }}",
        "{{ s.lines|map(attribute='role.__class__')|list }}",
        "{{ s.lines|groupby('__class__') }}",
        "{{ s.lines|sort(attribute='__doc__') }}",
        "{{ s.lines|selectattr('__class__')|list }}",
        "{{ s|attr('__class__') }}",
        "{{ [s]|map('attr', '__class__')|list }}",
        "{{ '{0.__class__}'.format(s) }}",
        "{{ '{x.__class__}'.format_map({'x': s}) }}",
        "{{ '%s'|format(s) }}",
        "{{ s|xmlattr }}",
        "{{ s|pprint }}",
        "{{ s|tojson }}",
        "{{ range.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ dict.fromkeys('ab') }}",
        "{{ dict['x'] }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__ }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
        "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
        "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
        "{% import 'pictures.html' as p %}{{ p.__dict__ }}",
        "{% import 'pictures.html' as p %}{% for x in p._body_stream %}{% endfor %}",
        "{% for x in [1] %}{% if loop._iterable %}{% endif %}{% endfor %}",
        "{% set n = namespace(a=1) %}{% if n._Namespace__attrs %}{% endif %}",
        "{% set x = dict['x'] %}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler.__init__ }}",
        "{{ joiner() }}",
        "{{ t.__class__ }}",
        "{{ t.items() }}",
        "{{ t.copy() }}",
        "{{ s.amount.__class__ }}",
        "{% include s %}",
        "{% include 3 %}",
        "{% include '/etc/passwd' %}",
        "{% include 'scorecard/../../pyproject.toml' %}",
        "{% include 'README.md' %}",
        "{% include 'a\\0b' %}",
        "{{ 5 is filter }}",
        "{{ config }}",
        "{{ s.person|random }}",
        "{{ ['(spent)']|map('(spent)')|list }}",
    ],
)
def test_there_is_no_way_out_of_the_sandbox(template: str, tmp_path: Path) -> None:
    assert fault(tmp_path, f"<p>\n{template}").place == FilePlace(str(tmp_path / "slip.html"), 2, 1)


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("linked")
    (tmp_path / "b.html").symlink_to(tmp_path / "a.html")
    assert page(tmp_path, "{% include 'b.html' %}") == "linked"


def test_a_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "real")
    assert page(tmp_path / "mine", "hello") == "hello"


# how long a template runs

SMALL = Limits(steps=20_000, characters=100_000, depth=50)


@pytest.mark.parametrize(
    "template",
    [
        "{% for x in range(10 ** 15) %}{% endfor %}",
        "{% for x in range(12000) if false %}{% endfor %}{% for x in range(9000) if false %}{% endfor %}",
        "{% for x in range(199) %}{% for y in range(99) if false %}{% endfor %}{% endfor %}",
        "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
        "{% for x in [1] recursive %}{{ loop(range(99)) if loop.depth < 4 }}{% endfor %}",
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% macro a() %}{{ caller() }}{% endmacro %}{% macro b() %}{% call a() %}{{ b() }}{% endcall %}{% endmacro %}"
        "{{ b() }}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "{% extends 'slip.html' %}",
        "{% set x = 'slip' %}{% extends x ~ '.html' %}",
        "{% import 'slip.html' as x %}",
        "{% include ['nothing.html', 'slip.html'] %}",
        "{% macro d(x) %}{{ x }}{{ x }}{% endmacro %}{{ d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d('1234567')))))))))))))))))}}",
        "{% set n = namespace(x='ab') %}{% for i in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x == 1 }}",
        "{% set n = namespace(x=[1]) %}{% for i in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(40) %}{% set n.x = {1: n.x, 2: n.x} %}{% endfor %}{{ n.x|d }}",
        "{% set n = namespace(x=9) %}{% for i in range(40) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x|replace('', n.x) %}{% endfor %}",
        "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|join(n.x) %}{% endfor %}",
        "{% set n = namespace(x='&') %}{% for i in range(99) %}{% set n.x = n.x|string|e ~ n.x %}{% endfor %}",
        "{% set x = range(900)|list %}{% for i in range(500) %}{% for y in x if false %}{% endfor %}{% endfor %}",
        "{% set x = range(900)|list %}{% for i in range(500) %}{{ -1 in x }}{% endfor %}",
        "{% set x = range(900)|list %}{% for i in range(500) %}{{ x == x }}{% endfor %}",
        "{% set x = range(900)|list %}{% for i in range(500) %}{% set y = x[1:] %}{% endfor %}",
        "{% for i in range(500) %}{{ range(4000)|map('string')|join|length }}{% endfor %}",
        "{% for i in range(500) %}{{ range(4000)|select('odd')|first }}{% endfor %}",
        "{% for i in range(500) %}{{ 9 in range(4000)|map('string') }}{% endfor %}",
        "{% for i in range(500) %}{{ t|list|length }}{% endfor %}",
        "{% for i in range(999) %}{% include 'nothing.html' ignore missing %}{% endfor %}",
        "{% for i in range(999) %}{% include 'page.css' %}{% endfor %}",
        "{% set x = 'x' * 1 if false else 'word ' %}{% for i in range(999) %}" + "text " * 200 + "{% endfor %}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ 1e300 ** 99 }}",
        "{{ '9'|int * 10 ** 40 }}",
    ],
)
def test_what_goes_on_without_end_is_stopped_by_counting(template: str, tmp_path: Path) -> None:
    found = fault(tmp_path, f"<p>\n{template}", SMALL)
    assert found.code == "template-endless"
    assert found.place == FilePlace(str(tmp_path / "slip.html"), 2, 1)


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a'.ljust(10 ** 9) }}",
        "{{ 'a'.center(10 ** 9) }}",
        "{{ 'a'.zfill(10 ** 9) }}",
        "{{ '\t'.expandtabs(10 ** 9) }}",
        "{{ ','.join(s.lines) }}",
        "{{ 'a'.replace('a', 'aaaa') }}",
        "{{ 'a'|center(10 ** 9) }}",
        "{{ 'a'|indent(10 ** 9) }}",
        "{{ 'a'|wordwrap(1, wrapstring='aaaa') }}",
        "{{ [1]|batch(10 ** 9, 0)|list }}",
        "{{ [1]|slice(10 ** 9)|list }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{{ 1.5|round(10 ** 9, 'ceil') }}",
        "{{ [[1], [1]]|sum(start=[]) }}",
        "{{ lipsum(10 ** 9) }}",
    ],
)
def test_what_could_be_widened_without_end_is_not_there(template: str, tmp_path: Path) -> None:
    assert fault(tmp_path, template).code in {"template-forbidden", "template-undefined", "template-error"}


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "-" * 3000 + "1 }}",
        "{{ 1" + " + 1" * 3000 + " }}",
        "{{ s.team" + "|upper" * 3000 + " }}",
        "{% if s %}" * 300 + "{% endif %}" * 300,
        "{% for a in s.lines %}" * 30 + "{% endfor %}" * 30,
    ],
)
def test_what_is_nested_too_deeply_to_be_read_is_told(template: str, tmp_path: Path) -> None:
    assert fault(tmp_path, template).code in {"template-endless", "template-syntax"}


def test_the_same_template_stops_after_the_same_steps(tmp_path: Path) -> None:
    template = "{% for x in range(300) %}{{ x }}{% endfor %}"
    least = bisect_left(range(3000), True, key=lambda steps: passes(tmp_path, template, steps))
    assert not passes(tmp_path, template, least - 1)
    assert all(passes(tmp_path, template, least) for _ in range(3))


def passes(folder: Path, template: str, steps: int) -> bool:
    try:
        return bool(page(folder, template, Limits(steps=steps)))
    except TemplateFault:
        return False


def test_each_page_starts_with_a_full_measure(tmp_path: Path) -> None:
    (tmp_path / "slip.html").write_text("{% for x in range(6000) %}{% endfor %}{{ s.team }}")
    own = user_environment(tmp_path, SMALL)
    assert [rendered(own, "slip.html", s=SLIP, t=texts("en")) for _ in range(5)] == ["T01"] * 5


def test_what_gives_its_items_one_by_one_pays_as_they_come() -> None:
    meter = Meter(Limits(steps=10))
    METER.set(meter)
    assert list(meter.pay(iter([1, 2, 3]))) == [1, 2, 3]
    assert meter.steps == 3


def test_calls_within_each_other_are_counted(tmp_path: Path) -> None:
    template = "{% macro down(n) %}{{ n }}{% if n %}{{ down(n - 1) }}{% endif %}{% endmacro %}{{ down(9) }}"
    assert page(tmp_path, template, Limits(depth=10)) == "9876543210"
    assert fault(tmp_path, template, Limits(depth=9)).kind == "template-endless.depth"


def test_no_text_that_is_worked_on_is_longer_than_a_page_can_need() -> None:
    with pytest.raises(Refused):
        Meter(Limits()).pay("a" * (LONGEST + 1))


def test_nothing_can_be_paid_back(tmp_path: Path) -> None:
    again = "{{ [-10 ** 9]|map('(spent)', -10 ** 9)|first }}{{ 'text ' * 1 if false else 'text' }}"
    assert fault(tmp_path, "{% for i in range(9999) %}" + again + "{% endfor %}", SMALL).code == "template-endless"
    meter = Meter(Limits())
    meter.write(-5)
    meter.spend(-5)
    assert (meter.characters, meter.steps) == (0, 2)


# where it went wrong


def test_the_place_is_the_users_line_that_called_not_a_line_of_ours(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_text("\n\n{% macro show(x) %}\n{{ x.nothing.here }}\n{% endmacro %}\n")
    found = fault(tmp_path, "{% from 'part.html' import show %}\n{{ show(s.lines[0]) }}")
    assert found.place == FilePlace(str(tmp_path / "part.html"), 4, 1)
    found = fault(tmp_path, "<p>\n{% import 'pictures.html' as draw %}\n{{ draw.curve(s, 'x') }}")
    assert found.place == FilePlace(str(tmp_path / "slip.html"), 3, 1)


def test_all_templates_of_a_folder_are_looked_at_before_any_page_is_made(tmp_path: Path) -> None:
    (tmp_path / "slip.html").write_text("{{ s.team")
    (tmp_path / "statement.html").write_text("\n{{ s.team|shout }}")
    (tmp_path / "fine.html").write_text("{{ s.team }}")
    (tmp_path / "notes.txt").write_text("{{")
    (tmp_path / ".hidden.html").write_text("{{")
    found = template_problems(user_environment(tmp_path))
    assert [(problem.kind, str(problem.place)) for problem in found] == [
        ("template-syntax", f"{tmp_path / 'slip.html'}:1:1"),
        ("template-forbidden.filter", f"{tmp_path / 'statement.html'}:2:1"),
    ]


def test_half_a_character_is_told(tmp_path: Path) -> None:
    assert fault(tmp_path, "{{ '\\ud800' }}").code == "template-error"


def test_a_message_names_no_place_in_memory(tmp_path: Path) -> None:
    assert " at 0x" not in str(fault(tmp_path, "{% include [range] %}").args)
