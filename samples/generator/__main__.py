"""Write the sample workbooks: ``python samples/generator [folder]``. The same cells every time."""

from __future__ import annotations

import sys
from pathlib import Path

from workbooks import write_all

if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "key-accounts")
