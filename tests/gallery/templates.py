"""Cases of a user's own template: ``page`` is slip.html in the user's folder, ``files`` lie beside it.

A limit (``limits``) is lowered where that makes the case small; ``link`` leads out of the folder; ``large`` is a file
that is too large.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.report.pages.sandbox.environment import user_environment
from scorecard.report.pages.sandbox.faults import TemplateFault
from scorecard.report.pages.sandbox.loader import LARGEST
from scorecard.report.pages.sandbox.meter import Limits
from scorecard.report.pages.sandbox.rendering import rendered
from scorecard.report.pages.texts import texts
from tests.gallery.cases import LANGUAGES, Case
from tests.gallery.lines import lines
from tests.report.pages.views import SLIP


def told(case: Case, folder: Path) -> dict[str, list[str]]:
    """What is said of the template when a member's slip is made from it, in each language."""
    mine = users_folder(case, folder)
    return {language: _told(case, mine, language) for language in LANGUAGES}


def _told(case: Case, mine: Path, language: str) -> list[str]:
    environment = user_environment(mine, Limits(**case.get("limits", {})))
    with pytest.raises(TemplateFault) as fault:
        rendered(environment, "slip.html", s=SLIP, t=texts(language))
    return lines([fault.value.problem], mine)[language]


def users_folder(case: Case, home: Path) -> Path:
    """The user's folder as the case has it."""
    mine = home / "mine"
    for name, text in {"slip.html": case.get("page", ""), **case.get("files", {})}.items():
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if case.get("link"):
        (home / "outside").write_text("secret")
        (mine / case.get("link")).symlink_to(home / "outside")
    if case.get("large"):
        (mine / case.get("large")).write_text("x" * (LARGEST + 1))
    return mine
