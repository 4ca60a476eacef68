"""A team's statement as its template shows it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from scorecard.report.explanation import Node
from scorecard.report.explanation.node import there
from scorecard.report.pages.number import Number
from scorecard.report.pages.reader import Reader
from scorecard.report.pages.statement import money
from scorecard.report.pages.statement import sources as support
from scorecard.report.pages.statement.changes import ChangesView, changes
from scorecard.report.pages.statement.deferral import DeferralView, deferral
from scorecard.report.pages.statement.segments import SegmentView, segment_view

SIGNERS = ("owner", "hr", "finance")
"""Boxes of a plan that does not say who signs."""


class Statement(Struct, frozen=True):
    """Everything on one team's statement, as text (outputs.md, Statements)."""

    language: str
    plan: str
    period: str
    month: str
    currency: str
    team: str
    name: str
    account: str
    unit: str
    payable: Number
    owner: str
    owner_id: str
    stage: str
    composite: Number
    segments: Sequence[SegmentView]
    falls: Sequence[money.FallView]
    adjustments: Sequence[money.AdjustmentView]
    paid_before: Number
    paid_before_note: str
    due: Number
    carried: Number
    changes: ChangesView | None
    members: Sequence[money.MemberView]
    unallocated: Number | None
    deferral: DeferralView | None
    months: Sequence[money.MonthView]
    evidence: Sequence[support.EvidenceView]
    sources: Sequence[support.SourceView]
    warnings: Sequence[support.WarningView]
    signers: Sequence[str]
    """Who is still to sign."""
    signatures: Sequence[support.SignatureView]
    digest: str
    ledger: str
    """Digest of the ledger's newest closing or void at the run; empty where there was none."""
    derivation: Sequence[Node]


def statement(reader: Reader) -> Statement:
    """The statement of the reader's team."""
    facts, formats, plan = reader.facts, reader.formats, reader.plan
    row, known, stages = facts.payable, facts.known, reader.edition.lookup.stages
    return Statement(
        language=reader.language,
        plan=reader.title(plan.title),
        period=str(reader.result.period),
        month=formats.month(reader.result.period),
        currency=plan.currency,
        team=known["key"],
        name=known["name"],
        account=known["account_name"] or known["account"] or "",
        unit=known["unit"] or "",
        payable=reader.number(formats.money(row["payable"]), "payable"),
        owner=row["owner_name"] if there(row["owner"]) else reader.texts["nobody"],
        owner_id=row["owner"] if there(row["owner"]) else "",
        stage=reader.title(stages[row["stage"]].title) if row["stage"] >= 0 else reader.texts["no_stage"],
        composite=Number(formats.percent(row["composite"]), _newest(reader)),
        segments=[segment_view(reader, segment, position) for position, segment in enumerate(facts.segments)],
        falls=money.waterfall(reader),
        adjustments=money.adjustments(reader),
        paid_before=reader.number(formats.money(row["paid_before"]), "paid_before"),
        paid_before_note=facts.say(f"paid_{reader.result.paid_before_from}"),
        due=reader.number(formats.money(row["due"]), "due"),
        carried=reader.number(formats.money(row["carried"]), "carried"),
        changes=changes(reader),
        members=money.members(reader),
        unallocated=_unallocated(reader),
        deferral=deferral(reader),
        months=money.months(reader),
        evidence=support.evidence(reader),
        sources=support.sources(reader),
        warnings=support.warnings(reader),
        signers=[support.role_name(reader, role) for role in support.to_sign(reader, plan.sign_off or SIGNERS)],
        signatures=support.signatures(reader),
        digest=reader.edition.digest,
        ledger=reader.result.standing.digest if reader.result.standing else "",
        derivation=reader.tree.children,
    )


def _unallocated(reader: Reader) -> Number | None:
    money = reader.facts.payable["unallocated"]
    return reader.number(reader.formats.money(money), "unallocated") if money else None


def _newest(reader: Reader) -> str:
    """The key of the composite that counts now: that of the last segment in the period's stage."""
    row, found = reader.facts.payable, ""
    for position, segment in enumerate(reader.facts.segments):
        if segment.row["last"] == reader.facts.period and segment.row["stage"] == row["stage"]:
            found = f"s{position}.composite"
    return found
