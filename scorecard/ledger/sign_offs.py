"""Which sign-offs count, and which are refused: each is of one result under one plan file (ledger.md, Sign-offs)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from scorecard.model.ledger import Signature
from scorecard.model.problems import Problem

UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of letters by which two names do not differ to a person."""


class Subject(Struct, frozen=True):
    """What is signed, and what its plan wants."""

    result: str
    """SHA-256 of result.json."""
    plan_file: str
    """SHA-256 of the plan's file, whose terms reach beyond the result: when kept back money is due, and on what."""
    roles: Sequence[str]
    """The plan's ``sign_off``; empty where it wants none and takes any."""
    separate: bool
    """``separate_duties``."""


def counted(subject: Subject, signatures: Iterable[Signature]) -> dict[str, Signature]:
    """The sign-offs of this very subject by role: the first of each, and where duties are separate of each person."""
    found: dict[str, Signature] = {}
    for each in signatures:
        fits = each.result == subject.result and each.plan_file == subject.plan_file and each.role not in found
        if fits and not (subject.separate and _signed_by(found.values(), each.by)):
            found[each.role] = each
    return found


def missing(subject: Subject, signatures: Iterable[Signature]) -> list[str]:
    """The roles that have not signed."""
    found = counted(subject, signatures)
    return [role for role in subject.roles if role not in found]


def refused(subject: Subject, signatures: Iterable[Signature], role: str, by: str) -> Problem | None:
    """Why somebody may not sign as a role, if so."""
    found = counted(subject, signatures)
    if subject.roles and role not in subject.roles:
        return Problem("unknown-signer", {"role": role, "known": ", ".join(subject.roles)})
    if role in found:
        return Problem("signed-already", {"role": role, "by": found[role].by})
    other = _signed_by(found.values(), by) if subject.separate else None
    return Problem("separate-duties", {"role": other.role, "by": other.by}) if other else None


def _signed_by(signatures: Iterable[Signature], name: str) -> Signature | None:
    return next((each for each in signatures if same_person(each.by, name)), None)


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same to a person: whatever the case, the spaces, the width, what cannot be seen."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in letters if unicodedata.category(letter) not in UNSEEN)
