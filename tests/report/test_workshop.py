"""The hidden folder in which a run folder is made, and what killed runs leave behind."""

from __future__ import annotations

import fcntl
import platform
import signal
from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path

import pytest

from scorecard.interruption import Interrupted, interruptible
from scorecard.report.folder import write_folder
from scorecard.report.workshop import FORMER, FRESH, LOCK, clear_leftovers, workshop


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "2026-07"


def left_over(target: Path, host: str | None = None) -> Path:
    """As a run leaves it that was killed."""
    folder = target.with_name(f".{target.name}-abc")
    (folder / "new").mkdir(parents=True)
    (folder / "new" / "result.json").write_text("{")
    (folder / LOCK).write_text(platform.node() if host is None else host)
    return folder


def test_what_a_killed_run_left_is_gone_after_the_next(target: Path) -> None:
    left_over(target)
    with write_folder(target) as folder:
        (folder / "result.json").write_text("{}")
    assert [path.name for path in target.parent.iterdir()] == ["2026-07"]


def test_a_run_at_the_same_moment_is_left_alone(target: Path) -> None:
    with workshop(target) as beside:
        clear_leftovers(target)
        assert beside.is_dir()
        with workshop(target) as another:
            assert beside.is_dir() and another != beside
    assert list(target.parent.iterdir()) == []


def test_what_is_locked_by_somebody_stays(target: Path) -> None:
    folder = left_over(target)
    with (folder / LOCK).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        clear_leftovers(target)
    assert folder.is_dir()


@pytest.mark.parametrize("host", ["another-machine", ""])
def test_what_another_machine_made_stays_since_its_locks_may_not_reach_here(target: Path, host: str) -> None:
    folder = left_over(target, host)
    clear_leftovers(target)
    assert folder.is_dir()


def test_a_folder_without_a_lock_stays(target: Path) -> None:
    folder = left_over(target)
    (folder / LOCK).unlink()
    clear_leftovers(target)
    assert folder.is_dir()


def test_leftovers_of_other_periods_stay(target: Path) -> None:
    folder = left_over(target.with_name("2026-08"))
    clear_leftovers(target)
    assert folder.is_dir()


def test_a_former_run_folder_that_was_out_of_its_place_is_put_back(target: Path) -> None:
    former = left_over(target) / FORMER
    former.mkdir()
    (former / "manifest.json").write_text("{}")
    clear_leftovers(target)
    assert [path.name for path in target.iterdir()] == ["manifest.json"]


def test_a_former_run_folder_whose_place_is_taken_goes(target: Path) -> None:
    (left_over(target) / FORMER).mkdir()
    target.mkdir()
    clear_leftovers(target)
    assert list(target.parent.iterdir()) == [target]


def test_a_place_that_takes_no_folder_is_named_as_the_user_knows_it(target: Path) -> None:
    with pytest.raises(OSError) as told, workshop(target / "2026-08"):
        pass
    assert told.value.filename == str(target)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    interruptible()
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_an_interruption_leaves_nothing_behind(target: Path) -> None:
    with pytest.raises(Interrupted), write_folder(target):
        signal.raise_signal(signal.SIGINT)
    assert list(target.parent.iterdir()) == []


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("step", ["tempfile.mkdtemp", "pathlib.Path.rename", "shutil.rmtree"])
def test_an_interruption_waits_for_what_must_not_be_half_done(
    target: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, name = step.rpartition(".")
    owner = pytest.importorskip(module) if module != "pathlib.Path" else Path
    real = getattr(owner, name)

    def interrupted(*args: object, **kwargs: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, interrupted)
    with pytest.raises(Interrupted), write_folder(target):
        pass
    assert [path.name for path in target.parent.iterdir()] in ([], ["2026-07"])


@pytest.mark.usefixtures("ctrl_c")
def test_cleaning_up_is_not_interrupted_a_second_time(target: Path) -> None:
    with pytest.raises(Interrupted), write_folder(target):
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
    assert list(target.parent.iterdir()) == []


def test_what_was_killed_before_its_lock_had_a_name_is_gone_after_the_next(target: Path) -> None:
    empty, unnamed = target.with_name(f".{target.name}-abc"), target.with_name(f".{target.name}-def")
    empty.mkdir()
    unnamed.mkdir()
    (unnamed / FRESH).write_text("")
    clear_leftovers(target)
    assert list(target.parent.iterdir()) == []


def test_a_run_whose_folder_is_taken_for_left_over_makes_another(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock, begun = fcntl.flock, list[str]()

    def cleared_meanwhile(descriptor: int, how: int) -> None:
        if not begun:
            begun.extend(path.name for path in target.parent.iterdir())
            clear_leftovers(target)
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", cleared_meanwhile)
    with workshop(target) as beside:
        assert [path.name for path in target.parent.iterdir()] == [beside.name] != begun


def test_a_former_run_folder_that_cannot_go_back_stays_for_the_next_run(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.mkdir()
    (target / "manifest.json").write_text("{}")

    def full(*_: object) -> None:
        raise OSError(ENOSPC, "full")

    with pytest.raises(OSError, match="full"), workshop(target) as beside:
        target.rename(beside / FORMER)
        monkeypatch.setattr(Path, "rename", full)
        (beside / "new").rename(target)
    monkeypatch.undo()
    assert not target.exists()
    clear_leftovers(target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert [path.name for path in target.iterdir()] == ["manifest.json"]
