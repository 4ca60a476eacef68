"""A run folder as evidence: what its manifest says, whether its files are still that, and its result computed again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from scorecard.model.ledger import DIGITS
from scorecard.model.period import Month
from scorecard.model.problems import CellPlace, Problem
from scorecard.read.files import Given, in_order
from scorecard.read.plan_file import read_plan
from scorecard.report.manifest import CLOSING, INPUTS, MANIFEST, RESULT, TEMPLATES, is_run_folder, sha256_of, strangers
from scorecard.report.pages.order import PageOrder
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Outcome, Progress
from scorecard.workflow.whole import result_of_kept


class RunFolder(Struct, frozen=True):
    """A folder that run wrote."""

    path: Path
    manifest: Mapping[str, Any]

    @property
    def period(self) -> Month:
        """Of the run."""
        return Month.parse(self.manifest["period"])

    @property
    def language(self) -> str:
        """Of what was written."""
        return str(self.manifest["language"])

    @property
    def moment(self) -> datetime:
        """That the manifest names."""
        return datetime.fromisoformat(self.manifest["moment"])

    @property
    def pages(self) -> PageOrder:
        """Which pages were wanted; the user's own templates as they were kept."""
        pages = self.manifest["pages"]
        kept = self.path / INPUTS / TEMPLATES
        own = kept if self.manifest["templates"] else None
        return PageOrder(pages["pdf"], pages["slips"], own, pages.get("teams", True))

    @property
    def tables(self) -> Literal["xlsx", "parquet"]:
        """Where the tables lie."""
        return "parquet" if self.manifest.get("tables") == "parquet" else "xlsx"

    @property
    def plan(self) -> Path:
        """The plan's file, where inputs were copied."""
        return self.path / str(self.manifest["plan"]["file"])

    @property
    def ledger(self) -> Mapping[str, str] | None:
        """How the plan stood in the ledger: ``digest``, ``newest``; None without one."""
        found: Mapping[str, str] | None = self.manifest["ledger"]
        return found

    @property
    def result(self) -> bytes:
        """result.json. Raises OSError."""
        return (self.path / RESULT).read_bytes()

    def listed(self) -> Iterator[Mapping[str, Any]]:
        """Every file of the folder that the manifest names."""
        if self.manifest["inputs_copied"]:
            yield self.manifest["plan"]
            yield from self.manifest["inputs"]
        yield from self.manifest["templates"]
        yield from self.manifest["outputs"]


KEYS = ("plan", "period", "version", "moment", "language", "pages", "ledger", "inputs_copied", "inputs", "templates")


def run_folder(path: Path) -> RunFolder | Problem:
    """The folder, or that it is none of a run. Raises OSError."""
    here = CellPlace(str(path))
    if not is_run_folder(path):
        return Problem("no-run-folder", place=here)
    manifest = json.loads((path / MANIFEST).read_bytes())
    folder = RunFolder(path, manifest)
    try:
        usable = all(key in manifest for key in KEYS) and all(_inside(each["file"]) for each in folder.listed())
        known = (folder.period, folder.moment, folder.pages)
    except (KeyError, TypeError, ValueError):
        return Problem("no-run-folder", place=here)
    return folder if usable and known else Problem("no-run-folder", place=here)


def _inside(name: str) -> bool:
    """Whether a name that a manifest gives stays within its folder."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def changed_files(folder: RunFolder) -> list[Problem]:
    """The files that are not what the manifest says. Raises OSError."""
    found = ((folder.path / each["file"], each["sha256"]) for each in folder.listed())
    return [problem for path, digest in found if (problem := _changed(path, digest))]


def _changed(path: Path, digest: str) -> Problem | None:
    if not path.is_file():
        return Problem("run-file-missing", place=CellPlace(str(path)))
    return Problem("run-file-changed", place=CellPlace(str(path))) if sha256_of(path) != digest else None


def unknown_files(folder: RunFolder) -> list[Problem]:
    """The files that no run wrote. Raises OSError."""
    names = strangers(folder.path)
    return [Problem("run-file-unknown", place=CellPlace(str(folder.path / name))) for name in names]


class Material(Struct, frozen=True):
    """What a run is computed from, or what of it is missing."""

    plan: Path
    inputs: Sequence[Given]
    problems: Sequence[Problem]


def material(folder: RunFolder, given: Sequence[Path]) -> Material:
    """The plan and inputs that lie in the folder; where they were too large to be copied, the same among those given.

    What is given and was not read by the run is a problem either way. Raises OSError.
    """
    wanted = [folder.manifest["plan"], *folder.manifest["inputs"]]
    by_digest, others = _found({each["sha256"] for each in wanted}, given)
    if folder.manifest["inputs_copied"]:
        files = [_given(folder.path / each["file"], each) for each in wanted[1:]]
        return Material(folder.plan, in_order(files), others)
    missing = [_missing(each) for each in wanted if each["sha256"] not in by_digest]
    found = [_given(by_digest[each["sha256"]], each) for each in wanted[1:] if each["sha256"] in by_digest]
    return Material(by_digest.get(wanted[0]["sha256"], folder.plan), in_order(found), [*missing, *others])


def _found(wanted: Collection[str], given: Sequence[Path]) -> tuple[Mapping[str, Path], Sequence[Problem]]:
    """(The wanted digests that are given and where, those given that are or hold none of them)."""
    found: dict[str, Path] = {}
    others: list[Problem] = []
    for path in given:
        here = {digest: each for each in _files(path) if (digest := sha256_of(each)) in wanted}
        found |= here
        if not here:
            kind = "run-input-other" if path.exists() else "file-missing"
            others.append(Problem(kind, place=CellPlace(str(path))))
    return found, others


def _files(path: Path) -> Iterator[Path]:
    """The file, or all files in the folder; also the plan, which list_files would leave alone."""
    yield from (each for each in (path, *sorted(path.rglob("*"))) if each.is_file())


def _given(path: Path, said: Mapping[str, Any]) -> Given:
    return Given(path, Path(said["file"]).name, said.get("sheet", ""))


def _missing(said: Mapping[str, Any]) -> Problem:
    return Problem("run-input-missing", {"digest": said["sha256"][:DIGITS]}, CellPlace(Path(said["file"]).name))


def closed_folder(target: Path, plan: str, period: Month, ledger: Access | None) -> bool | None:
    """Whether a closed period lies there; None: one whose closing was taken back. Raises OSError, LedgerFault."""
    word = target / CLOSING
    if not is_run_folder(target):
        return False
    if ledger is None or not ledger.ledger.exists:
        return word.is_file()
    from scorecard.ledger.entries import closings, entries, of_plan

    with ledger.reading() as connection:
        chain = of_plan(entries(connection), plan)
    closed = [each for each in closings(chain) if each.period == period]
    if any(each.result == sha256_of(target / RESULT) for each in closed if (target / RESULT).is_file()):
        return True
    if not word.is_file():
        return False
    digest = _digest_in(word)
    void = {str(each.body["voids"]) for each in chain if each.kind == "void"}
    return None if digest in void else True


def _digest_in(word: Path) -> str:
    try:
        return str(json.loads(word.read_bytes())["digest"])
    except (KeyError, TypeError, ValueError):
        return ""


def recomputed(folder: RunFolder, of: Material, ledger: Access | None, progress: Progress) -> Outcome:
    """What comes of the folder's plan and inputs, with what the ledger says. Raises LedgerFault, KeyError."""
    plan, told = read_plan(of.plan)
    if plan is None:
        return Outcome(None, None, None, told)
    return result_of_kept(plan, told, of.inputs, folder.period, progress, ledger)
