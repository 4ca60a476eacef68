"""The sheets that a plan's input workbook has, and what each of their columns holds (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from scorecard.model.plan import Measure, Plan, Source
from scorecard.model.problems import Level
from scorecard.read import tables
from scorecard.read.cells import folded
from scorecard.read.sheets import has_targets, needed
from scorecard.read.tables import Column, Table, in_language
from scorecard.report.input_book.lists import ACCOUNT, TEAM, wanted_texts, where_list, year_name
from scorecard.report.input_book.texts import EXAMPLES, HINTS, PURPOSES, WANTED, said
from scorecard.report.workbook.sheets import clean

LONGEST_NAME = 31
"""Characters of a sheet's name."""
FORBIDDEN = frozenset("[]:*?/\\")

KINDS: Mapping[str, str] = {
    "from": "date",
    "to": "date",
    "employee": "key",
    "account": "key",
    "personal_factor": "factor",
    "amount": "money",
    **dict.fromkeys(("target", "baseline", "threshold", "stretch"), "number"),
}
"""Column to what it holds, where that is neither text nor chosen from a list."""
GOALS = ("metric", "target", "baseline", "threshold", "stretch")
"""Columns of Targets whose example goes by the plan's metrics."""
LISTS: Mapping[str, str] = {
    "team": TEAM,
    "stage": "stage",
    "role": "role",
    "metric": "metric",
    "measure": "measure",
    "kind": "kind",
    "period": "month",
}
"""Column to the list from which it is chosen."""
OWN_KINDS: Mapping[str, str] = {"Teams.team": "key", "Pools.amount": "pool"}
OWN_LISTS: Mapping[str, str] = {"Teams.team": "", "Pools.period": "period", "Targets.period": "period"}
"""Likewise of one sheet alone."""


class Field(Struct, frozen=True):
    """A column of a sheet that somebody fills in."""

    id: str
    header: str
    must: bool
    """Whether it must be filled."""
    hint: str
    example: str
    kind: str = "text"
    """key, text, date, day (a date or a month), number, money, pool (money that is not below 0) or factor."""
    chosen_from: str = ""
    """The id of the list from which it is chosen."""


class Form(Struct, frozen=True):
    """A sheet that somebody fills in."""

    id: str
    """Of its table; of the first where several are read from the sheet."""
    name: str
    purpose: str
    level: Level | None
    """Of the message where it stays empty; None: it may."""
    fields: tuple[Field, ...]


def forms(plan: Plan, language: str) -> list[Form]:
    """The sheets in the order in which they are filled in.

    A sheet that two tables are read from has the columns of both. A source whose sheet no workbook can have, since its
    name is too long or holds a character that Excel refuses, is left out: its rows come as CSV or Parquet.
    """
    levels: dict[str, Level] = {table.id: level for table, level in needed(plan)}
    groups: list[list[Table]] = []
    for table in _tables(plan, levels):
        group = next((each for each in groups if _shared(each, table)), None)
        groups.append([table]) if group is None else group.append(table)
    return [_form(plan, group, levels, language) for group in groups]


def _tables(plan: Plan, levels: Mapping[str, Level]) -> Iterator[Table]:
    """Those that the plan needs or may use."""
    yield from (tables.TEAMS, tables.STAGES, tables.OWNERS, tables.MEMBERS)
    yield from (table for table in (tables.POOLS, tables.TARGETS) if table.id in levels)
    wide = tables.actuals_wide(plan)
    if any(measure.source is None for measure in plan.measures.values()):
        yield wide
    sources = (tables.source_table(plan, source) for source in plan.sources.values())
    yield from (table for table in sources if any(map(_fits, table.names)))
    yield from (tables.EVIDENCE, tables.ADJUSTMENTS, tables.PAID)


def _fits(name: str) -> bool:
    """Whether a sheet may have this name."""
    plain = name.strip()
    quoted = plain.startswith("'") or plain.endswith("'")
    return 0 < len(plain) <= LONGEST_NAME and not FORBIDDEN & set(plain) and not quoted and clean(plain) == plain


def _shared(group: Iterable[Table], table: Table) -> list[str]:
    """The names, each good for a sheet, that all these tables are read from."""
    common = [name for name in table.names if _fits(name)]
    for other in group:
        known = {folded(name) for name in other.names}
        common = [name for name in common if folded(name) in known]
    return common


def _form(plan: Plan, group: Sequence[Table], levels: Mapping[str, Level], language: str) -> Form:
    name = in_language(_shared(group, group[-1]), language).strip()
    found = [_level(plan, table, levels) for table in group]
    level = min((each for each in found if each), default=None)  # error stands before warning
    fields: dict[str, Field] = {}
    for table in group:
        for column in table.columns:
            names = [folded(each) for each in column.all_names]
            if not fields.keys() & set(names):
                fields |= dict.fromkeys(names, _field(plan, table, column, language))
    every = tuple(dict.fromkeys(fields.values()))
    return Form(group[0].id, name, _purpose(plan, group[0], language), level, every)


def _level(plan: Plan, table: Table, levels: Mapping[str, Level]) -> Level | None:
    wanted = table.id == tables.EVIDENCE.id and any(metric.evidence for metric in plan.metrics.values())
    return "warning" if wanted else levels.get(table.id)


def _purpose(plan: Plan, table: Table, language: str) -> str:
    if source := _source(plan, table):
        return said(PURPOSES["source"], language, measures=_titles(_measures(plan, source.id), language))
    purpose = said(PURPOSES[table.id], language)
    wanted = [metric.title.text(language) for metric in plan.metrics.values() if metric.evidence]
    if table.id == tables.EVIDENCE.id and wanted:
        return f"{purpose} {said(WANTED, language, metrics=_listed(wanted, language))}"
    return purpose


def _source(plan: Plan, table: Table) -> Source | None:
    """The source whose table it is; a source may be called like a standard sheet."""
    source = plan.sources.get(table.id)
    return source if source and source.sheets == table.names else None


def _measures(plan: Plan, source: str) -> list[Measure]:
    return [measure for measure in plan.measures.values() if measure.source == source]


def _titles(measures: Iterable[Measure], language: str) -> str:
    return _listed([measure.title.text(language) for measure in measures], language)


def _listed(texts: Iterable[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(texts)


def _field(plan: Plan, table: Table, column: Column, language: str) -> Field:
    if source := _source(plan, table):
        return _of_source(plan, source, column, language)
    if table.id == tables.ACTUALS_LONG.id and column.id in plan.measures:
        return _of_measure(plan, plan.measures[column.id], language)
    key = f"{table.id}.{column.id}"
    hint = said(_either(HINTS, key, column.id), language, **_facts(plan))
    example = _example(plan, key, column.id, language)
    chosen_from = OWN_LISTS.get(key, LISTS.get(column.id, ""))
    kind = OWN_KINDS.get(key, "key" if chosen_from else KINDS.get(column.id, "text"))
    return Field(column.id, column.name_in(language), column.required, hint, example, kind, chosen_from)


def _facts(plan: Plan) -> dict[str, str]:
    return {"month": str(plan.month(0)), "year": year_name(plan), "currency": plan.currency}


def _either(texts: Mapping[str, tuple[str, str]], key: str, column: str) -> tuple[str, str]:
    return texts[key] if key in texts else texts[column]


def _example(plan: Plan, key: str, column: str, language: str) -> str:
    """What stands in the column of the example row; where nothing does, the notes show the first text of its list."""
    if column in GOALS:
        return _of_target(plan, column, language)
    supported = next((metric.actual.measures[0] for metric in plan.metrics.values() if metric.evidence), None)
    if key == "Evidence.measure" and supported:
        return clean(plan.measures[supported].title.text(language))
    return said(EXAMPLES.get(key, EXAMPLES.get(column, ("", ""))), language, **_facts(plan))


def _of_target(plan: Plan, column: str, language: str) -> str:
    """An example in Targets: of the first metric that has targets, what its curve asks for."""
    metric = next((each for each in plan.metrics.values() if has_targets(each)), None)
    if metric is None or column == "metric":
        return clean(metric.title.text(language)) if metric else ""
    wanted = metric.curve.names if metric.curve.on == "actual" else ("target", *metric.curve.names)
    sizes = "rate" if metric.actual.kind == "ratio" else "size"
    return said(EXAMPLES[f"{column}.{sizes}"], language) if column in wanted else ""


def _of_measure(plan: Plan, measure: Measure, language: str) -> Field:
    total = f"total.{measure.total}"
    hint = (HINTS.get(total, HINTS["total"]), HINTS[f"missing.{measure.when_missing}"])
    text = ("" if language == "zh" else " ").join(said(each, language) for each in hint)
    must = measure.when_missing == "error"
    return Field(measure.id, clean(measure.title.text(language)), must, text, _size(plan, measure), "number")


def _size(plan: Plan, measure: Measure) -> str:
    """An example of a measure: a level where a curve looks at it as it is, a count where it is never split."""
    levels = (each.actual for each in plan.metrics.values() if each.curve.on == "actual")
    if any(each.kind == "measure" and measure.id in each.measures for each in levels):
        return "3"
    return "100,000" if measure.split else "0"


def _of_source(plan: Plan, source: Source, column: Column, language: str) -> Field:
    """A column of a source; rows by account or by their latest date need a day, others a month."""
    measures = _measures(plan, source.id)
    header = clean(column.name_in(language))
    if column.id == "period":
        by_day = source.key == ACCOUNT or any(measure.each_month == "last" for measure in measures)
        hint = said(HINTS["period.date" if by_day else "period"], language, **_facts(plan))
        example = f"{plan.month(0)}-15" if by_day else str(plan.month(0))
        return Field(column.id, header, True, hint, example, "day" if by_day else "key", "" if by_day else "month")
    if column.id == source.key:
        hint = said(HINTS[column.id], language)
        return Field(column.id, header, True, hint, said(EXAMPLES[column.id], language), "key", column.id)
    counted = [measure for measure in measures if column.id in measure.column]
    if counted:
        hint = said(HINTS["source.number"], language, measures=_titles(counted, language))
        return Field(column.id, header, True, hint, "1,000", "number")
    if wanted := wanted_texts(plan, source, column.id):
        hint = said(HINTS["source.where"], language, values=_listed(wanted, language))
        example = in_language(wanted, language)
        return Field(column.id, header, True, hint, example, "key", where_list(plan, source, column.id))
    return Field(column.id, header, False, said(HINTS["source.other"], language), said(EXAMPLES["other"], language))
