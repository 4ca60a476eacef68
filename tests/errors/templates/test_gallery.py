"""For each thing that is said about a user's own template, the smallest one that provokes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.model.messages import message
from scorecard.model.messages.templates import TEMPLATES
from scorecard.report.pages.sandbox.environment import user_environment
from scorecard.report.pages.sandbox.faults import TemplateFault
from scorecard.report.pages.sandbox.loader import LARGEST, originals
from scorecard.report.pages.sandbox.meter import Limits
from scorecard.report.pages.sandbox.rendering import rendered
from scorecard.report.pages.texts import texts
from tests.report.pages.views import SLIP

GALLERY: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("gallery.yaml").read_text("utf-8"))


def folder(case: dict[str, Any], home: Path) -> Path:
    """The user's folder as the case has it."""
    found = home / "mine"
    for name, text in {"slip.html": case.get("page", ""), **case.get("files", {})}.items():
        (found / name).parent.mkdir(parents=True, exist_ok=True)
        (found / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if "link" in case:
        (home / "outside").write_text("secret")
        (found / case["link"]).symlink_to(home / "outside")
    if "large" in case:
        (found / case["large"]).write_text("x" * (LARGEST + 1))
    return found


@pytest.mark.parametrize("case", GALLERY, ids=lambda case: f"{case['kind']}-{GALLERY.index(case)}")
def test_the_user_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    mine, language = folder(case, tmp_path), case.get("language", "en")
    environment = user_environment(mine, Limits(**case.get("limits", {})))
    with pytest.raises(TemplateFault) as fault:
        rendered(environment, "slip.html", s=SLIP, t=texts(language))
    problem = fault.value.problem
    told = f"{problem.place}: error[{problem.code}]: {message(problem, language)}"
    assert problem.kind == case["kind"]
    assert told == f"{mine}/{case['says'].replace('{originals}', ', '.join(originals()))}"


def test_everything_that_is_said_about_templates_stands_in_the_gallery() -> None:
    assert {case["kind"] for case in GALLERY} == set(TEMPLATES)
