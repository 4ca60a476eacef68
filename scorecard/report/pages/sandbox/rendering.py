"""A page from a user's template, or the one problem that stopped it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from scorecard.model.problems import FilePlace, Problem
from scorecard.report.pages.environment import templates_folder
from scorecard.report.pages.sandbox.environment import OwnTemplates, user_environment
from scorecard.report.pages.sandbox.faults import Refused, TemplateFault, listed, start_of
from scorecard.report.pages.sandbox.loader import originals
from scorecard.report.pages.sandbox.meter import METER, Meter

LONGEST_REASON = 200
CHECKED = (".html", ".css")
"""Files that are looked at before any page is made."""
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
"""What differs from run to run in Python's names of things."""


def rendered(environment: OwnTemplates, name: str, **context: object) -> str:
    """The page that the template gives; raises TemplateFault with the problem that stopped it."""
    with _told(environment, name):
        page = "".join(environment.get_template(name).generate(context))
        page.encode()  # half a character, which a template can spell, cannot be written
        return page


def template_problems(environment: OwnTemplates) -> tuple[Problem, ...]:
    """What is wrong with the templates of the folder as they are written, before any page is made."""
    files = [path.relative_to(environment.folder) for path in environment.folder.rglob("*") if path.suffix in CHECKED]
    names = sorted(path.as_posix() for path in files if not any(part.startswith(".") for part in path.parts))
    return tuple(problem for name in names for problem in _problems(environment, name))


def require_templates(folder: Path) -> None:
    """Raises TemplateFault with all that ``template_problems`` finds in the folder."""
    found = template_problems(user_environment(folder))
    if found:
        raise TemplateFault(*found)


def _problems(environment: OwnTemplates, name: str) -> Iterator[Problem]:
    try:
        with _told(environment, name):
            environment.get_template(name)
    except TemplateFault as fault:
        yield fault.problem


@contextmanager
def _told(environment: OwnTemplates, name: str) -> Iterator[None]:
    """With a new meter; whatever fails becomes a TemplateFault."""
    before = METER.set(Meter(environment.limits))
    try:
        yield
    except Exception as found:  # whatever a template can bring about is the template's fault
        raise TemplateFault(_problem(environment, name, found)) from found
    finally:
        METER.reset(before)


def _problem(environment: OwnTemplates, name: str, found: Exception) -> Problem:
    place = _running(environment.folder, found) or start_of(environment.folder / name)
    match found:
        case Refused():
            return Problem(found.kind, found.texts, found.place or place)
        case TemplateSyntaxError():
            return Problem("template-syntax", {"reason": _brief(found.message or "")}, _written(found, place))
        case TemplateNotFound():
            return Problem("template-missing", {"name": _brief(str(found.name)), "known": listed(originals())}, place)
        case UndefinedError():
            return Problem("template-undefined", {"name": _brief(str(found))}, place)
        case RecursionError():
            return Problem("template-endless.depth", {}, place)
        case SyntaxError() | MemoryError():
            return Problem("template-syntax", {"reason": _brief(found.args[0] if found.args else "")}, place)
    return Problem("template-error", {"reason": _brief(str(found) or type(found).__name__)}, place)


def _written(found: TemplateSyntaxError, place: FilePlace) -> FilePlace:
    return FilePlace(found.filename, found.lineno, 1) if found.filename else place


def _running(folder: Path, found: Exception) -> FilePlace | None:
    """The innermost line of a template that was running: of the user's own if there is one, else of ours.

    Of a recursion it is the line that recurs: how deep Python gets depends on where it started.
    """
    places = [FilePlace(frame.f_code.co_filename, line, 1) for frame, line in walk_tb(found.__traceback__)]
    for home in (folder, templates_folder()):
        inside = [place for place in places if Path(place.file).is_relative_to(home)]
        if inside:
            return max(inside, key=inside.count) if isinstance(found, RecursionError) else inside[-1]
    return None


def _brief(reason: str) -> str:
    text = " ".join(ADDRESS.sub("", reason).split())
    return text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + "…"
