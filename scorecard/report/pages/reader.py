"""Who a page is for: the language and formats of all pages of a run, and the derivation of one team to link to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scorecard.model.plan import Component, Gate, Plan
from scorecard.model.result import Result
from scorecard.model.titles import Title
from scorecard.report.explanation import Node, derivation
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.gates import thing
from scorecard.report.explanation.lookup import Lookup
from scorecard.report.pages.formats import Formats
from scorecard.report.pages.number import Number
from scorecard.report.pages.texts import texts


@dataclass(frozen=True)
class Edition:
    """What all pages of a run share: result, language, the digest of the run, and what the calculation gives beside."""

    result: Result
    language: str
    digest: str
    """SHA-256 of the run's result.json."""

    @cached_property
    def lookup(self) -> Lookup:
        """Where the teams' rows are found."""
        return Lookup(self.result)

    @cached_property
    def formats(self) -> Formats:
        """How numbers stand."""
        return Formats.of(self.result.plan, self.language)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of the pages."""
        return texts(self.language)


@dataclass(frozen=True)
class Reader:
    """One team of an edition."""

    edition: Edition
    team: int
    """Index into ``inputs.teams``."""
    facts: Facts = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", Facts(self.result, self.team, self.language, self.edition.lookup))

    @property
    def result(self) -> Result:
        """The result of the run."""
        return self.edition.result

    @property
    def plan(self) -> Plan:
        """The plan of the run."""
        return self.edition.result.plan

    @property
    def gates(self) -> Sequence[Gate]:
        """The plan's gates."""
        return self.edition.lookup.gates

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self.edition.language

    @property
    def formats(self) -> Formats:
        """How numbers stand."""
        return self.edition.formats

    @property
    def texts(self) -> Mapping[str, str]:
        """The words of the pages."""
        return self.edition.texts

    @cached_property
    def tree(self) -> Node:
        """The derivation of the team's numbers."""
        return derivation(self.facts)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the lines that the derivation has."""
        return frozenset(_keys([self.tree]))

    def say(self, key: str, **args: str) -> str:
        """A text of the pages with its braces filled."""
        return self.texts[key].format_map(args)

    def title(self, title: Title) -> str:
        """A title of the plan."""
        return title.text(self.language)

    def number(self, text: str, key: str) -> Number:
        """A number that leads to its derivation, if there is one."""
        return Number(text, key if key in self.keys else "", text.startswith("−"))

    def looks_at(self, gate: Gate) -> str:
        """What a gate looks at, in words."""
        return thing(self.facts, gate)

    def funding(self, component: Component) -> str:
        """What a component of the funding is called."""
        if component.of is None:
            return self.texts[component.kind]
        return self.facts.say("share_of", measure=self.title(self.plan.measures[component.of].title))


def _keys(left: list[Node]) -> Iterator[str]:
    """The keys of these lines and of all below them."""
    while left:
        node = left.pop()
        left += node.children
        if node.key:
            yield node.key
