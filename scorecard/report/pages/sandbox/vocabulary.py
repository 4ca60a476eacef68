"""The filters, tests and functions that a user's template has: few, and none that could be made to blow up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2 import Undefined, pass_eval_context
from jinja2.filters import FILTERS, do_replace, make_attrgetter, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.tests import TESTS
from jinja2.utils import Namespace

from scorecard.report.pages.environment import SHOWN, css_string
from scorecard.report.pages.sandbox.faults import Refused, listed
from scorecard.report.pages.sandbox.fields import field_names
from scorecard.report.pages.sandbox.meter import METER


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


SPENT, PAID = "(spent)", "(paid)"
"""Filters that only the sandbox itself puts into a template: no template can spell them as a filter."""
MOST_DECIMALS = 15
ON_TEXT = words("abs capitalize e escape float forceescape int lower string title trim truncate upper urlencode")
"""Filters of a text or a number."""
ON_ANY = words(
    "count d default first groupby items last length list map reject rejectattr reverse select selectattr sort unique"
)
KNOWN_TESTS = words(
    "!= < <= == > >= boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer iterable le "
    "lessthan lt mapping ne none number odd sameas sequence string true undefined"
)
METHODS: dict[type, tuple[str, ...]] = {
    str: words("capitalize endswith lower lstrip removeprefix removesuffix rstrip split startswith strip title upper"),
    dict: words("get items keys values"),
}
"""Type to what may be called on it."""


def as_text(value: Any) -> Any:
    """What may stand on a page: a text, a number or a place, as it is; raises Refused for all else."""
    if isinstance(value, SHOWN):
        return value
    if isinstance(value, Undefined):
        return str(value)
    kind = "none" if value is None else type(value).__name__
    if field_names(type(value)):
        raise Refused("template-error.not-text", of=kind, known=listed(field_names(type(value))))
    raise Refused("template-error.no-fields", of=kind)


def shown(value: Any) -> Any:
    """What an output of a template writes, paid for."""
    text = as_text(value)
    METER.get().write(len(text) if isinstance(text, str) else 1)
    return text


def paying(function: Any, on_text: bool = False) -> Callable[..., Any]:
    """The filter or test, its arguments and its result paid for; ``on_text``: refusing what is no text."""
    at = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def paid(*args: Any, **named: Any) -> Any:
        meter = METER.get()
        if on_text:
            as_text(args[at])
        given = [meter.pay(each) for each in args]
        return meter.pay(function(*given, **{name: meter.pay(each) for name, each in named.items()}))

    return paid


@pass_eval_context
def joined(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """Jinja's ``join`` of texts."""
    found = value if attribute is None else map(make_attrgetter(context.environment, attribute), value)
    texts = [as_text(each) for each in found]
    METER.get().write(sum(len(str(each)) for each in texts) + len(texts) * len(str(d)))
    return sync_do_join(context, texts, d)


@pass_eval_context
def replaced(context: EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    """Jinja's ``replace``."""
    METER.get().write(str(as_text(text)).count(str(as_text(old))) * len(str(as_text(new))))
    return do_replace(context, text, old, new, count)


def rounded(value: float, precision: int = 0) -> float:
    """Jinja's ``round``, to the nearest."""
    return round(value, max(0, min(precision, MOST_DECIMALS)))


def counted(*bounds: int) -> range:
    """``range``, paid for at once."""
    found = range(*bounds)
    if found and abs(found[-1] - found[0]) >= METER.get().limits.steps * abs(found.step):
        METER.get().spend(METER.get().limits.steps + 1)
    METER.get().spend(len(found))
    return found


def spent(steps: int, characters: int) -> bool:
    """Pay for a run of a loop's, macro's or template's body; true, so that it can stand before a condition."""
    METER.get().spend(steps)
    METER.get().write(characters)
    return True


def paid_for(value: Any) -> Any:
    """The value, paid for, before it is compared or cut."""
    return METER.get().pay(value)


def filters() -> dict[str, Callable[..., Any]]:
    """Name to filter."""
    own = {
        "css_string": paying(css_string, on_text=True),
        "join": paying(joined),
        "replace": paying(replaced),
        "round": paying(rounded, on_text=True),
    }
    on_text = {name: paying(FILTERS[name], on_text=True) for name in ON_TEXT}
    return {**on_text, **{name: paying(FILTERS[name]) for name in ON_ANY}, **own, SPENT: spent, PAID: paid_for}


def tests() -> dict[str, Callable[..., Any]]:
    """Name to test."""
    return {name: paying(TESTS[name]) for name in KNOWN_TESTS}


FUNCTIONS: dict[str, Any] = {"range": counted, "dict": dict, "namespace": Namespace}
"""What a template may call beside macros."""


def known_filters() -> list[str]:
    """The names of the filters that a template may use."""
    return sorted((*ON_TEXT, *ON_ANY, "css_string", "join", "replace", "round"))
