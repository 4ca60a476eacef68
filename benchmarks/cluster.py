"""``run --json`` of Parquet inputs on one machine's processes, and on a real cluster with one worker and with two.

``python benchmarks/cluster.py --teams 100000``: prints seconds, the peak memory of all processes together, and
ratios; the scheduler and each worker are processes of their own on loopback. All must print the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from distributed import Client
from generate import Size
from generate_parquet import generate_parquet

COMMAND = (sys.executable, "-c", "from scorecard.__main__ import main; main()")
WAIT = 60
PAUSE = 2.0
"""Seconds between two looks at the memory: looking takes a processor from those that work."""


@dataclass(frozen=True)
class Measured:
    seconds: float
    peak: float
    """MiB of all processes of the run; of a cluster those of the scheduler and workers too."""
    digest: str


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and so many workers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    worker = ["dask_worker", address, "--nthreads", "1", "--no-nanny", "--memory-limit", "0"]
    started = [_started(*scheduler), *(_started(*worker) for _ in range(workers))]
    try:
        with Client(address, timeout=WAIT) as client:
            client.wait_for_workers(workers, timeout=WAIT)
        yield address, [psutil.Process(each.pid) for each in started]
    finally:
        for each in reversed(started):
            each.kill()
            each.wait()


def _started(module: str, *args: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *args]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measured(command: Sequence[str], others: Sequence[psutil.Process] = ()) -> Measured:
    """The command to its end, its output read and hashed."""
    begin, peak, digest = time.perf_counter(), 0.0, hashlib.sha256()
    with tempfile.TemporaryFile() as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as child:
        root = psutil.Process(child.pid)
        while child.poll() is None:
            peak = max(peak, _resident([root, *_children(root), *others]))
            time.sleep(PAUSE)
        seconds = time.perf_counter() - begin
        if child.returncode:
            raise SystemExit(f"the run ended with {child.returncode}")
        out.seek(0)
        while block := out.read(2**24):
            digest.update(block)
    return Measured(seconds, peak, digest.hexdigest())


def _children(root: psutil.Process) -> list[psutil.Process]:
    try:
        return root.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _resident(processes: Sequence[psutil.Process]) -> float:
    found = 0
    for each in processes:
        try:
            found += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return found / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    said = parser.parse_args()
    size = Size(said.teams)
    print(size, flush=True)
    with tempfile.TemporaryDirectory() as name:
        plan, inputs = generate_parquet(Path(name) / "in", size)
        command = [*COMMAND, "run", str(plan), str(inputs), "--period", size.period, "--json"]
        local = measured(command)
        print(f"local             {local.seconds:9.1f} s {local.peak:9,.0f} MiB", flush=True)
        first = 0.0
        for workers in said.workers:
            with cluster(workers) as (address, processes):
                found = measured([*command, "--engine", "dask", "--scheduler", address], processes)
            first = first or found.seconds
            same = "same bytes" if found.digest == local.digest else "OTHER BYTES"
            print(
                f"dask, {workers} worker(s) {found.seconds:9.1f} s {found.peak:9,.0f} MiB  {same}, "
                f"{first / found.seconds:.2f} times one worker, {local.seconds / found.seconds:.2f} times local",
                flush=True,
            )


if __name__ == "__main__":
    main()
