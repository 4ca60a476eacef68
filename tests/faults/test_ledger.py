"""close, sign and void, killed, out of room or cut off at each step: the entry is there as a whole, or is not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.faults.machine import EVERY_STEP, SAMPLE, Cut, Fault, Machine, Outcome, Step, trials
from tests.postgres import Cluster, postgres

__all__ = ["postgres"]

pytestmark = pytest.mark.xdist_group("faults-ledger")  # whose preparations take long

ROOT = Path(__file__).parents[2]
RUN = ("run", ROOT / "configs" / "growth-sales-2026.yaml", ROOT / "samples" / "growth-sales", "--period")
SIGN = ("sign", "out/2026-02", "--as", "hr", "--by", "Li Na")
CLOSE = ("close", "out/2026-02", "--by", "Wang Fang")
VOID = ("void", "2026-02", "--reason", "a wrong rate", "--by", "Wang Fang")
VERIFY = ("verify", "out/2026-02")
COMMANDS = {"close, which makes the ledger": CLOSE, "close": CLOSE, "sign": SIGN, "void": VOID}
REFUSALS = {"close": "already-closed", "sign": "signed-already", "void": "not-closed"}
MOMENT = {"SOURCE_DATE_EPOCH": "1777777777"}
Rows = dict[str, list[str]]


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(url: str) -> Rows:
    """Every row of every table; nothing where there is no table yet.

    An entry's id is its place in their order: a server leaves out the numbers of those that were given up.
    """
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = sorted(inspect(connection).get_table_names())
        found = {name: connection.execute(text(f"SELECT * FROM {name}")).mappings().all() for name in tables}
    engine.dispose()
    ids = sorted(row["id"] for row in found.get("ledger_entries", ()))
    place = {id: number for number, id in enumerate(ids, 1)}
    return {
        name: sorted(
            repr({key: place.get(value, value) if key in ("id", "entry") else value for key, value in row.items()})
            for row in each
        )
        for name, each in found.items()
    }


def prepare(machine: Machine, case: str, folder: Path, url: str) -> None:
    """January closed, February run; for void closed too."""
    environment = {**MOMENT, "SCORECARD_LEDGER": url}
    ledgerless = case == "close, which makes the ledger"
    steps: list[tuple[object, ...]] = [(*RUN, "2026-02")]
    if not ledgerless:
        steps = [(*RUN, "2026-01"), ("close", "out/2026-01", "--by", "Wang Fang"), *steps]
    if case == "void":
        steps += [CLOSE]
    for arguments in steps:
        done = machine.learn(arguments, folder, **environment)
        assert done.code == 0, done.err


class Scene:
    """A working folder that can be set back to its start; SQLite's ledger lies in it."""

    def __init__(self, machine: Machine, case: str, folder: Path, start: Path) -> None:
        self.machine, self.case, self.folder, self.command = machine, case, folder, COMMANDS[case]
        self.url = f"sqlite:///{folder / 'ledger.db'}"
        prepare(machine, case, folder, self.url)
        self._start = start / "start"
        shutil.copytree(folder, self._start)
        self.before = self.rows()
        undisturbed = machine.learn(self.command, folder, **self.environment)
        assert undisturbed.code == 0, undisturbed.err
        self.after = self.rows()
        assert self.after != self.before
        self.made = content(folder / "out")
        self.begin()
        self.steps = machine.run(self.command, folder, folder, **self.environment).steps

    @property
    def environment(self) -> dict[str, str]:
        return {**MOMENT, "SCORECARD_LEDGER": self.url}

    def begin(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self._start, self.folder)

    def rows(self) -> Rows:
        """Looked up in a copy, so that the command itself finds what was left as it was left."""
        copy = self.folder.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for path in self.folder.glob("ledger.db*"):
            shutil.copyfile(path, copy / path.name)
        return rows(f"sqlite:///{copy / 'ledger.db'}") if (copy / "ledger.db").exists() else {}

    def run(self, *arguments: object) -> Outcome:
        return self.machine.run(arguments, self.folder, self.folder, **self.environment)


@pytest.fixture(scope="module", params=COMMANDS)
def scene(request: pytest.FixtureRequest, machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("scene") / "work"
    folder.mkdir()
    return Scene(machine, request.param, folder, tmp_path_factory.mktemp("start"))


def told_in_a_line(done: Outcome) -> bool:
    return done.err.count("\n") == 1 and "error[" in done.err and "Traceback" not in done.err


def after_the_fault(found: Rows, before: Rows, after: Rows, done: Outcome, killed: bool) -> Iterator[str]:
    if found not in (before, after):
        yield f"left half an entry: {found}"
    if killed and done.code != -9:
        yield f"ended with {done.code}"
    if not killed and done.code != 0 and (done.code != 3 or not told_in_a_line(done)):
        yield f"ended with {done.code} and said {done.err!r}"
    if done.code == 0 and found != after:
        yield "said that it was done, and it is not"


def again(done: Outcome, command: str, was_done: bool) -> Iterator[str]:
    """It succeeds, or says that it has been done."""
    if was_done and (done.code != 1 or f"error[{REFUSALS[command]}" not in done.err):
        yield f"again, though done, it ended with {done.code} and said {done.err!r}"
    if not was_done and done.code != 0:
        yield f"again it ended with {done.code} and said {done.err!r}"


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_an_entry_in_a_file_is_there_as_a_whole_or_not_at_all(scene: Scene, fault: Fault) -> None:
    wrong = []
    killed = fault in (Fault.KILLED, Fault.KILLED_AMID)
    for trial in trials(fault, scene.steps, 8 if fault is Fault.KILLED else SAMPLE):
        step = scene.steps[trial.at - 1]
        scene.begin()
        done = scene.machine.run(scene.command, scene.folder, scene.folder, trial, **scene.environment)
        left = scene.rows()
        found = [*after_the_fault(left, scene.before, scene.after, done, killed)]
        found += again(scene.run(*scene.command), scene.command[0], left == scene.after)
        found += [*after_all(scene, step)]
        wrong += [f"{trial}, {step}: {each}" for each in found]
    assert scene.run("ledger", "verify").code == 0
    assert wrong == []


def after_all(scene: Scene, step: Step) -> Iterator[str]:
    """Whatever was left, the second time has made the same as if nothing had gone wrong."""
    if scene.rows() != scene.after:
        yield "again it made something else"
    others = {path.name for path in scene.folder.iterdir()} - {"out", "ledger.db"}
    if others:
        yield f"left {others}"
    if step.path.startswith("out") or EVERY_STEP:
        if content(scene.folder / "out") != scene.made:
            yield "the run folder is not what it would have been"
        verified = scene.run(*VERIFY)
        if verified.code != 0:
            yield f"the run folder does not verify: {verified.err}"


class Shared:
    """A working folder whose ledger is in PostgreSQL; each trial has a database of its own, a copy of one."""

    def __init__(self, machine: Machine, case: str, folder: Path, start: Path, cluster: Cluster) -> None:
        self.machine, self.folder, self.command, self._cluster = machine, folder, COMMANDS[case], cluster
        self._start = start / "start"
        cluster.execute("CREATE DATABASE beginning")
        prepare(machine, case, folder, cluster.url("beginning"))
        shutil.copytree(folder, self._start)
        self.before = rows(cluster.url("beginning"))
        with self.begun() as url:
            self.steps = self.run(self.command, url).steps
            self.after = rows(url)
        assert self.after != self.before

    @contextmanager
    def begun(self) -> Iterator[str]:
        """The ledger's URL, as all was before the command."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._start, self.folder)
        with self._cluster.database("beginning") as url:
            yield url

    def run(self, arguments: Sequence[object], url: str, cut: Cut = Cut.KILLED, at: int = 0) -> Outcome:
        return self.machine.run_cut(arguments, self.folder, cut, at, **MOMENT, SCORECARD_LEDGER=url)


@pytest.fixture(scope="module", params=COMMANDS)
def shared(
    request: pytest.FixtureRequest, machine: Machine, postgres: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shared]:
    folder = tmp_path_factory.mktemp("shared") / "work"
    folder.mkdir()
    yield Shared(machine, request.param, folder, tmp_path_factory.mktemp("start"), postgres)
    postgres.execute("DROP DATABASE beginning WITH (FORCE)")


def chosen(steps: Sequence[Step], cut: Cut) -> list[Step]:
    """To the server a killed client is a lost one. Of statements that are alike the last is that of the transaction."""
    if cut is Cut.LOST_AFTER_COMMIT:
        return [step for step in steps if step.path == "COMMIT"]
    if EVERY_STEP:
        return list(steps)
    return [step for step in {step.path: step for step in steps}.values() if cut is Cut.LOST or step.path == "COMMIT"]


@pytest.mark.parametrize("cut", Cut)
def test_an_entry_on_a_server_is_there_as_a_whole_or_not_at_all(shared: Shared, cut: Cut) -> None:
    wrong = []
    for step in chosen(shared.steps, cut):
        with shared.begun() as url:
            done = shared.run(shared.command, url, cut, step.number)
            left = rows(url)
            found = [*after_the_fault(left, shared.before, shared.after, done, cut is Cut.KILLED)]
            found += again(shared.run(shared.command, url), shared.command[0], left == shared.after)
            if rows(url) != shared.after:
                found += ["again it made something else"]
            wrong += [f"{cut} at {step}: {each}" for each in found]
    with shared.begun() as url:
        shared.run(shared.command, url)
        assert shared.run(("ledger", "verify"), url).code == 0
    assert wrong == []
