"""Messages of the calculation (calculation.md)."""

CALCULATION: dict[str, tuple[str, str]] = {}
