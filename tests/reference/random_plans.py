"""Random small plans as YAML text: every feature of plan.md that money depends on."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

CURRENCIES = {"CNY": 2, "JPY": 0, "KWD": 3}
TOTALS = ("sum", "sum", "sum", "average", "last", "max", "min")
COMPARISONS = ("below", "at_most", "above", "at_least")
Tree = dict[str, Any]


@dataclass
class Style:
    """What one random plan leans to."""

    random: Random
    tidy: bool
    """Nothing that is a problem, mostly."""
    rising: bool
    """Curves never fall as x gets better, and higher is better everywhere."""
    scale: int
    """Rough size of a month's amount."""

    def chance(self, share: float) -> bool:
        return self.random.random() < share


def split_hundred(random: Random, parts: int) -> list[str]:
    """Percents above 0 that sum to exactly 100."""
    cuts = sorted(random.sample(range(1, 10000), parts - 1)) if parts > 1 else []
    if parts > 1 and random.random() < 0.3:
        cuts = sorted(random.sample(range(1, 100), parts - 1))
        return [f"{b - a}" for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return [f"{(b - a) / 100:.2f}" for a, b in zip([0, *cuts], [*cuts, 10000], strict=True)]


def _percent(random: Random, low: int, high: int) -> str:
    decimals = random.choice([0, 0, 1, 4])
    return f"{random.randint(low * 10**decimals, high * 10**decimals) / 10**decimals:.{decimals}f}"


def _heights(style: Style, count: int, low: int, high: int) -> list[str]:
    ys = [_percent(style.random, low, high) for _ in range(count)]
    return sorted(ys, key=float) if style.rising or style.chance(0.7) else ys


def _ends(style: Style, ys: list[str], slope: bool) -> Tree:
    """below and above, and a slope where one may be."""
    random, ends = style.random, Tree()
    if style.chance(0.3):
        ends["below"] = _percent(random, -40, 20)
    if slope and style.chance(0.3):
        ends["above"] = "slope"
    elif style.chance(0.2):
        ends["above"] = _percent(random, 90, 200)
    if style.rising:
        if float(ends.get("below", "0")) > float(ys[0]):
            ends["below"] = ys[0]
        if ends.get("above", "slope") != "slope" and float(ends["above"]) < float(ys[-1]):
            ends["above"] = ys[-1]
        if float(ys[0]) < 0 and "below" not in ends:
            ends["below"] = ys[0]
    return ends


def _curve(style: Style, xs: list[str], low: int = -20, high: int = 160, on: str | None = None) -> Tree:
    """A curve over the given x, which run one way; neighbours may be alike."""
    kind = "step" if style.chance(0.3) else "linear"
    ys = _heights(style, len(xs), low, high)
    slope = kind == "linear" and len(xs) > 1 and xs[-1] != xs[-2]
    curve: Tree = {"on": on} if on else {}
    return curve | {"kind": kind, "points": [list(each) for each in zip(xs, ys, strict=True)]} | _ends(style, ys, slope)


def _xs(style: Style, low: int, high: int, decimals: int) -> list[str]:
    """One to five x that rise, with a jump now and then."""
    random, power = style.random, 10**decimals
    xs = sorted({random.randint(low * power, high * power) for _ in range(random.randint(1, 4))})
    if len(xs) > 1 and style.chance(0.4):
        xs.append(random.choice(xs))
    return [f"{x / power:.{decimals}f}" for x in sorted(xs)]


def attainment_curve(style: Style) -> Tree:
    xs = _xs(style, -20, 160, style.random.choice([0, 0, 2, 4]))
    return _curve(style, ["-1000", *xs] if style.chance(0.3) else xs)


def payout_curve(style: Style) -> Tree:
    xs = _xs(style, 1, 140, style.random.choice([0, 0, 2, 4]))
    return _curve(style, ["-20", *xs] if style.chance(0.7) else xs, -10, 180)


def _actual_curve(style: Style, better: str) -> Tree:
    high = style.scale if style.chance(0.5) else 6
    xs = _xs(style, -1, high, style.random.choice([0, 2, 6]))
    return _curve(style, xs[::-1] if better == "lower" else xs, on="actual")


def _named_curve(style: Style) -> Tree:
    names = style.random.choice(
        [["threshold", "target", "stretch"], ["threshold", "target"], ["target", "stretch"], ["target"]]
    )
    curve = _curve(style, list(names))
    if curve.get("above") == "slope" and style.chance(0.8):
        del curve["above"]
    return curve


def _expression(style: Style, measures: list[str]) -> Any:
    random = style.random
    kind = random.choice(["measure", "measure", "measure", "ratio", "ratio", "sum", "difference"])
    if kind == "measure":
        return random.choice(measures)
    size = random.randint(2, 3) if kind == "sum" else 2
    return {kind: [random.choice(measures) for _ in range(size)]}


def _measures(style: Style) -> Tree:
    measures = Tree()
    for index in range(style.random.randint(3, 5)):
        measure = {
            "total": style.random.choice(TOTALS),
            "when_missing": style.random.choice(["error", "zero", "zero", "carry"]),
            "split": "false" if style.chance(0.25) else "true",
        }
        measures[f"m{index}"] = measure
    for index in range(style.random.randint(0, 2)):
        each_month = style.random.choice(["sum", "count", "average", "max", "min", "last"])
        source = {"from": "deals", "each_month": each_month, "total": style.random.choice(TOTALS)}
        column = {} if each_month == "count" else {"column": "amount"}
        measures[f"d{index}"] = source | column | {"when_missing": style.random.choice(["zero", "carry"])}
    return measures


def _metric(style: Style, measures: list[str], nonnegative: list[str]) -> Tree:
    random = style.random
    better = "higher" if style.rising else random.choice(["higher", "higher", "lower"])
    metric: Tree = {"perspective": "all", "better": better}
    shape = random.choice(["attainment", "attainment", "actual", "named"])
    if better == "lower" and shape == "attainment" and style.chance(0.5):
        metric["formula"] = "inverse"
    known = nonnegative if metric.get("formula") else measures
    metric["actual"] = _expression(style, known)
    if metric.get("formula") and isinstance(metric["actual"], dict) and "difference" in metric["actual"]:
        metric["actual"] = random.choice(known)
    curves = {"attainment": attainment_curve, "named": _named_curve}
    metric["curve"] = _actual_curve(style, better) if shape == "actual" else curves[shape](style)
    if style.chance(0.3):
        metric["target_total"] = random.choice(TOTALS)
    if style.chance(0.6):
        metric["when_undefined"] = random.choice(["skip", "0", "33.3333", "120"])
    if style.chance(0.6):
        metric["when_no_target"] = random.choice(["skip", "skip", "20", "100.05"])
    return metric


def _gate(style: Style, measures: list[str], metrics: list[str]) -> Tree:
    random = style.random
    of = random.choice(["actual", "actual", "attainment", "composite"])
    what: Any = {"actual": _expression(style, measures), "attainment": random.choice(metrics), "composite": "true"}[of]
    number = {"actual": random.choice(["0", "1", "0.5", "-1", f"{style.scale}", "0.333333"])}.get(
        of, random.choice(["60", "100", "0", "45.5", "100.00005", "99.9999"])
    )
    effects = ["multiply", "multiply", "multiply"] if of == "composite" else ["cap"] * 6 + ["multiply"] * 4
    effects.append("forfeit")
    then: Tree = {
        "cap": {metric: _percent(random, 0, 120) for metric in random.sample(metrics, random.randint(1, len(metrics)))},
        "multiply": random.choice(["0.8", "0.8", "0.5", "0", "1", "0.3333", "0.9999"]),
        "forfeit": "true",
    }
    effect = random.choice(effects)
    gate: Tree = {"when": {of: what, random.choice(COMPARISONS): number}, "then": {effect: then[effect]}}
    if style.chance(0.5):
        gate["when_undefined"] = random.choice(["open", "closed"])
    return gate


def money_text(style: Style, decimals: int, high: int) -> str:
    power = 10**decimals
    return f"{style.random.randint(0, high * power) / power:.{decimals}f}"


def _funding(style: Style, measures: list[str], decimals: int) -> Tree:
    """funding, floor and cap that go together."""
    random = style.random
    pool = style.chance(0.8)
    floor = random.choice(["0", "0", "none", *(["25", "33.3333", "100"] if pool else [])])
    components: list[Any] = []
    if pool:
        components.append({"target_pool": "true", "scored": "true" if style.chance(0.85) else "false"})
    for _ in range(random.randint(0 if pool else 1, 2)):
        scored = style.chance(0.6)
        if style.chance(0.5):
            components.append({"subsidy": money_text(style, decimals, style.scale), "scored": str(scored).lower()})
        else:
            losses = random.choice(["0", "50", "100"]) if scored or floor == "none" else "0"
            share = {"of": random.choice(measures), "rate": _percent(random, 0, 12), "losses": losses}
            components.append({"share": share, "scored": str(scored).lower()})
    random.shuffle(components)
    rules: Tree = {"funding": components, "floor": floor}
    if pool and style.chance(0.4):
        rules["cap"] = random.choice(["100", "120.5", "200"])
    return rules


def _stage(style: Style, metrics: list[str], gates: list[str]) -> Tree:
    random = style.random
    chosen = random.sample(metrics, random.randint(1, len(metrics)))
    stage: Tree = {"weights": dict(zip(chosen, split_hundred(random, len(chosen)), strict=True))}
    if style.chance(0.3):
        stage["payout"] = payout_curve(style)
    if gates and style.chance(0.4):
        stage["gates"] = random.sample(gates, random.randint(0, len(gates)))
    return stage


def random_plan(style: Style) -> Tree:
    """A plan as a tree of texts."""
    currency = style.random.choice(list(CURRENCIES))
    decimals = CURRENCIES[currency]
    measures = _measures(style)
    known = list(measures)
    safe = nonnegative(measures) if style.tidy else known
    metrics = {id: _metric(style, known, safe) for id in _ids(style, "k", 1, 4)}
    gates = {id: _gate(style, known, list(metrics)) for id in _ids(style, "g", 0, 4)}
    stages = {id: _stage(style, list(metrics), list(gates)) for id in _ids(style, "s", 1, 3)}
    for stage in stages.values():
        if style.chance(0.3):
            stage.update(_own_funding(style, known, decimals))
    return {
        "plan": "random",
        "currency": currency,
        **_rules(style, decimals),
        **_sources(measures),
        "perspectives": {"all": {"title": "All"}},
        "measures": measures,
        "metrics": metrics,
        "gates": gates,
        "payout": payout_curve(style),
        **_funding(style, known, decimals),
        "stages": stages,
        "roles": _roles(style),
        "owner": _owner(style),
    }


def _ids(style: Style, letter: str, fewest: int, most: int) -> list[str]:
    """Ids whose order in the plan is not that of their texts."""
    numbers = style.random.sample(range(10), style.random.randint(fewest, most))
    return [f"{letter}{number}" for number in numbers]


def _rules(style: Style, decimals: int) -> Tree:
    random = style.random
    rules: Tree = {
        "fiscal_year": f"{random.choice([2023, 2024, 2027])}-{random.choice([1, 1, 2, 4, 7, 10, 12]):02d}",
        "basis": random.choice(["month", "quarter", "quarter", "year", "year"]),
        "stage_change": random.choice(["month_end", "month_start", "by_day", "by_day"]),
        "negative_payable": random.choice(["carry_forward", "recover"]),
    }
    if style.chance(0.5):
        rules["phasing"] = [random.choice(["1", "2", "8", "9.5", "7.3", "0.333333"]) for _ in range(12)]
    if style.chance(0.3):
        rules["budget"] = {"per_month": money_text(style, decimals, style.scale * 3)}
    return rules


def _sources(measures: Tree) -> Tree:
    if not any("from" in measure for measure in measures.values()):
        return {}
    return {"sources": {"deals": {"sheet": "Deals", "columns": {id: id for id in ("team", "period", "amount")}}}}


def _roles(style: Style) -> Tree:
    ids = _ids(style, "r", 1, 3)
    return {id: {"share": share} for id, share in zip(ids, split_hundred(style.random, len(ids)), strict=True)}


def _own_funding(style: Style, measures: list[str], decimals: int) -> Tree:
    return {"cap": "none", **_funding(style, measures, decimals)}


def _owner(style: Style) -> Tree:
    owner: Tree = {"premium": style.random.choice(["0", "10", "33.33", "100"])}
    if style.chance(0.5):
        owner["needs_score"] = style.random.choice(["0", "60", "80.5"])
    return owner | ({"outside_team": "true"} if style.chance(0.4) else {})


def nonnegative(measures: Tree) -> list[str]:
    """Measures that never get a value below 0."""
    return [id for id in measures if id != "m0"]


def yaml_text(plan: Tree) -> str:
    return yaml.safe_dump(plan, sort_keys=False, allow_unicode=True)
