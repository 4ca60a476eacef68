"""The machine on which commands go wrong at a given step: Linux, with a C compiler."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine import HERE, Machine


@pytest.fixture(scope="session")
def steps_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux" or shutil.which("gcc") is None:
        pytest.skip("needs Linux and gcc")
    library = tmp_path_factory.mktemp("steps") / "steps.so"
    source = HERE / "steps.c"
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


@pytest.fixture(scope="session")
def machine(steps_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(steps_library, tmp_path_factory.mktemp("machine"))
    yield machine
    machine.end()
