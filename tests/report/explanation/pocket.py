"""A pocket calculator: a rule as it stands in the tree, worked out exactly."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

TOKEN = re.compile(r"\s*(-?\d+(?:\.\d+)?|[a-z]+|[()+−×/,])")


def worked_out(rule: str) -> Fraction:
    """The rule's exact value: + − × /, brackets, min, max, round and rounddown. Raises ValueError for anything else."""
    tokens = [match[1] for match in TOKEN.finditer(rule)]
    if "".join(tokens) != rule.replace(" ", ""):
        raise ValueError(f"not a formula: {rule}")
    value = _sum(tokens)
    if tokens:
        raise ValueError(f"what is {' '.join(tokens)} in {rule}")
    return value


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half away from zero, as Excel's ROUND."""
    size, power = abs(value), 10**decimals
    whole = (size * power * 2 + 1) // 2
    return Fraction(whole if value >= 0 else -whole, power)


def cut(value: Fraction, decimals: int) -> Fraction:
    """Towards zero, as Excel's ROUNDDOWN."""
    whole = abs(value) * 10**decimals // 1
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def _sum(tokens: list[str]) -> Fraction:
    value = _product(tokens)
    while tokens and tokens[0] in "+−":
        sign = tokens.pop(0)
        term = _product(tokens)
        value = value + term if sign == "+" else value - term
    return value


def _product(tokens: list[str]) -> Fraction:
    value = _number(tokens)
    while tokens and tokens[0] in "×/":
        sign = tokens.pop(0)
        by = _number(tokens)
        value = value * by if sign == "×" else value / by
    return value


def _number(tokens: list[str]) -> Fraction:
    if not tokens:
        raise ValueError("the rule breaks off")
    token = tokens.pop(0)
    if token == "(":
        value = _sum(tokens)
        _expect(")", tokens)
        return value
    if token in FUNCTIONS:
        return FUNCTIONS[token](*_arguments(tokens))
    return Fraction(token)


def _arguments(tokens: list[str]) -> list[Fraction]:
    _expect("(", tokens)
    found = [_sum(tokens)]
    while tokens and tokens[0] == ",":
        tokens.pop(0)
        found.append(_sum(tokens))
    _expect(")", tokens)
    return found


def _expect(sign: str, tokens: list[str]) -> None:
    if not tokens or tokens.pop(0) != sign:
        raise ValueError(f"{sign} is missing")


FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "round": lambda value, decimals: rounded(value, int(decimals)),
    "rounddown": lambda value, decimals: cut(value, int(decimals)),
}
