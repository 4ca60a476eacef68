"""A flipped bit is never a silent misread: the file is refused, or every cell is as it was."""

from __future__ import annotations

from collections import Counter

from tests.hostile.flips import file_flips, sample_part_flips


def test_flips_in_the_file_are_refused_or_change_nothing() -> None:
    found = list(file_flips(400, seed=6))
    assert [flip for flip in found if "MISREAD" in flip.outcome] == []
    assert Counter(flip.outcome for flip in found)["workbook-damaged"] > 100


def test_flips_in_the_unpacked_parts_are_refused_or_both_readers_agree() -> None:
    found = list(sample_part_flips(300, seed=6))
    assert [flip for flip in found if "MISREAD" in flip.outcome] == []
    assert len({flip.outcome for flip in found} & {"same", "agreed", "workbook-damaged"}) == 3
