"""`recount extract`: explained on a terminal, and with a language model in the grammar's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import recount

TEXT = (
    "At least 12 people, including two children, were killed in Aleppo on Sunday, the Syrian Observatory for Human "
    "Rights said. “We found them in their home,” said its director, Rami Haddad. Among the dead was Samir Nour, 17."
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_explain_shows_what_led_to_each_field_at_80_columns(report: Path) -> None:
    shown = recount("extract", report, "--explain").stdout
    assert max(len(line) for line in shown.splitlines()) <= 80
    for words in (
        "c1  At least 12, killed · current · confidence 0.",
        "[At least 12]",
        "“on Sunday”",
        "part of",
        "Samir Nour",
    ):
        assert words in shown
    flat = " ".join(shown.split())
    assert "“We found them in their home,”" in flat


def test_explain_shows_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Monitors \x9b31msaid 12 [bold]people[/bold] were killed in Aleppo.", encoding="utf-8")
    shown = recount("extract", file, "--explain").stdout
    assert "\x9b" not in shown
    assert "[bold]people[/bold]" in shown, "words of a report are never markup"


def test_explain_and_json_lines_are_one_or_the_other(report: Path) -> None:
    assert "choose one" in recount("extract", report, "--explain", "--format", "jsonl", status=2).stderr


def test_a_model_needs_its_address_and_its_name(report: Path) -> None:
    assert "give both" in recount("extract", report, "--model", "small", status=2).stderr


def test_a_model_that_does_not_answer_costs_the_reports_and_says_so(report: Path) -> None:
    done = recount("extract", report, "--model", "small", "--model-url", "http://127.0.0.1:9/v1", status=1)
    assert "no answer" in done.stderr
    assert "see that the server runs" in done.stderr
    assert "Aleppo" not in done.stderr
