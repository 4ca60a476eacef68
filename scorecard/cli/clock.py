"""The only clock there is (freezegun stops it in tests)."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def moment() -> datetime:
    """Now; SOURCE_DATE_EPOCH (seconds since 1970) stands for it where it is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)


def moment_text() -> str:
    """``2026-08-03T09:15:00+00:00``."""
    return moment().isoformat(timespec="seconds")
