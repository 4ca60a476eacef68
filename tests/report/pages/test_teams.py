"""The pages of every team are the same however many processes write them, and no process outlives the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.model.problems import Problem
from scorecard.report.pages.names import file_names
from scorecard.report.pages.sandbox.faults import TemplateFault
from scorecard.report.pages.teams import SLIPS, STATEMENTS, Desk, each_team, pages_of
from tests.report.explanation.trees import result
from tests.report.pages.golden import edition

NAME = "key-accounts"
linux = pytest.mark.skipif(sys.platform != "linux", reason="pages are shared out on Linux only")


def desk(folder: Path, templates: Path | None = None) -> Desk:
    members = result(NAME).members
    teams = result(NAME).payables["team"].tolist()
    people = list(dict.fromkeys(zip(members["team"].tolist(), members["employee"].tolist(), strict=True)))
    names = dict(zip(teams, file_names([(str(team),) for team in teams]), strict=True))
    slips = dict(zip(people, file_names([(str(team), person) for team, person in people]), strict=True))
    for each in (STATEMENTS, SLIPS):
        (folder / each).mkdir(parents=True)
    return Desk(edition(NAME, "zh"), folder, pages_of(templates), names, slips)


def written(folder: Path, workers: int) -> dict[str, bytes]:
    teams = result(NAME).payables["team"].tolist()
    assert len(list(each_team(desk(folder), teams, workers))) == len(teams)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


@linux
def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    alone = written(tmp_path / "alone", 1)
    assert written(tmp_path / "shared", 3) == alone
    assert {path.partition("/")[0] for path in alone} == {STATEMENTS, SLIPS}


@linux
def test_what_goes_wrong_in_a_process_is_told_by_the_run(tmp_path: Path) -> None:
    def refuses(name: str, reader: object, view: object) -> str:
        if os.getpid() == leader:
            return ""
        raise TemplateFault(Problem("template-refused"), Problem("template-refused.other"))

    leader = os.getpid()
    made = desk(tmp_path)
    faulty = Desk(made.edition, made.folder, refuses, made.names, {})
    with pytest.raises(TemplateFault) as told:
        list(each_team(faulty, result(NAME).payables["team"].tolist(), 2))
    assert [problem.kind for problem in told.value.problems] == ["template-refused", "template-refused.other"]


LEADER = """
import os, sys
from scorecard.crew import crew

if __name__ == "__main__":
    with crew(sys.argv[1], 2, os.getpid) as pool:
        print(pool.submit(os.getpid).result(), pool.submit(os.getppid).result(), flush=True)
        sys.stdin.read()
"""


@linux
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_processes_end_when_the_run_is_killed(method: str, tmp_path: Path) -> None:
    script = tmp_path / "leader.py"
    script.write_text(LEADER)
    command = [sys.executable, str(script), method]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as leader:
        assert leader.stdout is not None
        worker, parent = map(int, leader.stdout.readline().split())
        assert parent == leader.pid != worker
        leader.send_signal(signal.SIGKILL)
        assert leader.stdout.read() == ""  # it ends when the last process that holds it has ended
