"""(f) Reading behind the guard against the bare reader, and what a file costs that unpacks to 500 MB of nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

BOMB_BYTES = 500 * 10**6


def readers(books: Sequence[Path]) -> tuple[Callable[[], int], Callable[[], int], Callable[[], int]]:
    """The product's reader of many files; of one after the other; the bare one. Each says how many rows there were."""
    from scorecard.read.files import named, read_books
    from scorecard.read.formats.workbook import workbook_grids

    names = frozenset({"teams", "stages", "owners", "members", "pools", "targets", "actuals"})
    contents = [path.read_bytes() for path in books]

    def guarded() -> int:
        return sum(len(grid.rows) for book in read_books(named(books, names), names) for grid in book.grids)

    def one_by_one() -> int:
        return sum(len(grid.rows) for data in contents for grid in workbook_grids("book", data, lambda _: True))

    def bare() -> int:
        from python_calamine import CalamineWorkbook

        rows = 0
        for data in contents:
            with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
                rows += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
        return rows

    return guarded, one_by_one, bare


def check_of_bomb(plan: Path, book: Path, folder: Path) -> str:
    """Seconds and peak of ``scorecard check``; a small process starts it, since a child's peak is never below that of
    the one that starts it.
    """
    path = folder / "bomb.xlsx"
    said = [sys.executable, __file__, str(plan), str(book), str(path)]
    return subprocess.run(said, check=True, capture_output=True, text=True).stdout.strip()


def bomb(path: Path, book: Path) -> None:
    """A workbook like the given one whose first sheet unpacks to 500 MB of spaces."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(BOMB_BYTES // 10**6):
                part.write(b" " * 10**6)


def main() -> None:
    plan, book, path = sys.argv[1:]
    bomb(Path(path), Path(book))
    begin = time.perf_counter()
    command = (sys.executable, "-c", "from scorecard.__main__ import main; main()", "check", plan, path)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        told = child.stderr.read() if child.stderr else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 1 or "error[workbook-too-large]" not in told:
        raise SystemExit(f"the bomb was not refused: {told}")
    seconds, peak = time.perf_counter() - begin, usage.ru_maxrss / 2**10
    print(f"{seconds:16.2f} s, peak memory {peak:,.0f} MiB   (at most 2 s, 200 MiB)")


if __name__ == "__main__":
    main()
