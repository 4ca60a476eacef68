"""What the operating system says, in both languages."""

from __future__ import annotations

import errno
import os

from scorecard.model.messages.system import reason


def test_a_common_refusal_of_the_system_is_told_in_both_languages() -> None:
    told = reason(PermissionError(errno.EACCES, os.strerror(errno.EACCES), "plan.yaml"))
    assert (told.text("en"), told.text("zh")) == ("Permission denied", "没有权限")


def test_of_anything_else_the_systems_own_text_is_shown() -> None:
    told = reason(OSError(errno.EXDEV, os.strerror(errno.EXDEV)))
    assert told.text("zh") == told.text("en") == "Invalid cross-device link"


def test_an_error_without_a_number_keeps_its_text() -> None:
    assert reason(OSError("the cable is out")).text("zh") == "the cable is out"


def test_a_text_of_ones_own_is_not_replaced_by_what_its_number_means() -> None:
    assert reason(OSError(errno.EEXIST, "not a run folder")).text("zh") == "not a run folder"
