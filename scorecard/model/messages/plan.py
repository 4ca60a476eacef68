"""Messages about the plan file (plan.md)."""

PLAN: dict[str, tuple[str, str]] = {}
