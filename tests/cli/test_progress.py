from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from scorecard.cli import progress
from scorecard.cli.progress import Bar


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What a terminal would show."""
    shown = StringIO()
    console = Console(file=shown, force_terminal=True, no_color=True, width=60)
    columns = (TextColumn("{task.description} {task.completed:g}/{task.total:g}", markup=False),)
    monkeypatch.setattr(progress, "_made", lambda: Progress(*columns, console=console, auto_refresh=False))
    return shown


def test_the_newest_step_is_shown_from_the_start_on(terminal: StringIO) -> None:
    bar = Bar("en")
    bar.tell("2026-01.xlsx", 1, 7)
    bar.tell("2026-02.xlsx", 2, 7)
    bar.start()
    bar.stop()
    assert "reading 2026-02.xlsx 2/7" in terminal.getvalue()
    assert "2026-01" not in terminal.getvalue()


def test_steps_are_named_in_the_language_of_the_messages(terminal: StringIO) -> None:
    bar = Bar("zh")
    bar.start()
    bar.tell("calculating", 0, 1)
    bar.stop()
    assert "正在计算" in terminal.getvalue()


def test_a_file_name_is_no_markup(terminal: StringIO) -> None:
    bar = Bar("en")
    bar.tell("[red]a.xlsx", 1, 1)
    bar.start()
    bar.stop()
    assert "reading [red]a.xlsx" in terminal.getvalue()


def test_what_is_over_before_the_first_second_is_never_shown(terminal: StringIO) -> None:
    bar = Bar("en")
    bar.tell("calculating", 0, 1)
    bar.stop()
    bar.start()
    assert terminal.getvalue() == ""


def test_in_a_pipe_there_is_no_progress(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.progress("en") as tell:
        tell("calculating", 0, 1)
    assert capsys.readouterr() == ("", "")
