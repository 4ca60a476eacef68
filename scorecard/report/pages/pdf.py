"""Pages as PDF/A-3 with tags, on several processes, by WeasyPrint (extra ``pdf``; outputs.md, Statements)."""

from __future__ import annotations

import atexit
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from scorecard.crew import crew, processors

VARIANT = "pdf/a-3u"
WAITING = 4
"""Pages that wait for each process: enough to keep it busy, few enough to hold in memory."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every PDF: the same page gives the same bytes."""
_LANGUAGE = "PANGO_LANGUAGE"
"""By which the text engine decides about letters that several languages draw differently; it looks once a process."""
FONT = "pylopdf_fonts_zh_cn"
"""The package with the static Chinese font: variable ones cost seconds a page."""
STYLE = """
@font-face { font-family: "Noto Sans SC"; src: url("font:NotoSansSC-Regular.otf"); }
html, body, svg text { font-family: "Noto Sans SC", sans-serif !important; }
@page { font-family: "Noto Sans SC"; }
@page { @bottom-left { font-family: "Noto Sans SC"; } @bottom-right { font-family: "Noto Sans SC"; } }
html:lang(en) { font-feature-settings: "pwid"; }
th, dt, caption, strong { color: #000 !important; }
.total th, .total td, tfoot th, tfoot td { font-size: 1.12em; }
.total th, .total td, tfoot th, tfoot td { border-top: .5mm solid #000; border-bottom: .2mm solid #000; }
summary { list-style: none; }
code { font-family: "Noto Sans SC", monospace; }
"""
"""It has no bold face: heads stand out by ink, totals by size and rules. ``pwid``: English quotes are narrow."""


class PdfMissingError(OSError):
    """What PDFs are made with is not there; ``kind`` is a key of the message catalogue."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Job(Struct, frozen=True):
    """One PDF to be made."""

    html: str
    target: Path
    attachment: bytes
    """What is attached, as JSON: the page's part of the result."""
    attached_as: str


def require_pdf() -> None:
    """Raises PdfMissingError, before any work is done, where PDFs cannot be made here."""
    if find_spec("weasyprint") is None or find_spec(FONT) is None:
        raise PdfMissingError("pdf-missing.extra")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # it prints its own advice
        found = _loaded()
    if not found:
        raise PdfMissingError("pdf-missing.libraries")


def _loaded() -> bool:
    """Whether the system's libraries are there, the one for parts of fonts too: without it bytes differ by machine."""
    try:
        from weasyprint.text.ffi import harfbuzz_subset
    except OSError:
        return False
    return harfbuzz_subset is not None


def write_pdfs(jobs: Iterable[Job], told: Callable[[int], None], processes: int | None = None) -> None:
    """Write every PDF; ``told`` is called with how many are done. Raises OSError."""
    workers = processes or processors()
    if workers == 1:
        for done, job in enumerate(jobs, 1):
            write_pdf(job)
            told(done)
        return
    # spawn: WeasyPrint's libraries are no friends of a fork
    with crew("spawn", workers, _look) as pool:
        for done, _ in enumerate(_kept_busy(pool, jobs, workers * WAITING), 1):
            told(done)


def _kept_busy(pool: ProcessPoolExecutor, jobs: Iterable[Job], most: int) -> Iterator[None]:
    """Hand over the jobs, at most so many at a time, and give a sign for each that is done."""
    waiting: set[Future[None]] = set()
    for job in jobs:
        waiting.add(pool.submit(write_pdf, job))
        if len(waiting) >= most:
            yield from _finished(waiting)
    while waiting:
        yield from _finished(waiting)


def _finished(waiting: set[Future[None]]) -> Iterator[None]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    waiting -= done
    for each in done:
        yield each.result()


def write_pdf(job: Job) -> None:
    """One page, in this process."""
    job.target.write_bytes(pdf_bytes(job.html, job.attachment, job.attached_as))


def pdf_bytes(html: str, attachment: bytes, attached_as: str) -> bytes:
    """The page as PDF/A-3; the same bytes for the same page."""
    from weasyprint import HTML, Attachment

    look = _look()
    dated = {"created": MADE, "modified": MADE}
    said = f"result.json, {attached_as.removesuffix('.json')}"
    attached = Attachment(string=attachment, name=attached_as, description=said, relationship="Source", **dated)
    content: bytes = HTML(string=html, url_fetcher=look.fetcher).write_pdf(
        finisher=_each_file_once,
        stylesheets=[look.style],
        font_config=look.fonts,
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        attachments=[attached],
    )
    return content


def _each_file_once(_: Any, pdf: Any) -> None:
    """WeasyPrint 70 lists every attached file twice among the document's files (/AF)."""
    listed = pdf.catalog["AF"]
    listed[:] = dict.fromkeys(listed)


class Look(Struct, frozen=True):
    """What every PDF of a process shares: WeasyPrint's own objects."""

    style: Any
    fonts: Any
    fetcher: Any


@cache
def _look() -> Look:
    """Style sheet and fonts, read once in each process, where the machine's language chooses no glyphs."""
    os.environ[_LANGUAGE] = "en"  # else LANGUAGE counts, and the same page has other bytes in another's hands
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_look.cache_clear)  # fonts cannot let go of their files while the interpreter falls apart
    fonts, fetcher = FontConfiguration(), _fetcher()
    return Look(CSS(string=STYLE, font_config=fonts, url_fetcher=fetcher), fonts, fetcher)


def _fetcher() -> Any:
    """Gives the font that came with the program, and nothing else from anywhere."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FontFetcher(URLFetcher):  # type: ignore[misc]  # it ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("font:"):
                raise ValueError(f"a page loads nothing: {url}")
            found = find_spec(FONT)
            assert found is not None and found.origin is not None
            content = (Path(found.origin).parent / url.removeprefix("font:")).read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": "font/otf"})

    return FontFetcher()
