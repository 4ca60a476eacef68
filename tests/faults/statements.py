"""Within the process of a command: what goes wrong at the statement of a given number that it sends to its database."""

from __future__ import annotations

import os
import signal
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event


def cut(how: str, at: int, log: int) -> None:
    """Statements and commits are counted from 1, written to the log, and the one numbered ``at`` goes wrong."""
    count = 0

    def step(connection: Connection, statement: str) -> None:
        nonlocal count
        count += 1
        os.write(log, f"{how}\t0\t0\t{' '.join(statement.split())[:80]}\n".encode())
        if count == at:
            _cut(how, connection, statement)

    def execute(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
        step(connection, statement)

    event.listen(Engine, "before_cursor_execute", execute)
    event.listen(Engine, "commit", lambda connection: step(connection, "COMMIT"))


def _cut(how: str, connection: Connection, statement: str) -> None:
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    server: Any = connection.connection.driver_connection
    if how == "lost after commit" and statement == "COMMIT":
        server.execute("COMMIT")
    with psycopg.connect(**_address(connection), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [server.info.backend_pid])


def _address(connection: Connection) -> dict[str, Any]:
    url = connection.engine.url
    return {"host": url.host, "port": url.port, "user": url.username, "dbname": "postgres"}
