"""What the plan document says: its texts with names and numbers in them, every name of the plan set apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from markupsafe import Markup
from msgspec import Struct

from scorecard.model.numbers import PERCENT, QUANTITY, shortest_text
from scorecard.model.plan import Expression, Plan
from scorecard.model.titles import Title
from scorecard.report.pages.formats import Formats
from scorecard.report.pages.plan_document.texts import TEXTS
from scorecard.report.pages.texts import texts

NAME = Markup("<bdi>{}</bdi>")
"""A name from the plan: escaped, and whatever it holds turns no text around it."""


class Titled(Protocol):
    """Whatever of the plan has a title."""

    @property
    def title(self) -> Title:
        """What it is called."""


@dataclass(frozen=True)
class Speech:
    """A plan and the language in which it is told."""

    plan: Plan
    language: str

    @cached_property
    def formats(self) -> Formats:
        """How numbers stand."""
        return Formats.of(self.plan, self.language)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All words and texts; where the pages name a thing too, the document's own."""
        own = {key: pair[self.language == "zh"] for key, pair in TEXTS.items()}
        return {**texts(self.language), **own}

    def say(self, key: str, **args: str) -> Markup:
        """A text with its braces filled; what is no markup is escaped."""
        return Markup(self.texts[key]).format(**args)

    def quoted(self, title: Title) -> Markup:
        """A title in the language's quotes."""
        return self.say("quoted", name=self.name(title))

    def name(self, title: Title) -> Markup:
        """A title, set apart."""
        return NAME.format(title.text(self.language))

    def listing(self, parts: Iterable[str], last: str = "and") -> Markup:
        """``a, b and c``."""
        every = [Markup.escape(part) for part in parts]
        if len(every) < 2:
            return Markup("").join(every)
        return Markup(self.texts["comma"]).join(every[:-1]) + Markup(self.texts[last]) + every[-1]

    def titles(self, things: Iterable[Titled]) -> Markup:
        """``“Growth” and “Market position”``."""
        return self.listing(self.quoted(each.title) for each in things)

    def percent(self, value: int) -> str:
        """``80 %`` of a percent with 4 decimals."""
        return self.texts["percent"].format(number=self.formats.short_percent(value))

    def score(self, value: int) -> str:
        """``80`` of a percent with 4 decimals."""
        return self.formats.short_percent(value)

    def quantity(self, value: int) -> str:
        """``1,200.5``."""
        return self.formats.quantity(value)

    def factor(self, value: int) -> str:
        """``0.8`` of a factor with 4 decimals."""
        return shortest_text(value, PERCENT)

    def as_percent(self, value: int) -> str:
        """``10 %`` of the quantity 0.1."""
        return self.texts["percent"].format(number=self.formats.quantity(value * 10 ** (QUANTITY - PERCENT)))

    def expression(self, expression: Expression) -> Markup:
        """``“Overdue” divided by “Revenue”``."""
        names = [self.quoted(self.plan.measures[id].title) for id in expression.measures]
        if expression.kind in ("ratio", "difference"):
            return self.say(f"as_{expression.kind}", a=names[0], b=names[1])
        return names[0] if expression.kind == "measure" else self.say("as_sum", parts=self.listing(names))


class Told(Struct, frozen=True):
    """A thing of the plan and what is to be said about it."""

    title: Markup
    sentences: Sequence[Markup]
    kind: Markup | None = None
    """What it belongs to."""
