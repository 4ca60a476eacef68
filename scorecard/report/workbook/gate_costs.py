"""What each gate cost, as formulas: the segment as it stood before the gate, row after row (calculation.md 7 to 9)."""

from __future__ import annotations

from scorecard.calc.gate_costs import before_gates
from scorecard.model.numbers import PERCENT
from scorecard.model.plan import Gate
from scorecard.report.workbook.curve_formulas import curve_formula
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.sheets import Column

LETTERS = {"composite": "L", "factor": "M", "pool": "N"}
NEVER = "9E+15"
"""More money than there is."""


def cost_columns(frame: Frame) -> list[Column]:
    """Composite, factor and pool before each gate, and what the gate took of composite and pool."""
    book, result = frame.book, frame.book.result
    costs = Costs(frame)
    size = range(len(result.gates))
    before = {name: [int(each) for each in column.tolist()] for name, column in before_gates(result).items()}
    decimals = {"composite": PERCENT, "factor": PERCENT, "pool": book.decimals}
    forms = {"composite": costs.composite, "factor": costs.factor, "pool": costs.pool}
    columns = []
    for name, form in forms.items():
        values = [each / 10 ** decimals[name] for each in before[name]]
        kind = "money" if name == "pool" else "percent"
        title, note = book.word(f"{name}_before"), book.word("before_note")
        columns.append(Column(title, kind, values, [form(index) for index in size], 12, note=note))
    after = {"composite": result.segments["composite"].tolist(), "pool": result.held["pool"].tolist()}
    for name, key in (("composite", "cost_points"), ("pool", "cost_money")):
        values = [
            (before[name][i] - (before[name][i + 1] if costs.same(i, i + 1) else after[name][costs.segment[i]]))
            / 10 ** decimals[name]
            for i in size
        ]
        texts = [f"=ROUND({costs.of(name, i, i)}-{costs.next(name, i)},{decimals[name]})" for i in size]
        kind = "money or dash" if name == "pool" else "percent or dash"
        columns.append(Column(book.word(key), kind, values, texts, 12, note=book.word("cost_note")))
    return columns


class Costs:
    """The formulas of one workbook; rows are indexes into ``result.gates``."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        result = frame.book.result
        self.segment: list[int] = result.gates["segment"].tolist()
        known = list(result.plan.gates.values())
        self.gates: list[Gate] = [known[code] for code in frame.gate_codes]
        keys = zip(result.scores["segment"].tolist(), result.scores["metric"].tolist(), strict=True)
        self.score_rows = {key: row for row, key in enumerate(keys)}
        self.skipped: list[int] = result.scores["skipped"].tolist()
        self.metrics = list(result.plan.metrics)

    def same(self, a: int, b: int) -> bool:
        """Whether there are both rows, of one segment."""
        return a >= 0 and b < len(self.segment) and self.segment[a] == self.segment[b]

    def of(self, name: str, index: int, seen_from: int) -> str:
        """A cell of this table, as another of its rows calls it."""
        places = self.frame.gates
        prefix = "" if places.prefix[index] == places.prefix[seen_from] else places.prefix[index]
        return f"{prefix}{LETTERS[name]}{places.row[index]}"

    def next(self, name: str, index: int) -> str:
        """The same quantity after this gate: before the next one, or in the end."""
        if self.same(index, index + 1):
            return self.of(name, index + 1, index)
        return self._home(index, "G" if name == "composite" else self.frame.segment_columns["pool"])

    def composite(self, index: int) -> str:
        """Of the uncapped scores; behind a cap less what that took."""
        if not self.same(index - 1, index):
            return f"={self._uncapped(self.segment[index])}"
        before = self.of("composite", index - 1, index)
        parts = [
            self._lost(index - 1, metric) for metric in self.gates[index - 1].caps if self._row(index, metric) >= 0
        ]
        return f"=ROUND({before}-{'-'.join(parts)},4)" if parts else f"={before}"

    def factor(self, index: int) -> str:
        """The payout at that composite, times ``multiply`` of the gates before."""
        if self.same(index - 1, index) and self.gates[index - 1].effect == "forfeit":
            return f"={self.of('factor', index - 1, index)}"
        plan = self.frame.plan
        x = self.of("composite", index, index)
        stage = self.frame.stage_list[self.frame.stage_codes[self.segment[index]]]
        curve = curve_formula(plan, stage.payout, x, {}, falling=False)
        shares = [
            f"IF({self.frame.gate_closed(i)},{plan.gate[self.gates[i].id, 'multiply']},1)"
            for i in self._earlier(index, "multiply")
        ]
        payout = f"IF({self._home(index, 'F')}=0,0,MAX(0,{curve}))"
        return f"=ROUND({'*'.join([payout, *shares])},4)" if shares else f"={payout}"

    def pool(self, index: int) -> str:
        """What that factor earns, between floor and cap, and nothing once it is forfeited (calculation.md 9)."""
        at, decimals = self.frame.segment_columns, self.frame.book.decimals
        scored, unscored, floor, cap = (self._home(index, at[key]) for key in ("scored", "unscored", "floor", "cap"))
        factor = self.of("factor", index, index)
        held = f"ROUND(MAX({scored},0)*{factor}/100,{decimals})+MIN({scored},0)"
        stage = self.frame.stage_list[self.frame.stage_codes[self.segment[index]]]
        held = held if stage.floor is None else f"MAX({held},{floor})"
        held = held if stage.cap is None else f"MIN({held},{cap})"
        whole = f"ROUND({held}+{unscored},{decimals})"
        closed = [self.frame.gate_closed(i) for i in self._earlier(index, "forfeit")]
        return f"=MIN({whole},IF(OR({','.join(closed)}),0,{NEVER}))" if closed else f"={whole}"

    def _home(self, index: int, letter: str) -> str:
        places, segment = self.frame.segments, self.segment[index]
        return f"{places.prefix[segment]}${letter}${places.row[segment]}"

    def _earlier(self, index: int, effect: str) -> list[int]:
        first = self.frame.gate_starts[self.segment[index]]
        return [i for i in range(first, index) if self.gates[i].effect == effect]

    def _row(self, index: int, metric: str) -> int:
        """The metric's row of Scorecards; -1 where it gets no score."""
        row = self.score_rows.get((self.segment[index], self.metrics.index(metric)), -1)
        return -1 if row < 0 or self.skipped[row] else row

    def _score(self, row: int, letter: str) -> str:
        places = self.frame.scores
        return f"{places.prefix[row]}${letter}${places.row[row]}"

    def _uncapped(self, segment: int) -> str:
        start, end = self.frame.score_starts[segment], self.frame.score_starts[segment + 1]
        if start == end:
            return "0"
        rows = self.frame.scores.row
        weight, score = (f"{self._score(start, letter)}:${letter}${rows[end - 1]}" for letter in "RM")
        return f"ROUND(SUMPRODUCT(ROUND({weight}*{score}/100,4)),4)"

    def _lost(self, index: int, metric: str) -> str:
        """The points that one more cap takes of a metric."""
        row = self._row(index, metric)
        earlier = [i for i in self._earlier(index, "cap") if metric in self.gates[i].caps]
        weight = self._score(row, "R")
        before, after = self._least(row, metric, earlier), self._least(row, metric, [*earlier, index])
        return f"(ROUND({weight}*{before}/100,4)-ROUND({weight}*{after}/100,4))"

    def _least(self, row: int, metric: str, gates: list[int]) -> str:
        score = self._score(row, "M")
        caps = [
            f"IF({self.frame.gate_closed(i)},{self.frame.plan.gate[self.gates[i].id, metric]},{score})" for i in gates
        ]
        return f"MIN({','.join([score, *caps])})" if caps else score
