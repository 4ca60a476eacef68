"""A ledger only grows: entries hang on each other, each is there whole or not at all, nothing is changed or deleted."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from scorecard.ledger import schema
from scorecard.ledger.entries import closings, deferral_rows, entries, newest, part, payable_rows, signatures, state
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.opening import open_ledger, reading, writing
from scorecard.model.period import Month
from tests.ledger.drafts import closed, draft, grant, row, signed, voided

FEBRUARY = Month(2026, 2)


def kind(call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(LedgerFault) as told:
        call(*args, **named)
    return told.value.problem.kind


def test_there_is_no_ledger_before_the_first_entry(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    assert not ledger.exists
    closed(ledger)
    assert ledger.exists and open_ledger(ledger_url).exists


def test_entries_hang_on_each_other_in_the_order_in_which_they_were_written(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger)
    second = signed(ledger, "hr", "Li Na", period=FEBRUARY)
    third = closed(ledger, first.digest, FEBRUARY)
    fourth = voided(ledger, third)
    with reading(ledger) as connection:
        found = entries(connection)
    assert found == [first, second, third, fourth]
    assert [each.number for each in found] == [1, 2, 3, 4]
    assert [each.previous for each in found] == ["", first.digest, second.digest, third.digest]
    assert closings(found) == [first] and newest(found) == first and state(found) == fourth.digest
    assert [each.by for each in signatures(found, FEBRUARY)] == ["Li Na"]


def test_each_plan_has_a_chain_of_its_own(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    closed(ledger)
    other = closed(ledger, plan="another")
    assert (other.number, other.previous) == (1, "")


def test_a_closing_holds_what_was_closed_to_the_last_digit(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    rows = (row("B", "0.10", "9007199254740993.07", "-0.01"), row("A", "0.00", "0.00"))
    kept = [grant("B", None, "0.03", "2026-01", "2026-04"), grant("B", "E1", "1.10", "2026-01", "2026-04")]
    entry = closed(ledger, "", Month(2026, 1), *rows, deferrals=kept)
    with reading(ledger) as connection:
        assert payable_rows(connection, entry) == sorted(rows, key=lambda each: each["team"])
        assert deferral_rows(connection, entry) == [{"number": at, **each} for at, each in enumerate(kept, 1)]
        assert part(connection, entry, "plan") == b"plan: plan-2026"


def test_what_was_closed_meanwhile_is_told_and_nothing_is_written(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger)
    assert kind(closed, ledger) == "closed-meanwhile"
    assert kind(closed, ledger, "", FEBRUARY) == "closed-meanwhile"
    second = closed(ledger, first.digest, FEBRUARY)
    assert kind(voided, ledger, first) == "closed-meanwhile"
    with reading(ledger) as connection:
        assert entries(connection) == [first, second]


def test_a_sign_off_in_between_keeps_nobody_from_closing(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger)
    signed(ledger, "hr", "Li Na")
    assert closed(ledger, first.digest, FEBRUARY).number == 3


def test_a_closing_that_fails_on_its_way_leaves_nothing(ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger)
    twice = [row("A", "0.00", "1.00"), row("A", "0.00", "2.00")]
    assert kind(closed, ledger, first.digest, FEBRUARY, *twice) in ("ledger-unreachable", "closed-meanwhile")
    with reading(ledger) as connection:
        assert entries(connection) == [first]
        counts = [connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar() for table in schema.KEPT]
    assert counts == [1, 4, 1, 0]


CHANGES = [
    "UPDATE ledger_entries SET note = 'x'",
    "UPDATE ledger_payables SET payable = '99.00'",
    "UPDATE ledger_deferrals SET amount = '99.00'",
    "DELETE FROM ledger_parts",
    "DELETE FROM ledger_deferrals",
    "INSERT INTO ledger_payables VALUES (1, 'A', '0.00', '0.00', '99.00', '0.00') ON CONFLICT (entry, team) "
    "DO UPDATE SET payable = '99.00'",
]
REPLACEMENTS = [
    "INSERT OR REPLACE INTO ledger_payables VALUES (1, 'A', '0.00', '0.00', '99.00', '0.00')",
    "REPLACE INTO ledger_parts VALUES (1, 'plan', x'00')",
    "INSERT OR REPLACE INTO ledger_deferrals SELECT entry, number, kind, plan, team, employee, name, granted, due, "
    "'99.00', keep_if FROM ledger_deferrals",
    *(
        'INSERT OR REPLACE INTO ledger_entries SELECT {}, plan, {}, kind, period, moment, "by", role, note, result, '
        "fiscal_year, currency, body, previous, {} FROM ledger_entries".format(*columns)
        for columns in (("id", "99", "'x'"), ("99", "number", "'x'"), ("99", "99", "digest"))
    ),
    "UPDATE OR REPLACE ledger_entries SET number = 7",
]


def changed(url: str, statement: str) -> None:
    """By somebody who does not go through the program."""
    engine = create_engine(url)
    with pytest.raises(DBAPIError, match="a ledger only grows"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("statement", CHANGES)
def test_nothing_is_changed_or_deleted(ledger_url: str, statement: str) -> None:
    closed(open_ledger(ledger_url), deferrals=[grant("A", "E1", "1.00", "2026-01", "2026-04")])
    changed(ledger_url, statement)


@pytest.mark.parametrize("statement", REPLACEMENTS)
@pytest.mark.parametrize("recursive", [0, 1])
def test_no_row_of_sqlite_takes_the_place_of_another(tmp_path: Path, statement: str, recursive: int) -> None:
    file = tmp_path / "ledger.db"
    closed(open_ledger(f"sqlite:///{file}"), deferrals=[grant("A", "E1", "1.00", "2026-01", "2026-04")])
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = list(connection.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="a ledger only grows"):
        connection.execute(statement)
    assert list(connection.iterdump()) == before
    connection.close()


def test_rows_of_sqlite_have_no_number_by_which_another_could_take_their_place(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    closed(open_ledger(f"sqlite:///{file}"))
    connection = sqlite3.connect(file)
    for table in ("ledger_parts", "ledger_payables", "ledger_deferrals"):
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            connection.execute(f"SELECT rowid FROM {table}")
    connection.close()


def test_a_newer_ledger_is_refused_and_an_older_one_asks_for_its_migration(
    ledger_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(ledger_url)
    closed(ledger)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    assert kind(lambda: reading(ledger).__enter__()) == "ledger-older"
    assert kind(lambda: writing(ledger).__enter__()) == "ledger-older"
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 2)
    assert kind(lambda: reading(ledger).__enter__()) == "ledger-newer"
    assert kind(lambda: writing(ledger).__enter__()) == "ledger-newer"


@pytest.mark.parametrize("url", ["ledger.db", "mysql://host/x", "", "oracle:///x", "sqlite:x"])
def test_what_is_no_address_of_a_ledger_is_told(url: str) -> None:
    assert kind(open_ledger, url) == "ledger-url"


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database at all, but long enough to be looked at as one" * 9)
    assert kind(lambda: open_ledger(f"sqlite:///{tmp_path / 'text'}").exists) == "ledger-foreign"


def test_another_programs_database_is_no_ledger_yet(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE things (x)")
    connection.close()
    ledger = open_ledger(f"sqlite:///{tmp_path / 'other.db'}")
    assert not ledger.exists and kind(lambda: reading(ledger).__enter__()) == "ledger-none"


def test_a_password_is_shown_nowhere() -> None:
    ledger = open_ledger("postgresql://wang:secret@127.0.0.1:1/x")
    with pytest.raises(LedgerFault) as told:
        ledger.exists  # noqa: B018 - looks whether it is there
    assert "secret" not in f"{ledger.shown} {told.value.problem}"
    assert told.value.problem.kind == "ledger-unreachable"


def test_the_same_closing_gives_the_same_digest(tmp_path: Path) -> None:
    made = [closed(open_ledger(f"sqlite:///{tmp_path / name}")) for name in ("a.db", "b.db")]
    assert made[0].digest == made[1].digest
    assert made[0].digest != closed(open_ledger(f"sqlite:///{tmp_path / 'c.db'}"), currency="USD").digest
    assert draft(Month(2026, 1)).parts["plan"] == b"plan: plan-2026"
