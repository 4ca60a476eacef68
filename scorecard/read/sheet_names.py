"""Which known sheet a name with additions means: ``调整 2026``, ``Actuals (Jul)``, ``Copy of Paid``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scorecard.read.cells import folded
from scorecard.read.log import nearest

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT_MONTHS = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_WORDS = f"{_MONTHS}|{_SHORT_MONTHS}|copy|of|old|new|final|draft|backup|data|sheet|fy|q|h|v|the"
_ADDED = re.compile(
    rf"\(.*?\)|\[.*?\]|【.*?】|(?<![a-z])(?:{_WORDS})(?![a-z])"
    r"|上半年|下半年|季度|年度|财年|副本|备份|最终|定稿|数据|[\W\d_年月日季第旧新原表数版的]"
)
"""What people add to the name of a sheet: a time, that it is a copy, how far it is."""


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known sheet that was probably meant by the name."""
    names = list(known)
    near = nearest(name, names, 0.75)
    bare = {_bare(each): each for each in reversed(names)}
    return near or bare.get(_bare(name) or name)


def _bare(name: str) -> str:
    return _ADDED.sub("", folded(name))
