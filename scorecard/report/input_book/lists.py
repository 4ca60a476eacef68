"""What may be chosen in drop-downs: stages, roles, metrics, measures, months, kinds of adjustments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from scorecard.model.plan import Plan, Source
from scorecard.model.titles import Title
from scorecard.read.cells import folded
from scorecard.read.tables import KINDS, in_language, names_of_title
from scorecard.report.input_book.texts import WORDS, said
from scorecard.report.workbook.sheets import clean

Named = tuple[str, tuple[str, ...]]
"""A text, and all texts that mean the same."""
TEAM, ACCOUNT = "team", "account"
"""Lists of what stands in the sheet Teams of the same workbook."""


class Choices(Struct, frozen=True):
    """A list of what may be chosen."""

    id: str
    title: str
    texts: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    """Of each, the other ways to write it that are understood."""
    free: bool = False
    """Whether other texts may stand there as well."""

    @property
    def strict(self) -> bool:
        """Whether anything else would be a problem."""
        return not self.free and not any(self.also)


def named(id: str) -> str:
    """The list's name in the workbook."""
    return f"list_{id}"


def choices(plan: Plan, language: str) -> dict[str, Choices]:
    """Every list by its id; of one that the plan leaves empty there is none."""
    titles: Mapping[str, Iterable[Title]] = {
        "stage": (each.title for each in plan.stages.values()),
        "role": (each.title for each in plan.roles.values()),
        "metric": (each.title for each in plan.metrics.values()),
        "measure": (each.title for each in plan.measures.values()),
    }
    found = [_of(id, [(t.text(language), names_of_title(t)) for t in each], language) for id, each in titles.items()]
    months: list[Named] = [(str(plan.month(index)), (_written_out(plan, index),)) for index in range(12)]
    year = year_name(plan)
    years: list[Named] = [(year, () if plan.fiscal_year_name else (f"FY{year}", f"{year}年"))]
    kinds = [(in_language(names, language), names) for names in KINDS.values()]
    found += [_of("kind", kinds, language), _of("month", months, language)]
    found.append(_of("period", [*years, *months], language))
    found += [_where(plan, source, column, language) for source in plan.sources.values() for column in source.columns]
    return {each.id: each for each in found if each.texts}


def where_list(plan: Plan, source: Source, column: str) -> str:
    """The id of the list of texts in a source's column that some measure's ``where`` names."""
    return f"where_{[*plan.sources].index(source.id)}_{[*source.columns].index(column)}"


def _where(plan: Plan, source: Source, column: str, language: str) -> Choices:
    title = f"{in_language(source.sheets, language)} · {in_language((*source.columns[column], column), language)}"
    texts = tuple(map(clean, wanted_texts(plan, source, column)))
    return Choices(where_list(plan, source, column), clean(title), texts, ((),) * len(texts), free=True)


def wanted_texts(plan: Plan, source: Source, column: str) -> tuple[str, ...]:
    """What some measure's ``where`` wants of a source's column."""
    measures = [measure for measure in plan.measures.values() if measure.source == source.id]
    return tuple(dict.fromkeys(text for measure in measures for text in measure.where.get(column, ())))


def year_name(plan: Plan) -> str:
    """How a cell names the fiscal year (plan.md, Rules of the file)."""
    return plan.fiscal_year_name or str(plan.fiscal_year.year)


def _written_out(plan: Plan, index: int) -> str:
    month = plan.month(index)
    return f"{month.year}年{month.month}月"


def _of(id: str, named: Iterable[Named], language: str) -> Choices:
    """A list of texts, each with all its names."""
    pairs = [(clean(text), _others(text, names)) for text, names in named]
    texts, also = tuple(text for text, _ in pairs), tuple(others for _, others in pairs)
    return Choices(id, said(WORDS[f"list.{id}"], language), texts, also)


def _others(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that are not the text itself, whatever the case."""
    different = {folded(name): clean(name) for name in names}
    different.pop(folded(text), None)
    return tuple(different.values())
