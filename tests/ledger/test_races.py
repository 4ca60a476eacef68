"""Processes that close the same period at the same moment: one wins, the others are told, the chain stays whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

import pytest

from scorecard.ledger.entries import entries
from scorecard.ledger.opening import open_ledger, reading
from scorecard.ledger.verification import broken, unguarded
from tests.ledger.racing import PATIENCE, WON, race
from tests.postgres import Cluster

RACES = 1000 if "SCORECARD_EVERY_RACE" in os.environ else 50
"""With each number of processes on each database; with that variable set all of them."""
IN_ONE = 50
"""Races in one ledger; the first of them is about who makes it, too."""

Ledgers = Callable[[int], list[str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    """URLs of so many databases in which there is nothing yet."""
    if request.param == "sqlite":
        yield lambda count: [f"sqlite:///{tmp_path / f'{number}.db'}" for number in range(count)]
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    with ExitStack() as stack:
        yield lambda count: [stack.enter_context(cluster.database()) for _ in range(count)]


def ends(runners: int, urls: list[str]) -> list[Counter[str]]:
    """How each race ended, for so many each."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.ledger.racing", "psycopg"])
    start, answers, processes = context.Barrier(runners), [], []
    for runner in range(runners):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=race, args=(runner, start, urls, IN_ONE, theirs), daemon=True)
        process.start()
        theirs.close()
        answers.append(ours)
        processes.append(process)
    found = [answer.recv() for answer in answers]
    for process in processes:
        process.join(PATIENCE)
    return [Counter(each) for each in zip(*found, strict=True)]


@pytest.mark.parametrize("runners", [2, 8])
def test_of_several_closings_at_the_same_moment_one_wins_and_the_others_are_told(
    ledgers: Ledgers, runners: int
) -> None:
    urls = ledgers(RACES // IN_ONE)
    found = ends(runners, urls)
    assert len(found) == RACES
    wanted = Counter({WON: 1, "closed-meanwhile": runners - 1})
    assert [(number, each) for number, each in enumerate(found) if each != wanted] == []
    for url in urls:
        with reading(open_ledger(url)) as connection:
            every = entries(connection)
            assert sorted(each.plan for each in every) == sorted(f"plan-{number}" for number in range(IN_ONE))
            assert [*broken(connection, every), *unguarded(connection)] == []
