"""The tables of a ledger, and what keeps them append only (ledger.md).

Everything of an entry is covered by its digest: its own columns by ``chain.digest_of``, its parts and rows by the
hashes in ``body``. Money is decimal text, so that no database turns it into a float.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    select,
)

VERSION = 1
"""Of these tables."""

METADATA = MetaData()

ABOUT = Table("ledger_about", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""One row: the version."""

ENTRIES = Table(
    "ledger_entries",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("plan", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("fiscal_year", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    UniqueConstraint("plan", "number"),
)
"""One row a closing, void or sign-off; ``number`` counts from 1 in each plan's chain (model: entries.Entry)."""

PARTS = Table(
    "ledger_parts",
    METADATA,
    Column("entry", ForeignKey(ENTRIES.c.id), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What a closing holds, compressed: plan, inputs, result, manifest."""

PAYABLES = Table(
    "ledger_payables",
    METADATA,
    Column("entry", ForeignKey(ENTRIES.c.id), primary_key=True),
    Column("team", Text, primary_key=True),
    Column("entitlement", Text, nullable=False),
    Column("paid_before", Text, nullable=False),
    Column("payable", Text, nullable=False),
    Column("carried", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What a closing had each team entitled to, and paid it."""

DEFERRALS = Table(
    "ledger_deferrals",
    METADATA,
    Column("entry", ForeignKey(ENTRIES.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("employee", Text),
    Column("name", Text, nullable=False),
    Column("granted", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("amount", Text, nullable=False),
    Column("keep_if", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Each grant, release and forfeit of a closing, per person."""

KEPT = (ENTRIES, PARTS, PAYABLES, DEFERRALS)
"""Tables in which nothing is ever changed or deleted."""

REFUSAL = "a ledger only grows: nothing in it is changed or deleted"

_SQLITE_REFUSAL = """CREATE TRIGGER {table}_no_{event} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END"""
_SQLITE_REPLACE = """CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END"""
"""INSERT OR REPLACE deletes without asking the triggers of DELETE; where rows have no number of SQLite's own, there is
no other way in than by their keys."""
_POSTGRES_FUNCTION = """CREATE FUNCTION ledger_refusal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{refusal}'; END $$"""
_POSTGRES_TRIGGER = """CREATE TRIGGER {table}_only_grows BEFORE {events} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refusal()"""


def version_of(connection: Connection) -> int | None:
    """The version of the ledger's tables; None where there are none. Raises ValueError for what is no ledger's."""
    if not inspect(connection).has_table(ABOUT.name):
        return None
    found = connection.execute(select(ABOUT.c.value).where(ABOUT.c.key == "version")).scalar()
    if found is None or not str(found).isdecimal():
        raise ValueError("no version")
    return int(found)


def create(connection: Connection) -> None:
    """Make the tables with their triggers, in the transaction of the connection."""
    METADATA.create_all(connection)
    for statement in _triggers(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(ABOUT.insert().values(key="version", value=str(VERSION)))


def note_version(connection: Connection, version: int) -> None:
    """Write down which version the tables are of now."""
    connection.execute(ABOUT.update().where(ABOUT.c.key == "version").values(value=str(version)))


def _triggers(dialect: str) -> list[str]:
    if dialect == "postgresql":
        events = "UPDATE OR DELETE OR TRUNCATE"
        function = _POSTGRES_FUNCTION.format(refusal=REFUSAL)
        return [function, *(_POSTGRES_TRIGGER.format(table=table.name, events=events) for table in KEPT)]
    return [statement for table in KEPT for statement in _sqlite_triggers(table)]


def _sqlite_triggers(table: Table) -> list[str]:
    verbs = [
        _SQLITE_REFUSAL.format(table=table.name, event=verb.lower(), verb=verb, refusal=REFUSAL)
        for verb in ("UPDATE", "DELETE")
    ]
    return [*verbs, _SQLITE_REPLACE.format(table=table.name, same=_same(table), refusal=REFUSAL)]


def _same(table: Table) -> str:
    """Whether a row would take the place of another: by the primary key, or by what else is unique."""
    keys = [[column.name for column in table.primary_key.columns]]
    keys += sorted([c.name for c in each.columns] for each in table.constraints if isinstance(each, UniqueConstraint))
    return " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in key) + ")" for key in keys)


def missing_guards(connection: Connection) -> list[str]:
    """The names of the triggers that ``create`` makes and that are not there, or not as it makes them."""
    dialect = connection.dialect.name
    there = _postgres_guards(connection) if dialect == "postgresql" else _sqlite_guards(connection)
    ends = ("only_grows",) if dialect == "postgresql" else ("no_update", "no_delete", "no_replace")
    return sorted(name for table in KEPT for end in ends if (name := f"{table.name}_{end}") not in there)


def _sqlite_guards(connection: Connection) -> set[str]:
    """Those that do what they were made for: they are told by their text, which SQLite keeps."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    wanted = set(_triggers("sqlite"))
    return {name for name, text in rows if text in wanted}


def _postgres_guards(connection: Connection) -> set[str]:
    """Those that are on, stand before each of the three events, and call the function that refuses."""
    rows = connection.exec_driver_sql(
        "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        f"WHERE tgenabled = 'O' AND tgtype = {_BEFORE_EACH_STATEMENT} AND tgqual IS NULL"
    )
    body = _POSTGRES_FUNCTION.format(refusal=REFUSAL).split("$$")[1]
    return {name for name, text in rows if text == body}


_BEFORE_EACH_STATEMENT = 2 + 8 + 16 + 32
"""Bits of pg_trigger.tgtype: BEFORE, DELETE, UPDATE, TRUNCATE; not FOR EACH ROW."""
