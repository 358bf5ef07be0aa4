"""The commands as a person calls them: in processes of their own, with their exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .running import GOOD, RECOUNT, recount

FILES = ("claims.csv", "dossier.html", "ledger.json", "reports.csv")


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "recount", "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: recount ") or "Usage: python -m recount" in done.stdout


@pytest.mark.parametrize("command", ["add", "build", "demo", "events", "extract", "status", "why"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    assert f"Example:\n    recount {command}" in recount(command, "--help").stdout


def test_build_writes_the_four_files_and_says_what_a_person_wants_first(folder: Path, tmp_path: Path) -> None:
    done = recount("build", folder, "-o", tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert "Syrian Observatory for Human Rights" in done.stdout
    assert "at least 12" in done.stdout.lower()
    assert str(tmp_path / "out" / "dossier.html") in done.stdout.replace("\n", "")


def test_the_same_input_gives_the_same_bytes_twice_and_in_any_order(folder: Path, tmp_path: Path) -> None:
    lines = tmp_path / "more.jsonl"
    row = {"doc_id": "c", "title": "", "date": "2025-03-11", "publisher": "Third", "url": "", "text": GOOD}
    lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
    orders = [(folder, lines), (lines, folder), (folder, lines, folder / "a.txt")]
    outs = []
    for seed, paths in enumerate(orders):
        out = tmp_path / f"out{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        subprocess.run([RECOUNT, "build", *map(str, paths[:2]), "-o", out], check=True, env=environment)
        outs.append({name: (out / name).read_bytes() for name in FILES})
    assert outs[0] == outs[1]
    assert outs[0] == outs[2]


def test_extract_speaks_the_scorers_contract(folder: Path) -> None:
    rows = [json.loads(line) for line in recount("extract", folder, "--format", "jsonl").stdout.splitlines()]
    assert [row["doc_id"] for row in rows] == ["a", "b"]
    (claim,) = rows[0]["claims"]
    assert GOOD[claim["start"] : claim["end"]] == "At least 12"
    expected = {
        "id": "c1", "modifier": "at_least", "min": 12, "max": None, "outcome": "killed", "victims": "people",
        "status": "unknown", "age": "unknown", "sex": "unknown", "perpetrator": None, "place": "Aleppo",
        "when": "on Sunday", "scope": "current", "part_of": None, "stance": "asserted",
    }  # fmt: skip
    assert {field: claim[field] for field in expected} == expected
    assert claim["claimant"] == "the Syrian Observatory for Human Rights"


def test_events_gives_a_line_an_event(folder: Path) -> None:
    (line,) = recount("events", folder, "--format", "jsonl").stdout.splitlines()
    row = json.loads(line)
    assert set(row) == {"event", "doc_ids", "killed", "injured", "victims", "start", "end", "place", "follows"}
    assert row["doc_ids"] == ["a", "b"]
    assert isinstance(row["killed"], int)
    assert row["place"] == "Aleppo"


def test_events_takes_another_rule_for_the_numbers(folder: Path) -> None:
    first, ranged = (
        json.loads(recount("events", folder, "--format", "jsonl", "--policy", name).stdout)
        for name in ("told_first", "range_all")
    )
    assert first == json.loads(recount("events", folder, "--format", "jsonl").stdout)
    assert isinstance(first["killed"], int)
    assert ranged["killed"] is None
    assert {**first, "killed": None, "injured": None} == {**ranged, "injured": None}
    done = recount("events", folder, "--policy", "none_such", status=2)
    assert "policy none_such: nobody registered it; choose among" in done.stderr


@pytest.mark.parametrize("command", ["extract", "events"])
def test_tables_are_for_reading_at_80_columns(command: str, folder: Path) -> None:
    table = recount(command, folder).stdout
    assert "killed" in table
    assert max(map(len, table.splitlines())) <= 80


def test_no_progress_is_shown_when_piped(folder: Path, tmp_path: Path) -> None:
    assert recount("build", folder, "-o", tmp_path / "out").stderr == ""


def test_what_is_broken_is_set_aside_and_the_rest_goes_through(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    done = recount("build", folder, tmp_path / "nowhere.txt", "-o", tmp_path / "out", status=3)
    lines = [line for line in done.stderr.splitlines() if line.startswith("set aside: ")]
    assert len(lines) == 3
    assert "Syrian Observatory for Human Rights" in done.stdout
    assert "Two reports taken in, three inputs set aside" in done.stdout


def test_nothing_readable_is_a_failure_with_one_clear_line(tmp_path: Path) -> None:
    done = recount("build", tmp_path / "nowhere", "-o", tmp_path / "out", status=1)
    assert "no report could be read" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_one_clear_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    done = recount("build", folder, "-o", tmp_path / "file", status=1)
    assert len(done.stderr.splitlines()) == 1
    assert "-o" in done.stderr


def test_an_interrupted_build_leaves_nothing_by_half(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    row = {"date": "2025-03-10", "publisher": "Harbour Wire", "text": GOOD * 20}
    many.write_text("".join(json.dumps({"doc_id": f"r{n}", **row}) + "\n" for n in range(20_000)), encoding="utf-8")
    command = [RECOUNT, "build", str(many), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=4)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip() == "recount: interrupted; nothing was written by half"
    assert not (tmp_path / "out").exists()


def test_an_unknown_policy_is_a_wrong_call(folder: Path, tmp_path: Path) -> None:
    done = recount("build", folder, "-o", tmp_path / "out", "--policy", "average", status=2)
    assert "average" in done.stderr
    assert "range_all" in done.stderr, "the error says which policies there are"


@pytest.mark.parametrize("arguments", [(), ("build",), ("extract", "--format", "xml", "x"), ("nonsense",)])
def test_a_wrong_call_leaves_with_2(arguments: tuple[str, ...]) -> None:
    recount(*arguments, status=2)


def test_the_demo_needs_nothing_but_itself(tmp_path: Path) -> None:
    done = recount("demo", "-o", tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert "conflict" in done.stdout.lower()
