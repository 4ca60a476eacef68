"""What a thing is called, in the languages the plan knows."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Title(Struct, frozen=True):
    """What a thing is called: a text for every language, or one text for each."""

    id: str
    texts: Mapping[str, str] = field(default_factory=dict)
    """Language to text; the key ``""`` is a plain title without a language."""

    def text(self, language: str) -> str:
        """The title in that language; else the plain one, else the first there is, else the id."""
        if not self.texts:
            return self.id
        for key in (language, ""):
            if key in self.texts:
                return self.texts[key]
        return next(iter(self.texts.values()))
