"""The commands of a kept casebook, on both stores, as a person calls them one after the other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recount.casebook import StoredCasebook
from recount.cli import main
from recount.extraction.grammar import GRAMMAR
from recount.model import Decision, Extraction, Report, Subject

from .running import recount

Call = Callable[..., str]
FILES = ("decisions", "ledgers", "links", "originals", "readings", "remarks", "reports", "tombstones")


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command in this process and gives what it prints; its exit status must be `status`."""

    def calling(*arguments: str | Path, status: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["recount", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert left.value.code == status, said.err
        return said.out if status in (0, 3) else said.out + said.err

    return calling


def test_a_casebook_from_new_to_verify(call: Call, place: str, folder: Path, tmp_path: Path) -> None:
    def data(*arguments: str | Path, status: int = 0) -> Any:
        return json.loads(call(*arguments, "--casebook", place, "--json", status=status))

    def said(*arguments: str | Path, status: int = 0) -> str:
        return call(*arguments, "--casebook", place, status=status)

    assert "A new casebook" in said("new")
    assert "is a casebook already" in said("new", status=1)
    assert data("add", folder)["new"] == 2
    assert "0 new of 2 read; the casebook holds 2 reports" in said("add", folder)
    assert data("status")["counts"]["reports"] == 2
    assert "Reports:   2" in said("status")
    (event,) = data("events")
    assert event["doc_ids"] == ["a", "b"]
    assert event["event"][:8] in said("events")
    assert data("show", event["event"][:4])["event"]["id"] == event["event"]
    assert "Aleppo" in said("show", event["event"])
    assert "is not there" in said("show", "zzz", status=2)
    assert [row["id"] for row in data("search", "monitors")["reports"]] == ["b"]
    assert "2 reports, 1 of them above" in said("search", "Aleppo", "--limit", "1")
    assert data("dossier", "-o", tmp_path / "kept")["events"] == [event["event"]]
    assert "dossier.html" in said("dossier", event["event"], "-o", tmp_path / "one")
    assert sorted(data("export", "-o", tmp_path / "out")["files"]) == sorted(f"{name}.jsonl" for name in FILES)
    assert data("verify") == {"sound": True, "faults": []}
    assert "All is as it was kept" in call("verify", tmp_path / "out")
    (tmp_path / "out" / "reports.jsonl").write_bytes(b"")
    assert "reports.jsonl: was changed" in call("verify", tmp_path / "out", status=1)
    call("build", folder, "-o", tmp_path / "built")
    for file in (tmp_path / "built").iterdir():
        assert file.read_bytes() == (tmp_path / "kept" / file.name).read_bytes(), file.name


def test_what_cannot_be_added_is_told_and_the_rest_is_kept(call: Call, tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "a.casebook"
    call("new", "--casebook", place)
    (folder / "empty.txt").touch()
    told = json.loads(call("add", folder, "--casebook", place, "--json", status=3))
    assert [aside["input"] for aside in told["set_aside"]] == ["empty.txt"]
    assert told["reports"] == 2
    assert "0 new of 0 read" in call("add", folder / "empty.txt", "--casebook", place, status=1)


def test_the_casebook_may_be_named_by_the_environment(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "the casebook: is not named; give --casebook PATH, or set RECOUNT_CASEBOOK" in call("status", status=2)
    monkeypatch.setenv("RECOUNT_CASEBOOK", str(tmp_path / "a.casebook"))
    assert "is not there; make a casebook with recount new" in call("status", status=1)
    call("new")
    assert "Reports:   0" in call("status")
    assert "no report" in call("dossier", "-o", tmp_path / "out", status=1)
    assert "fits" not in call("show", "", status=2)


def test_events_of_paths_need_no_casebook(call: Call, folder: Path) -> None:
    (event,) = json.loads(call("events", folder, "--json"))
    assert event["doc_ids"] == ["a", "b"]


def test_a_casebook_in_a_process_of_its_own(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.casebook"
    recount("new", "--casebook", place)
    recount("add", folder, "--casebook", place)
    assert "2 reports" in recount("search", "killed", "--casebook", place).stdout
    assert oct(place.stat().st_mode & 0o777) == "0o600", "a casebook is its owner's alone"


def test_checkpoints_and_keys(call: Call, place: str, folder: Path, tmp_path: Path) -> None:
    def said(*arguments: str | Path, status: int = 0) -> str:
        return call(*arguments, "--casebook", place, status=status)

    key, point = tmp_path / "desk.key", tmp_path / "monday.checkpoint"
    said("new")
    said("add", folder)
    assert json.loads(call("key", "-o", key, "--json"))["public"] == f"{key}.pub"
    assert "is there already" in call("key", "-o", key, status=1)
    assert "Entry 3 of the log" in said("checkpoint", "-o", point, "--sign", key)
    assert json.loads(said("checkpoint", "--json"))["number"] == 3
    said("add", folder / "reports.csv", status=1)
    assert "All is as it was kept" in said("verify", "--checkpoint", point, "--key", f"{key}.pub")
    said("export", "-o", tmp_path / "out")
    assert "All is as it was kept" in call("verify", tmp_path / "out", "--checkpoint", point, "--key", f"{key}.pub")
    assert "was given without a checkpoint" in said("verify", "--key", f"{key}.pub", status=2)
    point.write_bytes(point.read_bytes().replace(b'"reports":2', b'"reports":3'))
    told = json.loads(said("verify", "--checkpoint", point, "--json", status=1))
    assert {fault["what"] for fault in told["faults"]} == {"the checkpoint"}
    assert len(told["faults"]) == 2, "the signature, and the count"


def test_erasing_moving_and_compacting(call: Call, make_place: Callable[[], str], folder: Path, tmp_path: Path) -> None:
    place, other = make_place(), make_place()

    def said(*arguments: str | Path, status: int = 0, at: str = place) -> str:
        return call(*arguments, "--casebook", at, status=status)

    said("new")
    said("new", at=other)
    said("add", folder)
    assert "is not there" in said("erase", "report", "none", "--reason", "safety", "--yes", status=2)
    assert json.loads(said("erase", "report", "b", "--reason", "safety", "--yes", "--json"))["reports"] == 1
    assert "Nothing of that is there" in said("erase", "reviewer", "Nobody", "--reason", "consent", "--yes")
    assert "is no number" in said("erase", "decision", "b", "--reason", "court", "--yes", status=2)
    assert "more than one name" in said("erase", "reviewer", "M.", "Saleh", "--reason", "court", "--yes", status=2)
    assert "0 reports." in said("search", "monitors")
    assert "0 new of 1 read; the casebook holds 1 reports" in said("add", folder, status=3)
    said("export", "-o", tmp_path / "out")
    assert "1 new of 1 reports, 0 new of 0 decisions" in said("import", tmp_path / "out", at=other)
    assert json.loads(said("import", tmp_path / "out", "--json", at=other))["reports"] == 0
    assert "0 new of 1 read" in said("add", folder, status=3, at=other)
    assert "1 new of 2 read" in said("add", folder, "--again")
    assert "bytes before" in said("compact")
    assert set(json.loads(said("compact", "--json"))) == {"before", "after"}
    assert "All is as it was kept" in said("verify")
    assert "holds no manifest.json" in said("import", folder, status=1)


def test_erasing_asks_first(place: str, folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    call("new", "--casebook", place)
    call("add", folder, "--casebook", place)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    call("erase", "report", "a", "--reason", "mistake", "--casebook", place, status=130)
    assert "Reports:   2" in call("status", "--casebook", place)


def test_a_casebook_as_it_was(call: Call, place: str, folder: Path, tmp_path: Path) -> None:
    def data(*arguments: str | Path, status: int = 0) -> Any:
        return json.loads(call(*arguments, "--casebook", place, "--json", status=status))

    call("new", "--casebook", place)
    call("add", folder / "a.txt", "--casebook", place)
    then = data("status")["last"]["entry"]
    events, ledger = data("events"), data("show", data("events")[0]["event"])
    call("add", folder, "--casebook", place)
    assert data("events") != events
    asked = ("--as-of", f"#{then}")
    assert data("events", *asked) == events
    assert data("show", events[0]["event"], *asked) == ledger
    assert data("search", "killed", *asked)["count"] == 1
    assert data("status", *asked)["counts"]["reports"] == 1
    assert data("status", *asked)["last"]["entry"] == then
    assert data("export", "-o", tmp_path / "out", *asked)["files"]
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["as_of"] == then
    assert "All is as it was kept" in call("verify", tmp_path / "out")
    assert data("dossier", "-o", tmp_path / "kept", *asked)["events"] == [events[0]["event"]]
    assert f"entry {then} of the log" in (tmp_path / "kept" / "dossier.html").read_text(encoding="utf-8")
    assert data("why", events[0]["event"], *asked)[0]["event"] == events[0]["event"]
    assert "1 report" not in call("why", "--casebook", place)
    assert "stands where only an ID may" in call("why", "out", "e3k7", "--casebook", place, status=2)
    assert "is missing; give a ledger.json" in call("why", status=2)
    assert "is no time; give a day" in call("events", "--casebook", place, "--as-of", "noon", status=2)
    assert "leave one out" in call("events", folder, "--as-of", "2026-01-01", status=2)


def test_what_a_newer_version_reads_otherwise(call: Call, place: str, folder: Path) -> None:
    def data(*arguments: str | Path, status: int = 0) -> Any:
        return json.loads(call(*arguments, "--casebook", place, "--json", status=status))

    (folder / "reports.csv").unlink()
    with StoredCasebook.new(place, Older()) as stored:
        stored.add([folder])
        subject = Subject(kind="report", id="gone", report="0" * 64)
        stored.decide(Decision(ruling="redact", subject=subject, reviewer="R", reason="so"))
        then = stored.last()
    assert then is not None
    assert "knows of no re-reading" in call("diff", "--casebook", place, status=2)
    told = call("events", "--casebook", place, status=0)
    again = data("reread")
    assert (again["read"], again["again"], again["before"], again["set_aside"]) == (0, 0, 2, []), told
    names = [f"{one['extractor']} {one['version']}".rstrip() for one in data("status")["versions"]]
    assert names == ["grammar 0", again["version"]]
    found = data("diff")["difference"]
    assert found["counts"]["claims"] == {"same": 1, "came": 1, "went": 0, "changed": 0}
    assert found["claims"][0]["report"] == "b"
    assert data("diff", f"#{then.number}")["difference"] == found
    assert data("diff", "grammar 0", names[1])["difference"] == found
    assert data("diff", f"#{then.number}", f"#{then.number}")["difference"]["claims"] == []
    assert "  … and 1 more" in call("diff", "--casebook", place, "--limit", "0").splitlines()
    lines = call("diff", "--casebook", place, "--limit", "1").splitlines()
    assert "Claims      1 came, 0 went, 0 changed, 1 the same" in lines
    assert "  + b: “15” killed" in lines
    assert "Decisions   1 to look at again, 0 needless, 0 that hold" in lines
    assert f"  ! decision {then.number}: redact report gone" in lines
    assert "      its report is not here, or was not read; it is not applied, as before" in lines
    assert max(map(len, lines)) <= 80
    assert "… and" not in call("diff", "--casebook", place, "--all")
    assert [row["decision"]["number"] for row in data("decisions")] == [then.number]
    assert data("decisions", "--as-of", f"#{then.number - 1}") == []
    assert "fits 2 versions" in call("diff", "grammar", "--casebook", place, status=2)
    assert "is neither a moment nor a version" in call("diff", "\x1b[31m", "--casebook", place, status=2)


def test_reading_again_is_told_on_standard_error(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with StoredCasebook.new(place, Older()) as stored:
        stored.add([folder])
    for told in ("reading 2 reports again", ""):
        monkeypatch.setattr(sys, "argv", ["recount", "events", "--casebook", place])
        with pytest.raises(SystemExit):
            main()
        said = capsys.readouterr()
        assert said.err.startswith(told)
        assert bool(said.err) == bool(told)
        assert "reading" not in said.out


def test_nothing_in_a_report_reaches_the_terminal_as_it_is(call: Call, tmp_path: Path) -> None:
    place, odd = tmp_path / "a.casebook", tmp_path / "b[red].txt"
    odd.write_text(
        f"[bold]\x1b[31m\u202e{'word ' * 40}In Homs 15 people were killed\x07 by\x9b [/] fire, he said.", "utf-8"
    )
    with StoredCasebook.new(place, Older()) as stored:
        stored.add([odd])
    said = call("diff", "#1", "--casebook", place) + call("diff", "grammar 0", "--casebook", place)
    assert "b[red]" in said
    assert all(char.isprintable() or char == "\n" for char in said)
    assert max(map(len, said.splitlines())) <= 80


class Older:
    """An earlier version of the grammar, which saw nothing in the report b."""

    name = "grammar 0"

    def extract(self, report: Report) -> Extraction:
        """What the grammar takes, of other reports."""
        return GRAMMAR.extract(report) if report.id[:1] != "b" else Extraction(report=report.id, extractor=self.name)
