"""The use cases close, sign and void: what makes a period's result final, or takes that back (ledger.md)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.ledger import Signature
from scorecard.model.numbers import decimal_text
from scorecard.model.period import Month
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
    from scorecard.ledger.sign_offs import Subject
    from scorecard.ledger.store import Closing


class Person(Struct, frozen=True):
    """Who does it, and when (ISO 8601, UTC, to the second)."""

    name: str
    moment: str


class Done(Struct, frozen=True):
    """The entry that was appended, with warnings at most, or the problems that stood in its way."""

    problems: tuple[Problem, ...]
    entry: Entry | None = None
    result: Result | None = None
    made: str = ""
    """The ledger that was made for it; empty where there was one."""


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
    from scorecard.ledger.sign_offs import missing

    roles = missing(_subject(proof), _signatures(proof.result))
    if roles:
        return Done((Problem("missing-sign-off", {"roles": ", ".join(roles)}, CellPlace(str(path))),))
    from scorecard.ledger.store import close_period

    standing, made = proof.result.standing, "" if ledger.ledger.exists else ledger.ledger.shown
    entry = close_period(ledger.ledger, _closing(proof, by), standing.state if standing else "")
    return Done(leave_word(path, entry), entry, proof.result, made)


def _order(path: Path, proof: Proof, ledger: Access) -> Iterator[Problem]:
    """That the period is closed, or is not the next one; told before anything that follows from it."""
    if proof.folder is None or not ledger.ledger.exists:
        return
    from scorecard.ledger.entries import entries
    from scorecard.ledger.lines import not_next

    with ledger.reading() as connection:
        found = not_next(entries(connection), proof.folder.manifest["plan"]["id"], proof.folder.period)
    if found is not None:
        yield replace(found, place=CellPlace(str(path)))


def _subject(proof: Proof) -> Subject:
    """What of a proved run folder is signed."""
    from scorecard.ledger.sign_offs import Subject

    assert proof.result is not None and proof.folder is not None
    plan = proof.result.plan
    return Subject(proof.digest, proof.folder.manifest["plan"]["sha256"], plan.sign_off, plan.separate_duties)


def _signatures(result: Result) -> Sequence[Signature]:
    return result.standing.signatures if result.standing else ()


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
        note="",
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


class Signing(Struct, frozen=True):
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

    result, subject = proof.result, _subject(proof)
    sign_off = SignOff(
        plan=result.plan.id,
        period=result.period,
        moment=by.moment,
        by=by.name.strip(),
        note=signing.note,
        fiscal_year=result.plan.fiscal_year,
        currency=result.plan.currency,
        role=signing.role,
        subject=subject,
    )
    done = sign_result(ledger.ledger, sign_off)
    return Done((done,)) if isinstance(done, Problem) else Done((), done, result)


def void(period: Month, ledger: Access, by: Person, reason: str, plan: str | None) -> Done:
    """Take back the newest closing of a plan by an entry of its own. Raises LedgerFault."""
    for text, kind in ((reason, "reason-empty"), (by.name, "who-is-empty")):
        if not text.strip():
            return Done((Problem(kind),))
    from scorecard.ledger.entries import entries
    from scorecard.ledger.lines import line_state, not_voidable
    from scorecard.ledger.store import Draft, void_period
    from scorecard.workflow.ledger_book import chosen_plan, closing_of

    with ledger.reading() as connection:
        every = entries(connection)
    id = chosen_plan(every, plan)
    found = id if isinstance(id, Problem) else closing_of(every, id, period)
    if isinstance(found, Problem):
        return Done((found,))
    refused = not_voidable(every, found)
    if refused is not None:
        return Done((refused,))
    draft = Draft(
        plan=found.plan,
        period=period,
        moment=by.moment,
        by=by.name.strip(),
        note=reason.strip(),
        fiscal_year=found.fiscal_year,
        currency=found.currency,
    )
    return Done((), void_period(ledger.ledger, draft, line_state(every, found)))


def user_name() -> str:
    """Whom the system knows this user as; empty where it does not say."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return os.environ.get("USER", "")
