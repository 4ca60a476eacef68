"""Write the sample workbooks: ``python samples/generator [folder]``. The same cells every time."""

from __future__ import annotations

import sys
from pathlib import Path

import growth_sales
import workbooks

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    workbooks.write_all(folder / "key-accounts")
    growth_sales.write_all(folder / "growth-sales")
