"""The single values of a plan file: numbers that keep their text, names, titles (plan.md, Rules of the file)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"-?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?")
WHOLE_DIGITS = 12
ANY_TEXT = {"type": ["string", "number", "boolean"]}
"""What an editor takes for another type is a text here all the same."""


def _number(decimals: int | None) -> BeforeValidator:
    def parse(value: object) -> object:
        if not isinstance(value, str) or not NUMBER.fullmatch(value):
            grouped = isinstance(value, str) and GROUPED.fullmatch(value)
            raise PydanticCustomError(f"not-a-number.key{'-commas' if grouped else ''}", "", {"value": shown(value)})
        whole, _, fraction = value.lstrip("-").partition(".")
        if len(whole.lstrip("0")) > WHOLE_DIGITS:
            raise PydanticCustomError("number-too-large.key", "", {"value": value})
        if decimals is not None and len(fraction) > decimals:
            raise PydanticCustomError("too-many-decimals", "", {"value": value, "decimals": str(decimals)})
        return Decimal(value)

    return BeforeValidator(parse)


def _schema(description: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$", "description": description}
    )


def shown(value: object) -> str:
    """A value as a person would call it."""
    if isinstance(value, dict):
        return "{...}"
    return "[...]" if isinstance(value, list) else str(value)


def _truth(value: object) -> object:
    if value not in ("true", "false"):
        raise PydanticCustomError("not-true-or-false", "", {"value": shown(value)})
    return value == "true"


def _title(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


def _many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Percent = Annotated[Decimal, _number(4), _schema("percent or factor, at most 4 decimals")]
Quantity = Annotated[Decimal, _number(6), _schema("number, at most 6 decimals")]
Money = Annotated[Decimal, _number(None), _schema("money, at most the currency's decimals")]
WholeMonths = Annotated[Decimal, _number(0), _schema("whole months")]
Weight = Annotated[Decimal, _number(6), _schema("relative weight")]
Truth = Annotated[bool, BeforeValidator(_truth)]
Name = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
PlanId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Titles = Annotated[
    dict[str, Text],
    Field(min_length=1),
    BeforeValidator(_title),
    WithJsonSchema(
        {"anyOf": [ANY_TEXT, {"type": "object", "minProperties": 1, "additionalProperties": ANY_TEXT}]},
    ),
]
Names = Annotated[
    list[Name],
    BeforeValidator(_many),
    WithJsonSchema({"anyOf": [ANY_TEXT, {"type": "array", "items": ANY_TEXT}]}),
]
Total = Literal["sum", "average", "last", "max", "min"]
