"""Where openpyxl and the product's reader tell different things of one cell, each with the reason why that is right.

The list is closed: a difference that none of these explains fails the test, and so does one that no longer occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.hostile.second_reader import Difference

KNOWN: Mapping[str, Callable[[Difference], bool]] = {}
