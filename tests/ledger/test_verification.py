"""Every tampering is found: each cell changed, each row deleted, a chain rewritten, an old copy restored."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scorecard.ledger.chain import COVERED, digest_of
from scorecard.ledger.entries import entries
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.opening import Ledger, open_ledger, reading
from scorecard.ledger.verification import broken, unguarded
from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.workflow.access import ledger_to_write
from scorecard.workflow.ledger_book import verify_ledger
from tests.ledger.drafts import closed, grant, row, signed, voided
from tests.postgres import Cluster

TABLES = ("ledger_entries", "ledger_parts", "ledger_payables", "ledger_deferrals")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with every kind of entry."""
    file = tmp_path_factory.mktemp("whole") / "ledger.db"
    ledger = open_ledger(f"sqlite:///{file}")
    kept = [grant("A", "E1", "1.00", "2026-01", "2026-04"), grant("A", None, "0.50", "2026-01", "2026-04")]
    first = closed(ledger, "", Month(2026, 1), row("A", "0.00", "10.00"), row("B", "0.00", "3.00"), deferrals=kept)
    second = closed(ledger, first.digest, Month(2026, 2))
    void = voided(ledger, second)
    signed(ledger, "hr", "Li Na", period=Month(2026, 2))
    third = closed(ledger, void.digest, Month(2026, 2), row("A", "10.00", "2.00"))
    closed(ledger, third.digest, Month(2026, 3), row("A", "12.00", "0.00", "-1.00"))
    return file


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    """A copy in which nothing guards the rows."""
    shutil.copyfile(whole, tmp_path / "ledger.db")
    connection = sqlite3.connect(tmp_path / "ledger.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.commit()
    connection.close()
    return tmp_path / "ledger.db"


def found(file: Path) -> list[str]:
    ledger = Ledger(open_ledger(f"sqlite:///{file}").engine, "ledger")
    with reading(ledger) as connection:
        return [problem.kind for problem in broken(connection, entries(connection))]


def tampered(file: Path, statement: str, *values: Any) -> int:
    connection = sqlite3.connect(file)
    with connection:
        count = connection.execute(statement, values).rowcount
    connection.close()
    return count


def cells(whole: Path) -> Iterator[tuple[str, str, int]]:
    connection = sqlite3.connect(whole)
    for table in TABLES:
        rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            for at in range(rows):
                yield table, column, at
    connection.close()


def test_a_whole_ledger_has_nothing_to_tell(whole: Path) -> None:
    assert found(whole) == []
    with reading(open_ledger(f"sqlite:///{whole}")) as connection:
        assert unguarded(connection) == []


def test_every_changed_cell_is_found(whole: Path, file: Path, tmp_path: Path) -> None:
    """But for an entry's place in the whole ledger as long as their order stays: chains do not depend on it."""
    unfound, looked = [], 0
    for table, column, at in cells(whole):
        if (table, column) == ("ledger_entries", "id"):
            continue
        copy = tmp_path / "changed.db"
        shutil.copyfile(file, copy)
        name = _name(column)
        changed = f"CASE WHEN typeof({name}) = 'integer' THEN {name} + 50 ELSE coalesce({name}, '') || '1' END"
        key = f"(SELECT {_keys(table)} FROM {table} LIMIT 1 OFFSET {at})"
        count = tampered(copy, f"UPDATE {table} SET {name} = {changed} WHERE ({_keys(table)}) = {key}")
        looked += count
        if count and not _tells(copy):
            unfound.append((table, column, at))
    assert looked > 100
    assert unfound == []


def _tells(file: Path) -> bool:
    """What cannot even be read is found as well."""
    try:
        return found(file) != []
    except LedgerFault as fault:
        return fault.problem.kind == "ledger-broken.digest"


def _name(column: str) -> str:
    return f'"{column}"'


def _keys(table: str) -> str:
    return {"ledger_entries": "id", "ledger_parts": "entry, name", "ledger_payables": "entry, team"}.get(
        table, "entry, number"
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_deleted_row_is_found(table: str, file: Path, tmp_path: Path) -> None:
    """But for the newest entry of all, which only a digest printed elsewhere tells of."""
    connection = sqlite3.connect(file)
    rows = connection.execute(f"SELECT {_keys(table)} FROM {table} ORDER BY 1").fetchall()
    connection.close()
    for at, key in enumerate(rows):
        if table == "ledger_entries" and at == len(rows) - 1:
            continue
        copy = tmp_path / "deleted.db"
        shutil.copyfile(file, copy)
        where = " AND ".join(f"{name} = ?" for name in _keys(table).split(", "))
        assert tampered(copy, f"DELETE FROM {table} WHERE {where}", *key) == 1
        assert found(copy) != [], key


def test_a_row_that_was_put_in_is_found(file: Path) -> None:
    tampered(file, "INSERT INTO ledger_payables VALUES (1, 'C', '0.00', '0.00', '5.00', '0.00')")
    assert found(file) == ["ledger-broken.rows"]


def test_two_entries_that_changed_places_are_found(file: Path) -> None:
    tampered(file, "UPDATE ledger_entries SET number = 90 WHERE number = 1")
    tampered(file, "UPDATE ledger_entries SET number = 1 WHERE number = 2")
    tampered(file, "UPDATE ledger_entries SET number = 2 WHERE number = 90")
    assert "ledger-broken.digest" in found(file)


def test_a_chain_that_was_rewritten_as_a_whole_is_whole_and_has_other_digests(whole: Path, file: Path) -> None:
    """Whoever owns the file can do it; so digests are printed where they live outside."""
    tampered(file, "UPDATE ledger_payables SET payable = '99.00' WHERE entry = 1 AND team = 'A'")
    before, previous = digests(whole), ""
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    for entry in connection.execute("SELECT * FROM ledger_entries ORDER BY id").fetchall():
        columns = {name: entry[name] for name in COVERED} | {"note": "rewritten", "previous": previous}
        previous = digest_of(columns)
        connection.execute(
            "UPDATE ledger_entries SET note = ?, previous = ?, digest = ? WHERE id = ?",
            ("rewritten", columns["previous"], previous, entry["id"]),
        )
    connection.commit()
    connection.close()
    assert set(digests(file)).isdisjoint(before)
    assert set(found(file)) == {"ledger-broken.rows", "ledger-broken.rule"}


def digests(file: Path) -> list[str]:
    with reading(open_ledger(f"sqlite:///{file}")) as connection:
        return [each.digest for each in entries(connection)]


def test_guards_that_are_gone_are_told(file: Path, whole: Path) -> None:
    with reading(open_ledger(f"sqlite:///{file}")) as connection:
        (told,) = unguarded(connection)
    assert told.kind == "ledger-unguarded" and "ledger_entries_no_replace" in str(told.args["missing"])


def test_guards_that_are_gone_are_told_on_both_databases(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    closed(ledger)
    name = "ledger_parts_no_delete" if ledger.engine.dialect.name == "sqlite" else "ledger_parts_only_grows"
    drop = f"DROP TRIGGER {name}" + ("" if ledger.engine.dialect.name == "sqlite" else " ON ledger_parts")
    with ledger.engine.begin() as connection:
        assert unguarded(connection) == []
        connection.exec_driver_sql(drop)
    with reading(ledger) as connection:
        (told,) = unguarded(connection)
    assert told.args["missing"] == name


def test_guards_that_were_exchanged_are_told(file: Path, whole: Path) -> None:
    connection = sqlite3.connect(whole)
    guards = connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.close()
    for name, table in guards:
        tampered(file, f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END")
    with reading(open_ledger(f"sqlite:///{file}")) as connection:
        (told,) = unguarded(connection)
    assert [name for name, _ in guards if name not in str(told.args["missing"])] == []


def test_postgresql_s_guards_that_were_exchanged_are_told(postgres: Cluster) -> None:
    with postgres.database() as url:
        ledger = open_ledger(url)
        closed(ledger)
        with ledger.engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION ledger_refusal() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NULL; END $$"
            )
        with reading(ledger) as connection:
            (told,) = unguarded(connection)
    assert "ledger_entries_only_grows" in str(told.args["missing"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entries SET body = '[]' WHERE id = 1",
        "UPDATE ledger_entries SET body = 'null' WHERE id = 1",
        "UPDATE ledger_entries SET kind = 'other' WHERE id = 1",
        "UPDATE ledger_entries SET period = 'July' WHERE id = 1",
        "DROP TABLE ledger_deferrals",
        "UPDATE ledger_about SET value = 'x'",
    ],
)
def test_a_ledger_that_cannot_be_read_any_more_is_a_finding(file: Path, statement: str) -> None:
    tampered(file, statement)
    (told,) = verify_ledger(ledger_to_write(f"sqlite:///{file}"), None).problems
    assert told.code in ("ledger-broken", "ledger-damaged", "ledger-foreign")


@pytest.mark.parametrize("statement", ["SET payable = 'abc'", "SET payable = '0.001'", "SET payable = 'NaN'"])
def test_an_amount_that_is_none_stops_whoever_asks(file: Path, statement: str) -> None:
    tampered(file, f"UPDATE ledger_payables {statement}")
    plan, _ = read_plan(Path("configs/key-accounts-2026.yaml"))
    assert plan is not None
    with pytest.raises(LedgerFault) as told:
        ledger_to_write(f"sqlite:///{file}").standing(replace(plan, id="plan-2026"), Month(2026, 4))
    assert told.value.problem.kind == "ledger-broken.rows"


def test_guards_that_another_process_made_are_known(tmp_path: Path) -> None:
    made = "from scorecard.ledger.opening import *; import sys\nwith writing(open_ledger(sys.argv[1])): pass"
    for number in range(3):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        subprocess.run([sys.executable, "-c", made, url], check=True)
        with reading(open_ledger(url)) as connection:
            assert unguarded(connection) == []
