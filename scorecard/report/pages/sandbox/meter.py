"""What a page may cost: steps and characters, not seconds, so that a template fails everywhere or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from scorecard.report.pages.sandbox.faults import Refused
from scorecard.report.pages.sandbox.fields import field_names

A_STEP = 64
"""Characters that one step may handle."""
DIGITS = 40
"""Of a whole number; a template has no use for more."""
_TOO_LARGE = 10**DIGITS
LONGEST = 4_000_000
"""Characters of one text that a template works on."""
SIZED = (str, range, dict, MappingProxyType)
"""What is paid for by its length."""
NESTED = (list, tuple, set, frozenset)
"""What is paid for by all that it holds; so is a dict, and a view is not."""


class Limits(Struct, frozen=True):
    """The most that one page may take; the largest statement of the samples takes less than a hundredth."""

    steps: int = 1_000_000
    characters: int = 20_000_000
    """Written and put together on the way, so a text that passes through a macro counts again."""
    depth: int = 100
    """Calls of macros and recursive loops within each other."""


class Meter(Struct):
    """What the page being rendered has taken."""

    limits: Limits = field(default_factory=Limits)
    steps: int = 0
    characters: int = 0
    depth: int = 0

    def spend(self, steps: int) -> None:
        """Take steps; raises Refused beyond the limit."""
        self.steps += max(steps, 1)
        if self.steps > self.limits.steps:
            raise Refused("template-endless", most=f"{self.limits.steps:,}")

    def write(self, length: int) -> None:
        """Take characters, and the steps that they need."""
        self.characters += max(length, 0)
        if self.characters > self.limits.characters:
            raise Refused("template-endless.characters", most=f"{self.limits.characters:,}")
        self.spend(1 + length // A_STEP)

    def enter(self) -> None:
        """Go into a call."""
        self.depth += 1
        if self.depth > self.limits.depth:
            raise Refused("template-endless.depth")

    def leave(self) -> None:
        """Come back from a call."""
        self.depth -= 1

    def pay(self, value: Any) -> Any:
        """The value, its whole size paid for; what gives its items one by one pays for each as it comes."""
        if isinstance(value, Iterator):
            return self._one_by_one(value)
        waiting = [value]
        while waiting:
            waiting.extend(self._parts(waiting.pop()))
        return value

    def _parts(self, value: Any) -> Iterable[Any]:
        """Pay for the value alone; what it is made of."""
        if isinstance(value, int) and abs(value) >= _TOO_LARGE:
            raise Refused("template-endless.number", most=str(DIGITS))
        if isinstance(value, str) and len(value) > LONGEST:
            raise Refused("template-endless.characters", most=f"{LONGEST:,}")
        sized = isinstance(value, SIZED)
        self.spend(1 + len(value) // A_STEP if sized else 1)
        if isinstance(value, NESTED):
            return () if field_names(type(value)) else value
        return value.values() if isinstance(value, dict) else ()

    def _one_by_one(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            yield self.pay(item)


METER: ContextVar[Meter] = ContextVar("METER")
"""Of the page being rendered."""
