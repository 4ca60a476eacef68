"""run, killed or out of room at each write step: the run folder is whole or not there, and the next run mends all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.machine import EVERY_STEP, SAMPLE, UNDISTURBED, Fault, Machine, Outcome, Step, Trial, trials

pytestmark = pytest.mark.xdist_group("faults-run")  # whose preparations take long

ROOT = Path(__file__).parents[2]
COMMAND = (
    "run", ROOT / "configs" / "growth-sales-2026.yaml", ROOT / "samples" / "growth-sales", "--period", "2026-03"
)  # fmt: skip
NAME = "2026-03"
MAKING = "/new/"
MOMENT = {"SOURCE_DATE_EPOCH": "1777777777"}
FULL_DISK = re.compile(r"out(/2026-03)?: error\[not-written\]: there is no room left on this disk; .*\n")
Content = dict[str, bytes]


@dataclass
class Scene:
    """A working folder, what the run should make there, and what an earlier run with another result made."""

    machine: Machine
    folder: Path
    starts: Path
    whole: Content = field(default_factory=dict)
    former: Content = field(default_factory=dict)
    seen: set[frozenset[str]] = field(default_factory=set)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def run(self, trial: Trial = UNDISTURBED, *more: str, watched: Path | None = None) -> Outcome:
        return self.machine.run([*COMMAND, *more], self.folder, watched or self.folder, trial, **MOMENT)

    def begin(self, start: str) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        if (self.starts / start).exists():
            shutil.copytree(self.starts / start, self.out)

    def keep(self, start: str) -> None:
        shutil.copytree(self.out, self.starts / start)

    def stands(self) -> str:
        """What stands at the run folder's place."""
        found = content(self.out / NAME)
        return {repr(self.whole): "whole", repr(self.former): "former", repr({}): "none"}.get(repr(found), "half")

    def shape(self) -> frozenset[str]:
        """What lies in the out folder by its names, but for the folder in the making, which nobody looks into."""
        names = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*"))
        known = (re.sub(rf"\.{NAME}-\w+", ".hidden", name) for name in names)
        return frozenset(name for name in known if EVERY_STEP or MAKING not in name) | {self.stands()}

    def former_is_safe(self) -> bool:
        """Whether it lies, whole, where the next run looks for it."""
        return any(content(hidden / "former") == self.former for hidden in self.out.glob(".*"))


def content(folder: Path) -> Content:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def scene(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """With three beginnings: nothing, a former run folder, and one that a killed run left out of its place."""
    scene = Scene(machine, tmp_path_factory.mktemp("scene"), tmp_path_factory.mktemp("starts"))
    assert machine.learn(COMMAND, scene.folder, **MOMENT).code == 0
    scene.whole = content(scene.out / NAME)
    scene.begin("nothing")
    assert scene.run(UNDISTURBED, "--lang", "zh").code == 0
    scene.former = content(scene.out / NAME)
    scene.keep("former")
    swap = next(step for step in scene.run().steps if step.call == "rename" and step.path == f"out/{NAME}")
    scene.begin("former")
    assert scene.run(Trial(Fault.KILLED, swap.number)).code == -9
    assert scene.stands() == "none"
    scene.keep("out of its place")
    yield scene


def steps_from(scene: Scene, start: str) -> tuple[Step, ...]:
    scene.begin(start)
    done = scene.run()
    assert (done.code, scene.stands()) == (0, "whole")
    return done.steps


def after_a_kill(scene: Scene, start: str, done: Outcome) -> Iterator[str]:
    if done.code != -9:
        yield f"ended with {done.code}"
    yield from what_stands(scene, start)


def after_a_full_disk(scene: Scene, start: str, done: Outcome) -> Iterator[str]:
    """Where there was no room only for clearing away, all is done."""
    yield from what_stands(scene, start)
    told = done.code == 3 and FULL_DISK.fullmatch(done.err) and scene.stands() != "whole"
    if not told and not (done.code == 0 and scene.stands() == "whole"):
        yield f"ended with {done.code}, left {scene.stands()} and said {done.err!r}"


def what_stands(scene: Scene, start: str) -> Iterator[str]:
    found = scene.stands()
    if found == "half" or (found == "former" and start == "nothing"):
        yield f"left {found}"
    if found == "none" and start != "nothing" and not scene.former_is_safe():
        yield "lost the former run folder"


def after_all(scene: Scene, start: str) -> Iterator[str]:
    """What every fault leaves, and the next run."""
    others = [path.name for path in scene.out.glob("*") if path.name != NAME and not path.name.startswith(f".{NAME}-")]
    if others or any(path != scene.out for path in scene.folder.iterdir()):
        yield f"left {others} {list(scene.folder.iterdir())}"
    shape = scene.shape()
    if shape in scene.seen and not EVERY_STEP:
        return
    again = scene.run()
    if again.code != 0 or scene.stands() != "whole":
        yield f"run again it ended with {again.code} and left {scene.stands()}: {again.err}"
    elif [path.name for path in scene.out.iterdir()] != [NAME]:
        yield f"run again it left {sorted(path.name for path in scene.out.iterdir())}"
    else:
        scene.seen.add(shape)


def chosen(steps: Sequence[Step], start: str, fault: Fault) -> list[Step]:
    """How a run's files are made does not depend on what stood there before, and what goes on after what killed runs
    left is cleared neither. What fails first is the last, so that a disk that stays full differs from one that is full
    once only where a part was written.
    """
    if EVERY_STEP:
        return list(steps)
    if start == "former":
        return [step for step in steps if MAKING not in step.path or fault is not Fault.FULL or step.bytes > 1]
    begun = next(step.number for step in steps if step.call == "mkdir")
    return [step for step in steps if MAKING not in step.path and (start == "nothing" or step.number <= begun)]


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
@pytest.mark.parametrize("start", ["nothing", "former", "out of its place"])
def test_the_run_folder_is_whole_or_not_there_and_the_next_run_mends_all(
    scene: Scene, start: str, fault: Fault
) -> None:
    wrong = []
    steps = steps_from(scene, start)
    for trial in trials(fault, chosen(steps, start, fault)):
        scene.begin(start)
        done = scene.run(trial)
        judged = after_a_full_disk if fault in (Fault.FULL, Fault.FULL_ONCE) else after_a_kill
        found = [*judged(scene, start, done), *after_all(scene, start)]
        wrong += [f"{trial}, {steps[trial.at - 1]}: {each}" for each in found]
    assert wrong == []


def test_every_file_of_a_run_is_seen_to_be_opened_written_and_brought_to_the_disk(scene: Scene) -> None:
    steps = steps_from(scene, "nothing")
    for name in scene.whole:
        calls = {re.sub("64$|file.*", "", step.call) for step in steps if step.path.endswith(f"/new/{name}")}
        assert calls in ({"open", "write", "fsync"}, {"open", "send", "fsync"}), name


def test_where_only_the_place_for_temporary_files_is_full_it_says_so(scene: Scene) -> None:
    scene.begin("nothing")
    steps = scene.run(watched=scene.machine.temporary).steps
    assert steps
    for trial in trials(Fault.FULL, steps)[:: 1 if EVERY_STEP else SAMPLE]:
        scene.begin("nothing")
        done = scene.run(trial, watched=scene.machine.temporary)
        assert (done.code, done.err.count("\n"), scene.stands()) == (3, 1, "none"), (trial, done.err)
