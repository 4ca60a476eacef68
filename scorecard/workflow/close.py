"""The use cases close, sign and void: what makes a period's result final, or takes that back (ledger.md)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.model.numbers import decimal_text
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.model.result import Result
from scorecard.report.folder import FileChangedError
from scorecard.report.manifest import MANIFEST
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Progress
from scorecard.workflow.proof import Proof, prove
from scorecard.workflow.word import leave_word, leave_word_again

if TYPE_CHECKING:
    from scorecard.ledger.entries import Entry
    from scorecard.ledger.store import Closing


@dataclass(frozen=True, slots=True)
class Person:
    """Who does it, and when (ISO 8601, UTC, to the second)."""

    name: str
    moment: str


@dataclass(frozen=True, slots=True)
class Done:
    """The entry that was appended, with warnings at most, or the problems that stood in its way."""

    problems: tuple[Problem, ...]
    entry: Entry | None = None
    result: Result | None = None


def close(path: Path, given: Sequence[Path], ledger: Access, by: Person, progress: Progress) -> Done:
    """Make the folder's result final. Raises OSError, LedgerFault.

    What was proved is appended in one transaction, on the state of the ledger on which it was proved.
    """
    if not by.name.strip():
        return Done((Problem("who-is-empty"),))
    proof = prove(path, given, ledger, progress)
    refused = tuple(_order(path, proof, ledger)) or proof.problems
    if proof.folder is not None and any(each.kind == "already-closed" for each in refused):
        refused += leave_word_again(path, proof.folder.manifest["plan"]["id"], proof.folder.period, ledger)
    if refused or proof.result is None:
        return Done(refused)
    missing = _missing_sign_offs(proof.result, proof.digest)
    if missing:
        return Done((Problem("missing-sign-off", {"roles": ", ".join(missing)}, CellPlace(str(path))),))
    from scorecard.ledger.store import close_period

    standing = proof.result.standing
    entry = close_period(ledger.ledger, _closing(proof, by), standing.digest if standing else "")
    return Done(leave_word(path, entry), entry, proof.result)


def _order(path: Path, proof: Proof, ledger: Access) -> Iterator[Problem]:
    """That the period is closed, or is not the next one; told before anything that follows from it."""
    if proof.folder is None or not ledger.ledger.exists:
        return
    from scorecard.ledger.entries import closings, entries, of_plan

    with ledger.reading() as connection:
        closed = closings(of_plan(entries(connection), proof.folder.manifest["plan"]["id"]))
    period, here = proof.folder.period, CellPlace(str(path))
    if not closed:
        return
    last = max(each.period for each in closed)
    same = next((each for each in closed if each.period == period), None)
    if same is not None:
        yield Problem("already-closed", {"period": str(period), "moment": same.moment, "by": same.by}, here)
    elif period != last + 1:
        yield Problem("period-gap", {"period": str(period), "last": str(last), "next": str(last + 1)}, here)


def _missing_sign_offs(result: Result, digest: str) -> list[str]:
    """The roles of the plan that have not signed this very result."""
    found = result.standing.signatures if result.standing else ()
    signed = {each.role for each in found if each.result == digest}
    return [role for role in result.plan.sign_off if role not in signed]


def _closing(proof: Proof, by: Person) -> Closing:
    from scorecard.ledger.canonical import inputs_bytes
    from scorecard.ledger.store import Closing

    result, folder, of = proof.result, proof.folder, proof.of
    assert result is not None and folder is not None and of is not None
    plan = result.plan
    return Closing(
        plan=plan.id,
        period=result.period,
        moment=by.moment,
        by=by.name.strip(),
        fiscal_year=plan.fiscal_year,
        currency=plan.currency,
        parts={
            "plan": _as_proved(of.plan, folder.manifest["plan"]["sha256"]),
            "inputs": inputs_bytes(plan, result.inputs),
            "result": proof.content,
            "manifest": (folder.path / MANIFEST).read_bytes(),
        },
        payables=payable_rows(result),
        deferrals=deferral_rows(result),
    )


def _as_proved(path: Path, digest: str) -> bytes:
    """The file's content. Raises FileChangedError where it is no longer what was proved."""
    content = path.read_bytes()
    if sha256(content).hexdigest() != digest:
        raise FileChangedError(path)
    return content


def payable_rows(result: Result) -> list[dict[str, str]]:
    """What a closing keeps of every team's money, by key, as decimal text."""
    from scorecard.ledger.entries import MONEY

    keys, table = result.inputs.teams["key"].tolist(), result.payables
    columns = {name: [decimal_text(each, result.plan.decimals) for each in table[name].tolist()] for name in MONEY}
    columns["team"] = [keys[index] for index in table["team"].tolist()]
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return sorted(rows, key=lambda row: row["team"])


def deferral_rows(result: Result) -> list[dict[str, str | None]]:
    """What a closing keeps of every grant, release and forfeit, as decimal text."""
    keys, table, decimals = result.inputs.teams["key"].tolist(), result.deferrals, result.plan.decimals
    names = ("kind", "plan", "employee", "name", "granted", "due", "keep_if")
    columns = {name: table[name].tolist() for name in names}
    columns["team"] = [keys[index] for index in table["team"].tolist()]
    columns["amount"] = [decimal_text(int(value), decimals) for value in table["amount"].tolist()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@dataclass(frozen=True, slots=True)
class Signing:
    """As what one signs, and what one remarks."""

    role: str
    note: str = ""


def sign(path: Path, given: Sequence[Path], ledger: Access, by: Person, signing: Signing, progress: Progress) -> Done:
    """Put a sign-off of exactly this result into the ledger. Raises OSError, LedgerFault."""
    if not by.name.strip():
        return Done((Problem("who-is-empty"),))
    proof = prove(path, given, ledger, progress)
    refused = tuple(_order(path, proof, ledger)) or proof.problems
    if refused or proof.result is None:
        return Done(refused)
    from scorecard.ledger.store import SignOff, sign_result

    plan = proof.result.plan
    refused = tuple(_refused_signature(plan, proof, by, signing.role))
    if refused:
        return Done(refused)
    said = {"role": signing.role, "result": proof.digest, "note": signing.note}
    sign_off = SignOff(plan.id, proof.result.period, by.moment, by.name.strip(), **said)
    return Done((), sign_result(ledger.ledger, sign_off), proof.result)


def _refused_signature(plan: Plan, proof: Proof, by: Person, role: str) -> Iterator[Problem]:
    assert proof.result is not None
    standing = proof.result.standing
    signed = [each for each in (standing.signatures if standing else ()) if each.result == proof.digest]
    if plan.sign_off and role not in plan.sign_off:
        yield Problem("unknown-signer", {"role": role, "known": ", ".join(plan.sign_off)})
    for each in signed:
        if each.role == role:
            yield Problem("signed-already", {"role": role, "by": each.by})
        elif plan.separate_duties and same_person(each.by, by.name):
            yield Problem("separate-duties", {"role": each.role, "by": each.by})


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same to a person: whatever the case, the spaces, the width of the letters."""
    import unicodedata

    return len({"".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in (one, other)}) == 1


def void(period: Month, ledger: Access, by: Person, reason: str, plan: str | None) -> Done:
    """Take back the newest closing of a plan by an entry of its own. Raises LedgerFault."""
    for text, kind in ((reason, "reason-empty"), (by.name, "who-is-empty")):
        if not text.strip():
            return Done((Problem(kind),))
    from scorecard.ledger.entries import entries, of_plan, state
    from scorecard.ledger.store import Draft, void_period
    from scorecard.workflow.ledger_book import chosen_plan, refused_void

    with ledger.reading() as connection:
        every = entries(connection)
    id = chosen_plan(every, plan)
    if isinstance(id, Problem):
        return Done((id,))
    refused = refused_void(every, id, period)
    if refused is not None:
        return Done((refused,))
    draft = Draft(id, period, by.moment, by.name.strip(), reason.strip())
    return Done((), void_period(ledger.ledger, draft, state(of_plan(every, id))))


def user_name() -> str:
    """Whom the system knows this user as; empty where it does not say."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return os.environ.get("USER", "")
