"""(s) What a run of the samples takes beside its own reading and writing, against ``import pandas`` alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ("configs/key-accounts-2026.yaml", "samples/key-accounts", "--period", "2026-07")
TIMED = """
import sys, time
from scorecard.process import settle
settle()
import scorecard.workflow.loading as loading
import scorecard.workflow.run as work
spent = 0.0
def timed(thing):
    def call(*args, **kwargs):
        global spent
        begin = time.perf_counter()
        try:
            return thing(*args, **kwargs)
        finally:
            spent += time.perf_counter() - begin
    return call
for module, name in ((work, "read_plan"), (loading, "read_inputs"), (work, "write")):
    setattr(module, name, timed(getattr(module, name)))
from scorecard.cli import main
from scorecard.process import let_go
code = main()
print(spent, file=sys.stderr)
let_go()
sys.exit(code)
"""


def beside_reading_and_writing() -> float:
    """Seconds of the whole process without those in which plan and workbooks are read and the folder is written."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        command = (sys.executable, "-c", TIMED, "run", *SAMPLES, "--out", folder)
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        return time.perf_counter() - begin - float(done.stderr.split()[-1])


def import_of_pandas() -> float:
    """Seconds of a process that does nothing else."""
    begin = time.perf_counter()
    subprocess.run((sys.executable, "-c", "import pandas"), check=True)
    return time.perf_counter() - begin
