"""Messages about workbooks (inputs.md)."""

READING: dict[str, tuple[str, str]] = {}
