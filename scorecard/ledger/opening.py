"""From a URL to a ledger, and its two kinds of transaction: reading, and the one writer at a time (ledger.md)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from scorecard.ledger import schema
from scorecard.ledger.faults import LedgerFault, told

PATIENCE = 30
"""Seconds that a writer waits for another."""
LOCK = 0x5C04ECA4D
"""Of PostgreSQL's advisory locks: held by whoever writes."""


class Ledger(Struct, frozen=True):
    """A database, which may hold no ledger yet."""

    engine: Engine
    shown: str
    """Its URL without the password."""

    @property
    def exists(self) -> bool:
        """Whether there is a ledger. Raises LedgerFault."""
        if _absent(self.engine.url):
            return False
        with told(self.shown), self.engine.connect() as connection:
            return _version(connection) is not None


def open_ledger(url: str) -> Ledger:
    """The ledger at an SQLAlchemy URL; nothing is connected to or made yet. Raises LedgerFault."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise LedgerFault("ledger-url").at(url) from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerFault("ledger-url").at(parsed.render_as_string())
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    shown = parsed.render_as_string()
    with told(shown):
        engine = create_engine(parsed, poolclass=NullPool, **_arguments(parsed))
    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # of a lost connection it tells in an exception too
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    return Ledger(engine, shown)


def _arguments(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": PATIENCE}}
    return {"connect_args": {"connect_timeout": PATIENCE}, "isolation_level": "READ COMMITTED"}


def _connected(connection: Any, record: Any) -> None:
    """SQLite: transactions are begun by us; a row that another replaces counts as deleted."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _absent(url: URL) -> bool:
    """Whether it is SQLite's and its file is not there."""
    return url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:") and not _file(url).exists()


def _file(url: URL) -> Path:
    return Path(str(url.database))


def _version(connection: Connection) -> int | None:
    try:
        return schema.version_of(connection)
    except ValueError:
        raise LedgerFault("ledger-foreign") from None


def _require_version(version: int) -> None:
    if version > schema.VERSION:
        raise LedgerFault("ledger-newer", found=str(version), known=str(schema.VERSION))
    if version < schema.VERSION:
        raise LedgerFault("ledger-older", found=str(version), known=str(schema.VERSION))


@contextmanager
def reading(ledger: Ledger) -> Iterator[Connection]:
    """A transaction that sees one state of an existing ledger. Raises LedgerFault."""
    options = {"isolation_level": "REPEATABLE READ"} if ledger.engine.dialect.name == "postgresql" else {}
    with told(ledger.shown):
        if _absent(ledger.engine.url):
            raise LedgerFault("ledger-none")
        with ledger.engine.connect().execution_options(**options) as connection, connection.begin():
            version = _version(connection)
            if version is None:
                raise LedgerFault("ledger-none")
            _require_version(version)
            yield connection


@contextmanager
def writing(ledger: Ledger) -> Iterator[Connection]:
    """The one transaction that writes; makes the ledger where there is none. All of it is there afterwards, or nothing.

    Raises LedgerFault.
    """
    with locked(ledger) as connection:
        version = _version(connection)
        if version is None:
            schema.create(connection)
        else:
            _require_version(version)
        yield connection


@contextmanager
def locked(ledger: Ledger) -> Iterator[Connection]:
    """The one transaction that writes, whatever version the ledger has. Raises LedgerFault."""
    with told(ledger.shown), ledger.engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        yield connection
