"""How long the texts are that many cells of an .xls share ([MS-XLS] 2.4.265)."""

from __future__ import annotations

from collections.abc import Sequence

_TEXTS, _CONTINUED = 0x00FC, 0x003C
_WIDE, _EXTENDED, _RICH = 1, 4, 8


def text_lengths(records: Sequence[tuple[int, int, bytes]]) -> list[int]:
    """The letters of each shared text; empty where there are none. Raises IndexError where the list is damaged."""
    for index, (kind, _, record) in enumerate(records):
        if kind == _TEXTS:
            pieces = [record[8:]]
            for following, _, further in records[index + 1 :]:
                if following != _CONTINUED:
                    break
                pieces.append(further)
            return _Reader(pieces).lengths(int.from_bytes(record[4:8], "little"))
    return []


class _Reader:
    """A list of texts that goes on over several records; within a text each of them says anew how wide letters are."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = self._at = 0

    def lengths(self, count: int) -> list[int]:
        found = []
        for _ in range(count):
            if not self._goes_on():
                break
            found.append(self._read_text())
        return found

    def _goes_on(self) -> bool:
        while self._piece < len(self._pieces) and self._at >= len(self._pieces[self._piece]):
            self._piece, self._at = self._piece + 1, 0
        return self._piece < len(self._pieces)

    def _number(self, size: int) -> int:
        """A number, which stands in one record."""
        self._goes_on()
        at, self._at = self._at, self._at + size
        return int.from_bytes(self._pieces[self._piece][at : at + size], "little")

    def _read_text(self) -> int:
        letters, flags = self._number(2), self._number(1)
        rich = self._number(2) if flags & _RICH else 0
        extended = self._number(4) if flags & _EXTENDED else 0
        left = letters
        while left:
            width = 2 if flags & _WIDE else 1
            here = min(left, (len(self._pieces[self._piece]) - self._at) // width)
            self._at, left = self._at + here * width, left - here
            if left:
                self._piece, self._at = self._piece + 1, 0
                flags = self._number(1)
        self._pass_over(4 * rich + extended)
        return letters

    def _pass_over(self, size: int) -> None:
        while size and self._goes_on():
            here = min(size, len(self._pieces[self._piece]) - self._at)
            self._at, size = self._at + here, size - here
