"""`recount decide` and `recount decisions`, as a reviewer calls them one after the other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recount.cli import main

Call = Callable[..., str]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str, folder: Path) -> Call:
    """Calls the command on a casebook of two reports and gives what it prints."""

    def calling(*arguments: str | Path, status: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["recount", *map(str, arguments), "--casebook", place])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert left.value.code == status, said.err
        return said.out if status == 0 else said.err

    monkeypatch.setenv("RECOUNT_REVIEWER", "Mina")
    calling("new")
    calling("add", folder)
    return calling


def test_a_figure_from_acceptance_to_undoing(call: Call) -> None:
    def data(*arguments: str) -> Any:
        return json.loads(call(*arguments, "--json"))

    (made,) = data("decide", "accept", "a#c1", "--standard", "reasonable_grounds")
    number = f"decision:{made['decision']}"
    assert (made["ruling"], made["on"]) == ("accept", "a#c1")
    assert "another reviewer has to agree" in call("decide", "agree", number, status=2)
    assert number[9:] in call("decide", "agree", number, "--reviewer", "Omar")
    (event,) = {one["event"] for one in data("events") if "a" in one["doc_ids"]}
    assert [one["reviewers"] for one in data("show", event)["confirmed"]] == [2]
    assert "confirmed by two reviewers, on reasonable grounds" in " ".join(call("show", event).split())
    assert "agreed: Omar" in call("decisions")
    call("decide", "undo", number, "--reason", "the wrong report")
    assert data("show", event)["confirmed"] == []
    assert [row["state"] for row in data("decisions", "a#c1")] == ["undone", "", ""]


def test_an_edit_shows_what_it_would_be_without(call: Call) -> None:
    assert "--reason" in call("decide", "edit", "a#c1", "--set", "figure=14", status=2)
    assert "the fields are" in call("decide", "edit", "a#c1", "--set", "colour=red", "--reason", "x", status=2)
    assert "write --set field=value" in call("decide", "edit", "a#c1", "--set", "low", "--reason", "x", status=2)
    call("decide", "edit", "a#c1", "--set", "figure=14", "--reason", "a slip")
    (event,) = {one["event"] for one in json.loads(call("events", "--json")) if "a" in one["doc_ids"]}
    assert "without the decisions" in " ".join(call("show", event).split())
    assert "low 12 → 14" in call("decisions", event)
    assert "No decision needs another look" in call("decisions", "--look")


def test_many_at_once_are_kept_all_or_none(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "rulings.jsonl"
    rows = [
        {"ruling": "accept", "on": ["a#c1", "b#c1"], "reviewer": "Omar"},
        {"ruling": "edit", "on": "a#c1", "set": {"status": "civilian", "place": None}, "reason": "the list"},
        {"ruling": "bless", "on": "a#c1"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert "rulings.jsonl line 3" in call("decide", "--from", file, status=2)
    assert "Nothing was decided yet" in call("decisions")
    file.write_text("\n".join(map(json.dumps, rows[:2])), encoding="utf-8")
    assert len(call("decide", "--from", file).splitlines()) == 3
    reviewers = [row["decision"]["reviewer"] for row in json.loads(call("decisions", "--json"))]
    assert reviewers == ["Omar", "Omar", "Mina"]
    assert call("verify").startswith("All is as it was kept")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "is no JSON"),
        ("[]", "does not have these keys"),
        ('{"ruling": "accept"}', "does not have these keys"),
        ('{"ruling": "accept", "on": 3}', "is no name and no list of names"),
        ('{"ruling": "accept", "on": "a#c1", "reason": 3}', "has a value of another kind"),
        ('{"ruling": "accept", "on": "a#c9"}', "was not read in its report"),
    ],
)
def test_a_line_that_is_no_ruling_is_named(call: Call, tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "x.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    said = call("decide", "--from", tmp_path / "x.jsonl", status=2)
    assert "x.jsonl line 2" in said
    assert wrong in said


def test_what_to_decide_has_to_be_said(call: Call, tmp_path: Path) -> None:
    assert "give RULING and SUBJECT, or --from FILE" in call("decide", status=2)
    assert "cannot be read" in call("decide", "--from", tmp_path / "none.jsonl", status=1)
