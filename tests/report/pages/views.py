"""Small views for templates."""

from __future__ import annotations

from scorecard.report.pages.number import Number
from scorecard.report.pages.slip import Slip, SlipLine

SLIP = Slip(
    language="en",
    plan="Plan",
    period="2026-03",
    month="Mar 2026",
    currency="CNY",
    team="T01",
    name="Team",
    account="Account",
    unit="East",
    owner="Ann",
    stage="Growth",
    composite="97.1250",
    employee="E001",
    person="Bob <b>",
    amount=Number("1,234.50"),
    lines=[SlipLine("Manager", "40", "31 of 31 days", "1", Number("1,234.50"))],
    premium=None,
    deferral=None,
    digest="0" * 64,
)
