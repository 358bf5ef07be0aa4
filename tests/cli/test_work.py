"""How far a command has come, as a terminal shows it."""

from __future__ import annotations

import io
import sys

import pytest

from recount.cli.work import progress_shown


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("total", "shown"), [(0, "3/?"), (7, "3/7")], ids=["of how many is not known", "of seven"])
def test_progress_says_of_how_many_only_where_it_is_known(
    total: int, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress_shown() as progress:
        progress("erase", 3, total)
    assert shown in terminal.getvalue()
    assert "/100" not in terminal.getvalue()


def test_nothing_is_shown_until_something_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress_shown():
        pass
    assert not terminal.getvalue()


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", piped := io.StringIO())
    with progress_shown() as progress:
        progress("erase", 3, 7)
    assert not piped.getvalue()
