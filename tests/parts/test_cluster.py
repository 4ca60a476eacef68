"""A real cluster on loopback: a scheduler and two workers, each a process of its own (commands.md, --engine)."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from distributed import Client
from openpyxl import load_workbook

from scorecard.calc import calculate
from scorecard.model.plan import Plan
from scorecard.read.parts.cut import cut_at
from scorecard.read.parts.material import material, teams
from scorecard.read.people import roster
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_bytes
from scorecard.workflow.parts import groups
from scorecard.workflow.parts.choice import Crew
from scorecard.workflow.parts.load import engine_of
from scorecard.workflow.parts.local import local_engine
from scorecard.workflow.parts.together import together
from tests.cli.calling import scorecard
from tests.parts.compared import in_groups
from tests.parts.here import Here
from tests.parts.test_material import JANUARY, plan_for, sheets, write_parquet

pytestmark = pytest.mark.xdist_group("cluster")
PATIENCE = 60


@dataclass
class Cluster:
    folder: Path
    address: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    """The scheduler, then the workers."""

    def start(self, module: str, *args: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *args]
        with (self.folder / "log").open("ab") as log:
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder))

    def add_worker(self) -> None:
        self.start("dask_worker", self.address, "--nthreads", "1", "--no-nanny")

    def wait_for(self, workers: int) -> None:
        with Client(self.address, timeout=PATIENCE) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    made = Cluster(tmp_path_factory.mktemp("cluster"), f"tcp://127.0.0.1:{port}")
    try:
        made.start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
        made.add_worker()
        made.add_worker()
        made.wait_for(2)
        yield made
    finally:
        for each in reversed(made.processes):
            each.kill()
            each.wait()


@pytest.fixture
def made(tmp_path: Path) -> tuple[Plan, Path]:
    """A plan, and a folder of Parquet files."""
    plan, folder = plan_for(tmp_path), tmp_path / "in"
    write_parquet(folder, sheets())
    return plan, folder


def expected(plan: Plan, folder: Path) -> bytes:
    inputs, faults = read_inputs(plan, [folder])
    result, problems = calculate(plan, inputs, JANUARY)
    assert result and not faults, (faults, problems)
    return result_bytes(result, "en")


@pytest.mark.parametrize("parts", [1, 2, 9])
def test_a_cluster_gives_the_same_bytes_in_any_number_of_groups(
    cluster: Cluster, made: tuple[Plan, Path], parts: int
) -> None:
    plan, folder = made
    with engine_of(Crew("dask", cluster.address)) as engine:
        found = in_groups(plan, [folder], JANUARY, parts, engine=engine)
    assert found.result and result_bytes(found.result, "en") == expected(plan, folder)


def test_processes_of_this_machine_give_the_same_bytes(made: tuple[Plan, Path]) -> None:
    plan, folder = made
    with local_engine(2) as engine:
        found = in_groups(plan, [folder], JANUARY, 5, engine=engine)
    assert found.result and result_bytes(found.result, "en") == expected(plan, folder)


@pytest.mark.parametrize("step", ["rows", "calculating"])
def test_a_worker_that_is_killed_amid_the_work_costs_no_result(
    cluster: Cluster, made: tuple[Plan, Path], step: str
) -> None:
    plan, folder = made
    killed = []

    def kill_once(what: str, done: int, whole: int) -> None:
        if what == step and done == 3 and not killed:
            killed.append(cluster.processes.pop())
            killed[0].kill()
            killed[0].wait()

    with engine_of(Crew("dask", cluster.address)) as engine:
        assert engine.workers == 2
        found = material(plan, [folder])
        titles = teams(plan, found)
        order = groups.Ordered(plan, found, roster(titles), cut_at(titles, 8), engine, kill_once)
        made_of, problems = groups.calculate(order, groups.read(order), JANUARY, lambda _: None)
        assert made_of, problems
        result = together(engine, found, made_of)
    cluster.add_worker()
    cluster.wait_for(2)
    assert killed
    assert result_bytes(result, "en") == expected(plan, folder)


def test_the_command_writes_the_same_folder_on_a_cluster(cluster: Cluster, made: tuple[Plan, Path]) -> None:
    _, folder = made
    folders = []
    for name, chosen in (("local", ""), ("dask", f"--engine dask --scheduler {cluster.address}")):
        out = folder.parent / name
        ran = scorecard(f"run {folder.parent}/plan.yaml {folder} --period 2026-01 --out {out} {chosen}")
        assert ran.code == 0, ran.err
        folders.append({path.relative_to(out): content(path) for path in out.rglob("*") if path.is_file()})
    assert folders[0] == folders[1]
    assert len(folders[0]) > 30


def content(path: Path) -> object:
    """A file's bytes; of the manifest all but the moment."""
    return {**json.loads(path.read_bytes()), "moment": ""} if path.name == "manifest.json" else path.read_bytes()


def test_without_an_address_this_machine_is_the_cluster(made: tuple[Plan, Path]) -> None:
    plan, folder = made
    with engine_of(Crew("dask")) as engine:
        found = in_groups(plan, [folder], JANUARY, 3, engine=engine)
    assert found.result and result_bytes(found.result, "en") == expected(plan, folder)


def test_what_is_written_piece_by_piece_is_what_a_whole_result_gives(
    cluster: Cluster, made: tuple[Plan, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, folder = made
    base = f"run {folder.parent}/plan.yaml {folder} --period 2026-01 --tables parquet"
    whole = scorecard(f"{base} --out {folder.parent / 'whole'}")
    monkeypatch.setattr("scorecard.workflow.write_large.MOST_TOGETHER", 5)
    pieces = scorecard(f"{base} --out {folder.parent / 'pieces'} --engine dask --scheduler {cluster.address}")
    assert (whole.code, pieces.code) == (0, 0), (whole.err, pieces.err)
    assert pieces.out.splitlines()[0] == whole.out.splitlines()[0]
    one, other = folder.parent / "whole" / "2026-01", folder.parent / "pieces" / "2026-01"
    for name in ("result.json", "plan.html", *(f"tables/{path.name}" for path in (one / "tables").iterdir())):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    assert not (other / "statements").exists()
    written = json.loads((other / "manifest.json").read_bytes())
    assert {each["file"] for each in written["outputs"]} == {
        path.relative_to(other).as_posix() for path in other.rglob("*") if path.is_file() and "inputs" not in path.parts
    } - {"manifest.json"}
    assert load_workbook(other / "bonus-pools.xlsx").sheetnames == [
        *("Summary", "Tables", "Columns", "Notes", "Plan", "About")
    ]


def test_so_many_teams_are_printed_piece_by_piece(made: tuple[Plan, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, folder = made
    command = f"run {folder.parent}/plan.yaml {folder} --period 2026-01 --json"
    whole = scorecard(command)
    monkeypatch.setattr("scorecard.read.parts.size.MOST_CELLS", 5)
    monkeypatch.setattr("scorecard.workflow.write_large.MOST_TOGETHER", 5)
    monkeypatch.setattr("scorecard.workflow.parts.load.TEAMS_AT_ONCE", 7)
    pieces = scorecard(command)
    assert (pieces.code, pieces.out) == (0, whole.out)
    assert "paid-before-assumed" not in whole.err or "paid-before-assumed" in pieces.err


def test_problems_of_so_many_teams_are_told_and_nothing_is_written(
    made: tuple[Plan, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, folder = made
    (folder / "Pools" / "part-0.parquet").unlink()
    monkeypatch.setattr("scorecard.read.parts.size.MOST_CELLS", 5)
    monkeypatch.setattr("scorecard.workflow.write_large.MOST_TOGETHER", 5)
    out = folder.parent / "out"
    ran = scorecard(f"run {folder.parent}/plan.yaml {folder} --period 2026-01 --tables parquet --out {out}")
    checked = scorecard(f"check {folder.parent}/plan.yaml {folder} --period 2026-01")
    assert (ran.code, checked.code) == (1, 1)
    assert "missing-pool" in ran.err and "missing-pool" in checked.err
    assert not out.exists()


@contextmanager
def in_this_process() -> Iterator[Here]:
    yield Here()


def test_no_file_depends_on_the_number_of_groups(made: tuple[Plan, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, folder = made
    monkeypatch.setattr("scorecard.workflow.parts.local.local_engine", in_this_process)
    monkeypatch.setattr("scorecard.read.parts.size.MOST_CELLS", 5)
    monkeypatch.setattr("scorecard.workflow.write_large.MOST_TOGETHER", 5)
    monkeypatch.setattr("scorecard.workflow.parts.pieces.MOST_SHOWN", 2)
    found = []
    for most, cells in ((30, 10**6), (8, 10**6), (3, 10**6), (30, 40)):
        monkeypatch.setattr("scorecard.workflow.parts.load.TEAMS_AT_ONCE", most)
        monkeypatch.setattr("scorecard.workflow.parts.load.CELLS_AT_ONCE", cells)
        out = folder.parent / f"of-{most}-{cells}"
        ran = scorecard(f"run {folder.parent}/plan.yaml {folder} --period 2026-01 --tables parquet --out {out}")
        assert ran.code == 0, ran.err
        found.append({path.relative_to(out): content(path) for path in out.rglob("*") if path.is_file()})
    assert found[0] == found[1] == found[2] == found[3]
