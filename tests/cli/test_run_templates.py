"""``run --templates`` and ``--slips`` as a user calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import scorecard, written

RUN = "run plan.yaml inputs.xlsx --period 2026-01 --templates mine --slips"


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def test_pages_are_made_of_the_users_templates(mine: Path) -> None:
    (mine / "statement.html").write_text("{{ s.team }} gets {{ s.payable.text }}")
    (mine / "slip.html").write_text('{% extends "scorecard/slip.html" %}{% block footer %}mine{% endblock %}')
    assert scorecard(RUN).code == 0
    assert Path("out/2026-01/statements/A.html").read_text().startswith("A gets ")
    assert all("mine</footer>" in path.read_text() for path in Path("out/2026-01/slips").iterdir())


def test_every_template_that_cannot_be_right_is_told_before_anything_is_read(mine: Path) -> None:
    (mine / "slip.html").write_text("{{ s.team")
    (mine / "statement.html").write_text("\n{{ s.team|shout }}")
    Path("inputs.xlsx").unlink()
    done = scorecard(RUN)
    told = [line.partition("]: ")[0] for line in done.err.splitlines()]
    assert done.code == 1
    assert told == [
        "mine/slip.html:1:1: error[template-syntax",
        "mine/statement.html:2:1: error[template-forbidden",
    ]


def test_a_template_that_fails_on_a_page_leaves_nothing_behind(mine: Path) -> None:
    (mine / "slip.html").write_text("<p>\n{{ s.persno }}")
    done = scorecard(RUN)
    assert done.code == 1
    assert (
        "mine/slip.html:2:1: error[template-undefined]: Slip has no field “persno”; did you mean “person”?" in done.err
    )
    assert not Path("out").exists() or not list(Path("out").iterdir())
