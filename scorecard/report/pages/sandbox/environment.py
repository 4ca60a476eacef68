"""Jinja2 for users' own templates: an allow-list of what may be reached and called, and a meter on all that runs."""

from __future__ import annotations

import difflib
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing

from scorecard.report.pages.environment import SETTINGS
from scorecard.report.pages.sandbox.faults import Refused, listed
from scorecard.report.pages.sandbox.fields import field_names
from scorecard.report.pages.sandbox.loader import OwnFirst
from scorecard.report.pages.sandbox.meter import DIGITS, METER, Limits
from scorecard.report.pages.sandbox.trees import Payer
from scorecard.report.pages.sandbox.vocabulary import FUNCTIONS, METHODS, filters, shown, tests

OPERATORS = frozenset(("+", "-", "*", "/", "//", "%", "**"))
LARGEST_BASE, LARGEST_EXPONENT = 10**6, 64


def user_environment(folder: Path, limits: Limits | None = None) -> OwnTemplates:
    """The environment of the templates in a user's folder, over those of the program (docs/templates.md)."""
    return OwnTemplates(folder, limits or Limits())


class Absent(StrictUndefined):
    """What is not there, named by its name alone."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        super().__init__(str(name) if name is not None else hint, obj, name, exc)


class OwnTemplates(ImmutableSandboxedEnvironment):
    """Templates of a user's folder, and those of the program beneath them."""

    intercepted_binops = OPERATORS

    def __init__(self, folder: Path, limits: Limits) -> None:
        super().__init__(loader=OwnFirst(folder), undefined=Absent, finalize=shown, optimized=False, **SETTINGS)
        self.folder, self.limits = folder, limits
        self.globals.clear()
        self.globals.update(FUNCTIONS)
        self.filters.clear()
        self.filters.update(filters())
        self.tests.clear()
        self.tests.update(tests())

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        Payer(filename or name or "").visit(tree)
        return tree.set_environment(self)  # type: ignore[return-value]  # it returns itself

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of views, a loop's state, what a namespace or an imported template holds, harmless methods."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, tuple):
            return attr in field_names(type(obj))
        if isinstance(obj, TemplateModule | Namespace | LoopContext):
            return True
        return attr in field_names(type(obj)) or any(
            isinstance(obj, kind) and attr in METHODS[kind] for kind in METHODS
        )

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, recursive loops, the functions of the vocabulary, and methods that may be reached."""
        if isinstance(obj, Macro | LoopContext | BlockReference | Undefined):
            return True
        own = getattr(obj, "__self__", None)
        return obj in FUNCTIONS.values() or isinstance(own, str | dict | LoopContext)

    def wrap_str_format(self, value: Any) -> None:
        """``format`` is no method that a template may call."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse at once."""
        raise Refused("template-forbidden.attribute", name=str(attribute))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field; a key of a mapping goes before its methods."""
        if isinstance(obj, dict | MappingProxyType) and attribute in obj:
            return obj[attribute]
        if attribute in field_names(type(obj)):
            return getattr(obj, attribute)
        return self._known(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item, or the field of that name."""
        if isinstance(obj, type):
            raise Refused("template-forbidden.attribute", name=str(argument))
        return self._known(obj, argument, super().getitem(obj, argument))

    def _known(self, obj: Any, name: Any, found: Any) -> Any:
        known = field_names(type(obj)) if isinstance(found, Undefined) else ()
        if not known:
            return found
        of, near = type(obj).__name__, difflib.get_close_matches(str(name), sorted(known), 1)
        if near:
            raise Refused("template-undefined.near", of=of, name=str(name), near=near[0])
        raise Refused("template-undefined.field", of=of, name=str(name), known=listed(known))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - a call may name anything
        """Call what may be called, its arguments and its result paid for."""
        if not __self.is_safe_callable(__obj):
            raise Refused("template-forbidden.call", known=listed(FUNCTIONS))
        meter = METER.get()
        meter.pay(getattr(__obj, "__self__", None))
        given = [meter.pay(each) for each in args]
        named = {name: meter.pay(each) for name, each in kwargs.items()}
        meter.enter()
        try:
            return meter.pay(__context.call(__obj, *given, **named))
        finally:
            meter.leave()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers are reckoned with; texts and lists can be put together with ``+``."""
        for each in (left, right):
            if isinstance(each, Undefined):
                str(each)
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers and not _addable(operator, left, right):
            raise Refused("template-forbidden.operator", name=operator)
        if operator == "**" and (abs(left) > LARGEST_BASE or abs(right) > LARGEST_EXPONENT):
            raise Refused("template-endless.number", most=str(DIGITS))
        meter = METER.get()
        return meter.pay(super().call_binop(context, operator, meter.pay(left), meter.pay(right)))


def _addable(operator: str, left: Any, right: Any) -> bool:
    return operator == "+" and any(isinstance(left, kind) and isinstance(right, kind) for kind in (str, list))
