"""File names from keys are safe and never alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.report.pages.names import file_names


@pytest.mark.parametrize("key", ["T01", "华东-1", "a_b.c", "NA", "E001"])
def test_a_harmless_key_is_its_own_name(key: str) -> None:
    assert file_names([(key,)]) == [key]


@pytest.mark.parametrize(
    "key",
    [
        "../../x",
        "..",
        ".",
        "",
        "a/b",
        "a\\b",
        "con",
        "NUL.txt",
        "a b",
        "x\0y",
        "a:b",
        "a\u202eb",
        "=1",
        "-x",
        ".x",
        "x.",
    ],
)
def test_a_dangerous_key_gets_a_safe_name_with_a_mark(key: str) -> None:
    (name,) = file_names([(key,)])
    assert name != key
    assert not set(name) & set('<>:"/\\|?*\0 ') and ".." not in name and not name.startswith((".", "-"))
    assert name.split(".")[0].casefold() not in {"con", "nul"}


def test_keys_that_differ_in_case_alone_are_kept_apart() -> None:
    names = file_names([("t1",), ("T1",), ("T2",)])
    assert names[2] == "T2"
    assert len({name.casefold() for name in names}) == 3


def test_keys_joined_to_one_name_are_kept_apart() -> None:
    assert len(set(file_names([("T-1", "E"), ("T", "1-E")]))) == 2


@given(st.lists(st.tuples(st.text(max_size=80)), unique=True, max_size=20))
def test_no_two_names_are_alike_on_any_system(keys: list[tuple[str, ...]]) -> None:
    names = file_names(keys)
    assert len({name.casefold() for name in names}) == len(keys)
    assert all(0 < len(name.encode()) <= 250 for name in names)
