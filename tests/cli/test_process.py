"""The command line as a process: streams, terminals, and what must not be loaded."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.calling import written

SCORECARD = str(Path(sys.executable).with_name("scorecard"))
HEAVY = {"jinja2", "numpy", "openpyxl", "pandas", "pyarrow", "pydantic", "python_calamine", "rich", "xlsxwriter"}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    written(tmp_path)
    return tmp_path


def environment(**changes: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "SCORECARD_DEBUG")}
    return kept | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "120"} | changes


def on_a_terminal(arguments: Sequence[str], folder: Path, **changes: str) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [SCORECARD, *arguments], cwd=folder, env=environment(**changes), stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux tells that the other side has closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    process.wait()
    return shown.decode().replace("\r\n", "\n")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from scorecard.cli import group; group(['--help'], standalone_mode=False); "
        "print(','.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split(",")}
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_the_shell_completes_commands_and_options(base: Path) -> None:
    asked = {"_SCORECARD_COMPLETE": "bash_complete", "COMP_WORDS": "scorecard run --pe", "COMP_CWORD": "2"}
    done = subprocess.run([SCORECARD], cwd=base, env=environment(**asked), capture_output=True, text=True, check=False)
    assert done.stdout == "plain,--period\n"


def test_on_a_terminal_levels_are_coloured_and_teams_stand_in_a_table(base: Path) -> None:
    shown = on_a_terminal(["run", "plan.yaml", "inputs.xlsx", "--period", "2026-01"], base)
    assert "\x1b[33mwarning[unused]\x1b[0m" in shown
    assert "│ A" in shown and "│ 10000.00 │" in shown


def test_no_color_is_honoured(base: Path) -> None:
    shown = on_a_terminal(["run", "plan.yaml", "inputs.xlsx", "--period", "2026-01"], base, NO_COLOR="1")
    assert "warning[unused]" in shown
    assert "\x1b[3" not in shown


def test_a_reader_who_has_seen_enough_ends_it_quietly(base: Path) -> None:
    command = f"{SCORECARD} schema | head -1"
    done = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_does_not_fit_ends_with_3_and_one_line(base: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [SCORECARD, "schema"], stdout=full, stderr=subprocess.PIPE, env=environment(), text=True, check=False
        )
    assert done.returncode == 3
    assert done.stderr == (
        "standard output: error[not-written]: this cannot be written: No space left on device; "
        "look at what the output is sent to\n"
    )


@pytest.mark.parametrize("room", [100, 3_000, 20_000])
def test_a_full_disk_ends_with_3_and_one_line_and_leaves_nothing(base: Path, room: int) -> None:
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [SCORECARD, "run", "plan.yaml", "inputs.xlsx", "--period", "2026-01"],
        cwd=base, env=environment(), preexec_fn=small_disk, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr == (
        "out/2026-01: error[not-written]: this disk, or a limit on this computer, lets no file grow so large; "
        "choose another place with --out or -o\n"
    )
    assert list((base / "out").iterdir()) == []


def test_a_locale_that_lacks_a_character_stops_nothing(base: Path) -> None:
    done = subprocess.run(
        [SCORECARD, "explain", "plan.yaml", "inputs.xlsx", "--period", "2026-01", "--team", "A"],
        cwd=base, env=environment(PYTHONIOENCODING="ascii"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Payable" in done.stdout


def test_json_is_utf_8_whatever_the_locale(base: Path) -> None:
    sheets = {"Teams": [["team", "name"], ["A", "团队甲"]]}
    written(base, sheets=sheets)
    done = subprocess.run(
        [SCORECARD, "run", "plan.yaml", "inputs.xlsx", "--period", "2026-01", "--json"],
        cwd=base, env=environment(PYTHONIOENCODING="ascii"), capture_output=True, check=True,
    )  # fmt: skip
    assert "团队甲" in done.stdout.decode("utf-8")


AT_IMPORT = """
import signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)
sys.argv = ["scorecard", "run", "plan.yaml", "inputs.xlsx", "--period", "2026-01"]
from scorecard.__main__ import main
sys.meta_path.insert(0, Finder())
main()
"""


@pytest.mark.parametrize(
    "module",
    ["click", "scorecard.cli.run", "numpy", "pandas", "yaml", "scorecard.calc", "xlsxwriter", "jinja2",
     "scorecard.report.manifest"],
)  # fmt: skip
def test_whenever_it_is_interrupted_it_ends_with_130_and_one_line_and_leaves_nothing(base: Path, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_IMPORT.format(module=module)],
        cwd=base, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "error[interrupted]: interrupted before the end\n")
    assert list(base.glob("out/*")) == list(base.glob("out/.*")) == []


def test_an_interruption_after_the_end_changes_nothing(base: Path) -> None:
    code = (
        "import atexit, signal, sys; sys.argv = ['scorecard', '--version']; "
        "atexit.register(signal.raise_signal, signal.SIGINT); from scorecard.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=base, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interruption_that_a_library_swallows_comes_again(base: Path) -> None:
    code = (
        "import signal\n"
        "from scorecard.interruption import Interrupted, interruptible\n"
        "class Fragile:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGINT)\n"
        "interruptible()\n"
        "try:\n"
        "    Fragile()\n"
        "    while True: pass\n"
        "except Interrupted: print('came again')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("came again\n", "")
