"""`recount why`: on a terminal's 80 columns, piped, as data, and on what is no ledger."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from recount.model import Dossier, Ledger, from_json

from .running import recount

FIXTURE = Path(__file__).parent.parent / "reckoning" / "cases" / "replayed.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's dossier."""
    out = tmp_path_factory.mktemp("why") / "out"
    recount("demo", "-o", out)
    return out


@pytest.fixture(scope="module")
def ledger(built: Path) -> Ledger:
    return from_json((built / "ledger.json").read_bytes(), Dossier).ledgers[0]


@pytest.fixture
def chained(tmp_path: Path) -> Path:
    """A ledger with chains of bounds, contradictions and what stands beside an estimate."""
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps({"recount": "1", **json.loads(FIXTURE.read_text(encoding="utf-8"))}), encoding="utf-8")
    return file


def flat(text: str) -> str:
    return " ".join(text.split())


def test_without_an_id_it_lists_what_can_be_asked_about(built: Path, ledger: Ledger) -> None:
    shown = recount("why", built).stdout
    lines = shown.splitlines()
    ids = [e.id for e in ledger.estimates] + [b.id for b in ledger.bounds] + [r.id for r in ledger.relations]
    for some_id in (*ids, *(t.id for t in ledger.tolls), *(q.id for q in ledger.questions)):
        assert sum(line.split()[:1] == [some_id] for line in lines) == 1
    assert max(map(len, lines)) <= 80
    assert lines.index("Estimates") < lines.index("Relations") < lines.index("Figures")
    assert recount("why", built / "ledger.json").stdout == shown


def test_an_estimate_leads_down_to_the_words(built: Path, ledger: Ledger) -> None:
    estimate = next(e for e in ledger.estimates if e.policy == "range_all" and e.low is not None)
    shown = recount("why", built, estimate.id).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in shown.splitlines())
    snapshot = next(s for series in ledger.series for s in series.snapshots if s.id == estimate.used[0])
    words = flat(shown)
    assert f"[{snapshot.words}]" in words
    assert snapshot.claims[0] in words
    assert "characters" in words
    assert "Attributed to “" in words
    assert flat(estimate.why.says) in words


def test_steps_chains_and_what_was_said_above(chained: Path) -> None:
    bound = recount("why", chained, "b13").stdout
    for words in ("1. The lower end: at least 600  b13", "at most 973: the upper end of", "2.1. The upper end: Killed"):
        assert words in bound
    contradiction = recount("why", chained, "k1").stdout
    assert "    at least 550 = 150 + 400\n" in contradiction
    estimate = recount("why", chained, "e1").stdout
    for words in (
        "at least 500: the least of 500 and 1,401",
        "Beside it, and no part of it:",
        "See 1, above.",
        "Set aside:",
    ):
        assert words in estimate
    assert "Passed on by “the Agency”." in recount("why", chained, "f16").stdout


def test_the_beginning_of_an_id_is_enough(chained: Path) -> None:
    assert recount("why", chained, "e-1/k1").stdout == recount("why", chained, "k1").stdout
    assert recount("why", chained, "E#v").stdout == recount("why", chained, "E#v1").stdout


def test_an_id_that_fits_several_lists_them(chained: Path) -> None:
    said = recount("why", chained, "k", status=2).stderr
    assert said.startswith("recount: k: fits 2 ids; give one of them:\n  k1  ")
    assert len(said.splitlines()) == 3


def test_an_unknown_id_says_how_to_find_ids(chained: Path) -> None:
    said = recount("why", chained, "zz", status=2).stderr
    assert "nothing in the ledger has this id" in said
    assert "leave the id out" in said


def test_as_data_it_is_the_same(chained: Path) -> None:
    answer = json.loads(recount("why", chained, "b13", "--json").stdout)
    assert answer["because"][1]["because"][0]["id"] == "b9"
    lines = json.loads(recount("why", chained, "--json").stdout)
    assert ("k1", "e-1", "contradiction") in [(line["id"], line["event"], line["kind"]) for line in lines]


def test_an_event_lists_its_own_things(chained: Path) -> None:
    assert recount("why", chained, "e-1").stdout == recount("why", chained).stdout


def test_a_terminal_obeys_nothing_that_a_report_says(chained: Path) -> None:
    rows = json.loads(chained.read_text(encoding="utf-8"))
    evil = "\x1b]0;evil\x07\u202e\x9b31m[bold red]x[/] "
    for report in rows["reports"]:
        report["publisher"], report["url"] = evil, evil
        report["text"] = report["text"].replace(" killed ", " " + evil[:6] + " ")
    for row in rows["ledgers"][0]["relations"]:
        row["why"]["says"] = evil + "."
    rows["ledgers"][0]["event"]["title"] = evil
    rows["links"]["claimants"][0]["name"] = evil
    chained.write_text(json.dumps(rows), encoding="utf-8")
    for arguments in ((), ("r45",), ("e1",), ("k1",), ("B#t",), ("k1", "--json")):
        shown = recount("why", chained, *arguments).stdout
        assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[bold red]x[/]" in recount("why", chained, "r45").stdout, "words of a report are never markup"
    assert not set(recount("why", chained, "k", status=2).stderr) & {"\x1b", "\x07", "\x9b", "\u202e"}


BROKEN = {
    "array": ("[]", "Expected `object`"),
    "other": ('{"a": 1}', "missing required field"),
    "deep": ('{"recount": "1", "x": ' + "[" * 200_000 + "]" * 200_000 + "}", "nested too deeply"),
    "cut": ('{"recount": "1", "reports": [', "truncated"),
    "noise": ("\x00\x01", "malformed"),
    "empty": ("", "truncated"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_ledger_is_one_clear_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / "some.json"
    file.write_text(BROKEN[name][0], encoding="utf-8")
    (line,) = recount("why", file, status=1).stderr.splitlines()
    for words in (
        str(file),
        "is no ledger of Recount",
        BROKEN[name][1],
        "give the ledger.json that recount build wrote",
    ):
        assert words in line


def test_where_there_is_no_ledger(tmp_path: Path) -> None:
    assert "is not there" in recount("why", tmp_path / "gone.json", status=1).stderr
    assert "holds no ledger.json" in recount("why", tmp_path, status=1).stderr
    assert "is no file" in recount("why", "/dev/null", status=1).stderr


def test_an_empty_ledger_has_nothing_to_ask_about(tmp_path: Path) -> None:
    file = tmp_path / "ledger.json"
    file.write_text('{"recount": "1", "reports": [], "extractions": [], "links": {}, "ledgers": []}', encoding="utf-8")
    assert "holds no event" in recount("why", file).stdout


def test_the_answer_comes_at_once(built: Path, ledger: Ledger) -> None:
    start = time.perf_counter()
    recount("why", built, ledger.estimates[0].id)
    assert time.perf_counter() - start < 3, "well under a second on an idle machine"
