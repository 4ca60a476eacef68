"""Every command that the READMEs show is run, and says what they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = {"README.md": "C.UTF-8", "README.zh.md": "zh_CN.UTF-8"}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command and what the text below it says it prints."""

    page: str
    number: int
    command: str
    output: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}-{self.number:02d}"


def shown(page: str) -> Iterator[Shown]:
    blocks = BLOCK.findall((ROOT / page).read_text("utf-8"))
    commands = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    for number, part in enumerate(commands):
        command, *output = part.rstrip("\n").split("\n")
        yield Shown(page, number, command, tuple(output))


def pattern(lines: tuple[str, ...]) -> str:
    """A line of three dots stands for any lines, three dots within a line for any text."""
    texts = [r"(?:.*\n)*?" if line.strip() == "..." else f"{_line(line)}\n" for line in lines]
    return "".join(texts)


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ ]*"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a reader has after cloning, as far as the commands look at it."""
    made = tmp_path / "reader"
    made.mkdir()
    for name in ("configs", "samples"):
        shutil.copytree(ROOT / name, made / name)
    return made


def run(command: str, page: str, folder: Path) -> str:
    programs = str(Path(sys.executable).parent)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder), "LANG": LANGUAGES[page]}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment | {"COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stdout
    return done.stdout


@pytest.mark.parametrize("page", LANGUAGES)
def test_the_commands_say_what_the_readme_shows(page: str, folder: Path) -> None:
    for command in shown(page):
        found = run(command.command, page, folder)
        assert re.fullmatch(pattern(command.output), found), f"{command.command}\n{found}"


@pytest.mark.parametrize("page", LANGUAGES)
def test_a_readme_shows_the_commands_at_work(page: str) -> None:
    seen = {match[1] for command in shown(page) if (match := re.search(r"scorecard (\w+)", command.command))}
    assert seen == {"check", "run", "explain", "schema", "close", "void", "ledger", "verify", "new", "template"}


@pytest.mark.parametrize("page", LANGUAGES)
def test_a_readme_names_only_files_that_are_there(page: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", LANGUAGES)
def test_a_readme_gives_the_commands_that_run_the_samples_and_the_tests(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert "\n    bin/demo" in text
    assert "\n    bin/test" in text


def copy_of_the_tracked_files(target: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.rstrip("\0").split("\0"):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)


def test_the_readme_s_first_command_works_on_a_fresh_machine(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    copy_of_the_tracked_files(clone)
    done = subprocess.run([clone / "bin" / "demo"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    expected = ROOT / "samples" / "expected" / "2026-07" / "result.json"
    assert (clone / "out" / "2026-07" / "result.json").read_bytes() == expected.read_bytes()


def test_ci_runs_the_readme_s_second_command() -> None:
    assert "\nbin/test\n" in (ROOT / ".ci" / "run").read_text("utf-8")
