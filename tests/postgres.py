"""A PostgreSQL of the tests' own: on loopback, in a temporary folder, ended with the process that started it."""

from __future__ import annotations

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import pytest

PREFIX = "scorecard-postgres-"
PATIENCE = 60.0
SETTINGS = ("fsync=off", "full_page_writes=off", "unix_socket_directories=", "listen_addresses=127.0.0.1")


class Cluster:
    """A running server of databases that come and go."""

    def __init__(self, programs: Path) -> None:
        _clear_what_crashed_runs_left()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        atexit.register(self._end)
        self._programs, self._server, self._port = programs, None, 0
        account = _account()
        if account is not None:
            shutil.chown(self._folder, account, account)
        self._as = {} if account is None else {"user": account, "group": account, "extra_groups": []}
        options = ("--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")
        self._run([programs / "initdb", *options, "-D", self._data])
        self._start()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, command: list[object]) -> None:
        done = subprocess.run(
            [str(each) for each in command], cwd=self._folder, capture_output=True, text=True, check=False, **self._as
        )
        assert done.returncode == 0, done.stderr

    def _start(self) -> None:
        """On a free port; where another takes that in between, on the next one."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            self._port = _free_port()
            settings = [part for each in SETTINGS for part in ("-c", each)]
            with (self._folder / "log").open("ab") as log:
                self._server = subprocess.Popen(
                    [self._programs / "postgres", "-D", self._data, "-p", str(self._port), *settings],
                    cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    preexec_fn=_end_with_parent, **self._as,
                )  # fmt: skip
            while self._server.poll() is None and monotonic() < until:
                if self._answers():
                    return
                sleep(0.05)
        raise AssertionError((self._folder / "log").read_text())

    def _answers(self) -> bool:
        """Whether it is this server that answers, not another that took the port."""
        import psycopg

        try:
            with psycopg.connect(self.url("postgres").replace("+psycopg", ""), connect_timeout=5) as connection:
                found = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return found == (str(self._data),)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{database}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The URL of a database that is empty, or a copy of another, and gone afterwards."""
        name = f"test_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        """Outside of any transaction, in the database that is always there."""
        import psycopg

        with psycopg.connect(self.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _end(self) -> None:
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)  # which asks it to end without waiting for anybody
            self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _account() -> str | None:
    """Who may run it: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def _end_with_parent() -> None:
    """A server whose tests were killed ends at once (Linux)."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT, 0, 0, 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _clear_what_crashed_runs_left() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        if process.isdecimal() and not Path("/proc", process).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Debian keeps them apart by version, and off the path."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parents[1].name), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).parent if found else None


@cache
def _cluster(programs: Path) -> Cluster:
    return Cluster(programs)


@pytest.fixture(scope="session")
def postgres() -> Cluster:
    """One a process; it ends with that."""
    programs = _programs()
    if programs is None or not Path("/proc/self").exists():
        pytest.skip("needs PostgreSQL, and Linux")
    return _cluster(programs)
