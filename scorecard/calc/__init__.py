"""Pure calculation: tables in, tables out; one step a module, in the order of calculation.md."""

from scorecard.calc.pipeline import calculate

__all__ = ["calculate"]
