"""The words of the pages that are made from the gallery, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words() -> dict[str, Any]:
    """words.yaml: page, groups, codes, phrases."""
    return dict(yaml.load(Path(__file__).with_name("words.yaml").read_text("utf-8"), yaml.BaseLoader))


def say(key: str, language: str, **what: str) -> str:
    """What the pages themselves say."""
    return str(words()["page"][key][language]).format_map(what)


def phrase(said: str, language: str) -> str:
    """What a case gives or meets."""
    return said if language == "en" else str(words()["phrases"][said])
