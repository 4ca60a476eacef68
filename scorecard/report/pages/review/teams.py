"""The teams of a run as the review page lists them: columns in the order of ``Result.payables``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.report.pages.formats import Formats
from scorecard.report.pages.reader import Edition
from scorecard.report.pages.review.texts import review_texts
from scorecard.report.result_json import told


@dataclass(frozen=True)
class Teams:
    """All listed teams of an edition; a row is a position in ``Result.payables``."""

    edition: Edition
    targets: Mapping[int, str]
    """Team (index into ``inputs.teams``) to the relative URL of its statement."""

    @property
    def result(self) -> Result:
        """The result of the run."""
        return self.edition.result

    @property
    def formats(self) -> Formats:
        """How numbers stand."""
        return self.edition.formats

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of the page."""
        return review_texts(self.edition.language)

    def say(self, key: str, **args: str) -> str:
        """A text of the page with its braces filled."""
        return self.texts[key].format_map(args)

    @cached_property
    def row_of(self) -> Mapping[int, int]:
        """Team to its row."""
        return {team: row for row, team in enumerate(self.result.payables["team"].tolist())}

    @cached_property
    def row_of_key(self) -> Mapping[str, int]:
        """Team key to its row."""
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def links(self) -> Sequence[str]:
        """The statements."""
        return [self.targets[team] for team in self.row_of]

    @cached_property
    def keys(self) -> Sequence[str]:
        """Team keys."""
        return [text or "" for text in self._known("key")]

    @cached_property
    def names(self) -> Sequence[str]:
        """Team names."""
        return [text or "" for text in self._known("name")]

    @cached_property
    def accounts(self) -> Sequence[str]:
        """The account's name, else its key, else empty."""
        pairs = zip(self._known("account_name"), self._known("account"), strict=True)
        return [name or key or "" for name, key in pairs]

    @cached_property
    def units(self) -> Sequence[str | None]:
        """Units, None where a team has none."""
        return self._known("unit")

    @cached_property
    def stages(self) -> Sequence[str | None]:
        """Titles of the stages, None where a team is in none in this month."""
        titles = [stage.title.text(self.edition.language) for stage in self.result.plan.stages.values()]
        return [titles[code] if code >= 0 else None for code in self.result.payables["stage"].tolist()]

    @cached_property
    def owners(self) -> Sequence[str | None]:
        """Name and number of the owners, None where there is none: two of one name stay two."""
        pairs = zip(*(texts_of(self.result.payables[name]) for name in ("owner_name", "owner")), strict=True)
        return [person(name, employee) if employee is not None else None for name, employee in pairs]

    @cached_property
    def composites(self) -> Sequence[int | None]:
        """Composites (p)."""
        return self.whole("composite")

    def money(self, name: str) -> Sequence[int]:
        """A money column, exact."""
        return [int(value) for value in self.result.payables[name].tolist()]

    def whole(self, name: str) -> Sequence[int | None]:
        """A numeric column that may have nulls."""
        column = self.result.payables[name]
        pairs = zip(column.tolist(), column.notna().tolist(), strict=True)
        return [int(value) if present else None for value, present in pairs]

    @cached_property
    def warnings(self) -> Sequence[tuple[int | None, Problem]]:
        """The warnings that stand in files, each with its row; None: the whole run."""
        return [(self.row_of_key.get(each.team) if each.team else None, each) for each in told(self.result)]

    def _known(self, name: str) -> list[str | None]:
        return texts_of(self.result.inputs.teams[name].iloc[list(self.row_of)])


def person(name: str | None, employee: str) -> str:
    """``Chen Wei E001``."""
    return f"{name} {employee}" if name else employee


def texts_of(column: Any) -> list[str | None]:
    """A column's texts, None where there is none."""
    return [value if isinstance(value, str) else None for value in column.tolist()]
