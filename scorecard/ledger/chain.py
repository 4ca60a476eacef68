"""Digests: what makes an entry's content, and the chain that hangs each entry on the one before (ledger.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

COVERED = (
    "plan",
    "number",
    "kind",
    "period",
    "moment",
    "by",
    "role",
    "note",
    "result",
    "fiscal_year",
    "currency",
    "body",
    "previous",
)
"""Columns of an entry that its digest covers: all but its own place in the database and the digest itself."""


def canonical(value: Any) -> bytes:
    """JSON in one form only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def sha256(content: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of(entry: Mapping[str, Any]) -> str:
    """The SHA-256 of an entry's columns, the digest of the entry before among them."""
    return sha256(canonical({name: entry[name] for name in COVERED}))


def rows_hash(rows: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 of an entry's rows, in their order."""
    return sha256(canonical([dict(row) for row in rows]))
