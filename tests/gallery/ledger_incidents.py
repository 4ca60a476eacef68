"""What happens to a ledger, or to a run folder before it is closed, by what it is."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scorecard.ledger import schema, store
from scorecard.ledger.entries import entries, state
from scorecard.ledger.opening import open_ledger, reading
from scorecard.model.period import Month
from tests.cli.calling import scorecard
from tests.ledger.drafts import draft, row

Incident = Callable[[pytest.MonkeyPatch], None]


def tamper(*statements: str) -> Incident:
    """Somebody gets at the rows of the SQLite file, past what guards them."""

    def happens(monkeypatch: pytest.MonkeyPatch) -> None:
        connection = sqlite3.connect("ledger.db")
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for name, sql in guards:
            if not any(name in statement for statement in statements):
                connection.execute(sql)
        connection.commit()
        connection.close()

    return happens


def somebody_else_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "line_state", lambda *asked: "another state")


def no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, content: bytes) -> int:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "write_bytes", refused)


def fails(said: str) -> Incident:
    """The database refuses to take an entry."""

    def happens(monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*args: Any, **kwargs: Any) -> Any:
            from sqlalchemy.exc import OperationalError

            raise OperationalError("INSERT", {}, sqlite3.OperationalError(said))

        monkeypatch.setattr(store, "_append", refused)

    return happens


def without_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*args: Any, **kwargs: Any) -> Any:
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr("scorecard.ledger.opening.create_engine", missing)


def version(number: int) -> Incident:
    return lambda monkeypatch: monkeypatch.setattr(schema, "VERSION", number)


def other_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder's files agree with its manifest, but the result is another than its inputs give."""
    result, manifest = Path("out/2026-01/result.json"), Path("out/2026-01/manifest.json")
    result.write_text(result.read_text().replace('"payable": "10000.00"', '"payable": "10000.01"'))
    told(manifest, result)


def other_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    result = Path("out/2026-01/result.json")
    result.write_text(result.read_text().replace('"code": "unused"', '"code": "odd"'))
    told(Path("out/2026-01/manifest.json"), result)


def by_hand(plan: str, period: Month, amounts: dict[str, str], result: bytes | None = None) -> None:
    """Somebody writes a closing past the program."""
    ledger = open_ledger("sqlite:///ledger.db")
    chain = []
    if ledger.exists:
        with reading(ledger) as connection:
            chain = entries(connection)
    closing = draft(period, amounts, plan=plan)
    parts = closing.parts if result is None else {**closing.parts, "result": result}
    store.close_period(ledger, replace(closing, parts=parts), state(chain))


def told(manifest: Path, *changed: Path) -> None:
    """The manifest says what lies there now."""
    said = json.loads(manifest.read_text())
    for each in (*said["outputs"], *said["inputs"], said["plan"]):
        path = manifest.parent / each["file"]
        each["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(said))


def broken_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Path("out/2026-01/inputs/plan.yaml")
    plan.write_text(plan.read_text().replace("revenue: '100'", "revenue: '90'"))
    told(Path("out/2026-01/manifest.json"), plan)


def other_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder was made by another version, which wrote another page."""
    manifest, page = Path("out/2026-01/manifest.json"), Path("out/2026-01/plan.html")
    page.write_text("<!doctype html>")
    told(manifest, page)
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**said, "version": "0.0.1"}))


def not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.report.folder.MOST_COPIED", 0)


def second_plan() -> None:
    text = Path("plan.yaml").read_text().replace("plan: rules", "plan: others")
    Path("others.yaml").write_text(text)
    for command in ("run others.yaml inputs.xlsx --period 2026-01 --out others", "close others/2026-01 --by Wang"):
        assert scorecard(command).code == 0


def year_before(*plans: str) -> None:
    for plan in plans:
        december = draft(Month(2025, 12), row("A", "5.00", "0.00", "-2.75"), plan=plan, fiscal_year=Month(2025, 1))
        store.close_period(open_ledger("sqlite:///ledger.db"), december, "")


INCIDENTS: Mapping[str, Incident] = {
    "a page is edited": lambda patch: Path("out/2026-01/index.html").write_text("mine") and None,
    "a page is deleted": lambda patch: Path("out/2026-01/index.html").unlink(),
    "a file is put in": lambda patch: Path("out/2026-01/notes.txt").write_text("mine") and None,
    "the result is edited, and the manifest with it": other_result,
    "the plan is edited, and the manifest with it": broken_plan,
    "another version made the folder": other_program,
    "a warning in the result is edited, and the manifest with it": other_warning,
    "another amount is closed": lambda patch: by_hand("rules", Month(2026, 1), row("A", "0.00", "77.00")),
    "a closing is made by hand": lambda patch: by_hand(
        "rules", Month(2026, 1), row("A", "0.00", "77.00"), b'{"teams": []}'
    ),
    "inputs are too large to be copied": not_copied,
    "somebody else closes at the same moment": somebody_else_closes,
    "the run folder may not be written": no_word,
    "the ledger's disk is full": fails("database or disk is full"),
    "the ledger is locked for long": fails("database is locked"),
    "the ledger may not be written": fails("attempt to write a readonly database"),
    "the ledger's file is damaged": fails("database disk image is malformed"),
    "the connection is lost": fails("server closed the connection unexpectedly"),
    "psycopg is not installed": without_driver,
    "the ledger is of an older version": version(2),
    "the ledger is of a newer version": version(0),
    "the ledger is another file": lambda patch: (
        Path("ledger.db").write_text("no database at all, however long " * 40) and None
    ),
    "the newest entry is lost": tamper(
        "DELETE FROM ledger_parts WHERE entry = 2",
        "DELETE FROM ledger_payables WHERE entry = 2",
        "DELETE FROM ledger_entries WHERE id = 2",
    ),
    "the first entry is deleted": tamper("DELETE FROM ledger_entries WHERE id = 1"),
    "an entry hangs elsewhere": tamper("UPDATE ledger_entries SET previous = 'x' WHERE id = 2"),
    "an entry is edited": tamper("UPDATE ledger_entries SET note = 'x' WHERE id = 1"),
    "a stored plan is exchanged": tamper(
        "UPDATE ledger_parts SET content = (SELECT content FROM ledger_parts WHERE name = 'manifest' AND entry = 1) "
        "WHERE name = 'plan' AND entry = 1"
    ),
    "an amount is edited": tamper("UPDATE ledger_payables SET payable = '99.00' WHERE entry = 1"),
    "a guard is dropped": tamper("SELECT 'ledger_parts_no_delete'"),
    "a void is put before its closing": tamper("UPDATE ledger_entries SET kind = 'void', body = '{}' WHERE id = 1"),
    "a second plan is closed": lambda patch: second_plan(),
    "the ledger is elsewhere": lambda patch: Path("ledger.db").rename("elsewhere.db") and None,
    "the year before was closed with something carried": lambda patch: year_before("rules-2025"),
    "the same year is closed under another id": lambda patch: by_hand(
        "rules", Month(2026, 1), row("A", "0.00", "7.00")
    ),
    "two plans of the year before carried something": lambda patch: year_before("rules-2025", "rules-25"),
}
"""What happens before the command, in the folder in which it is called."""
