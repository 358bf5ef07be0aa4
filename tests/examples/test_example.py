"""The example is whole and true to itself: files, words, arithmetic, and nothing copied."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest

from recount.model import Outcome, Reading, RelationKind

FOLDER = Path(str(files("recount") / "examples" / "coast"))
EXPECTED: dict[str, Any] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
REPORTS: dict[str, dict[str, Any]] = {report["id"]: report for report in EXPECTED["report"]}
CLAIMS: dict[str, dict[str, Any]] = {
    f"{id}#{claim['id']}": claim for id, report in REPORTS.items() for claim in report["claims"]
}
WORDS_FOR = ("victims", "claimant", "perpetrator", "place", "when")


@pytest.fixture(scope="module")
def reading() -> Reading:
    from recount.reading import read

    return read([FOLDER])


@pytest.fixture(scope="module")
def texts(reading: Reading) -> dict[str, str]:
    return {report.id: report.text for report in reading.reports}


def bounds(claim: dict[str, Any]) -> tuple[int, int | None]:
    """The claim's interval: inclusive, None open above, 0 where it says no lowest number."""
    low = claim.get("min", 0) + (claim.get("modifier") == "more_than")
    return low, claim.get("max")


def published(claim: str) -> dt.date:
    day = REPORTS[claim.partition("#")[0]]["published"]
    assert isinstance(day, dt.date)
    return day


def test_all_reports_are_read_and_nothing_is_set_aside(reading: Reading) -> None:
    assert reading.set_aside == ()
    assert reading.notices == ()
    assert [report.id for report in reading.reports] == sorted(REPORTS)
    assert len(REPORTS) == EXPECTED["corpus"]["reports"]


def test_each_report_says_who_published_it_and_when(reading: Reading) -> None:
    for report in reading.reports:
        expected = REPORTS[report.id]
        assert (report.publisher, report.published) == (expected["publisher"], expected["published"]), report.id
        assert report.title, report.id


def test_the_manifest_names_every_file_that_does_not_speak_for_itself() -> None:
    with (FOLDER / "reports.csv").open(encoding="utf-8", newline="") as table:
        named = [row["file"] for row in csv.DictReader(table)]
    texts = sorted(path.name for path in FOLDER.glob("*.txt"))
    assert [name for name in named if name.endswith(".txt")] == texts
    assert {report["file"] for report in REPORTS.values()} == {
        *texts,
        *(path.name for ending in ("*.html", "*.jsonl") for path in FOLDER.glob(ending)),
    }


def test_outlets_have_addresses_that_lead_nowhere(reading: Reading) -> None:
    hosts = [urlsplit(report.url).hostname or "" for report in reading.reports]
    assert all(host.endswith(".example") for host in hosts), hosts


def test_reports_are_short_news_and_not_lists(texts: dict[str, str]) -> None:
    for id, text in texts.items():
        assert 120 <= len(text.split()) <= 350, id


@pytest.mark.parametrize("id", sorted(REPORTS))
def test_every_expected_claim_stands_in_its_text(id: str, texts: dict[str, str]) -> None:
    text, last = texts[id], -1
    ids = {claim["id"] for claim in REPORTS[id]["claims"]}
    for claim in REPORTS[id]["claims"]:
        assert text.count(claim["context"]) == 1, claim["context"]
        assert claim["figure"] in claim["context"], claim["context"]
        at = text.index(claim["context"]) + claim["context"].index(claim["figure"])
        assert at > last, f"{claim['id']} does not stand in order of appearance"
        last = at
        assert [claim[field] for field in WORDS_FOR if field in claim and claim[field] not in text] == []
        assert claim.get("part_of", "c1") in ids


@pytest.mark.parametrize("claim", sorted(CLAIMS))
def test_expected_bounds_say_what_the_figure_says(claim: str) -> None:
    figure = CLAIMS[claim]["figure"]
    digits = re.sub(r"[^0-9]", "", figure)
    stated = {CLAIMS[claim][end] for end in ("min", "max") if end in CLAIMS[claim]}
    if "million" in figure and digits:
        assert stated == {int(digits) * 1_000_000}
    elif digits:
        assert stated == {int(digits)}
    elif CLAIMS[claim].get("modifier") == "vague":
        assert stated == set()
    else:
        words = {"no": 0, "two": 2, "three": 3, "five": 5, "nine": 9, "thirteen": 13, "fifteen": 15}
        assert stated == {words[figure.lower()]}


def test_every_kind_of_outcome_and_relation_is_exercised() -> None:
    assert {claim["outcome"] for claim in CLAIMS.values()} == set(get_args(Outcome))
    kinds = {relation["kind"] for relation in EXPECTED["relation"]} | {total["kind"] for total in EXPECTED["sum"]}
    kinds |= {"relays"} if EXPECTED["relays"] else set()
    kinds |= {"part_of"} if any("part_of" in claim for claim in CLAIMS.values()) else set()
    # Figures taken back or denied are exercised by the made-up weeks (tests/reckoning/generated).
    assert kinds | {"retracts", "denies"} == set(get_args(RelationKind))


def test_relations_speak_of_claims_that_are_there() -> None:
    named: list[str] = [claim for relays in EXPECTED["relays"] for claim in relays["claims"]]
    named += [relation[side] for relation in EXPECTED["relation"] for side in ("subject", "object")]
    named += [claim for total in EXPECTED["sum"] for claim in (total["total"], *total["parts"])]
    named += [claim for pair in EXPECTED["never"] for claim in pair["claims"]]
    named += [claim for claims in EXPECTED["questions"].values() for claim in claims]
    named += EXPECTED["background"]["claims"]
    named += [place["claim"] for place in EXPECTED["place"]]
    named += [claim for claimant in EXPECTED["claimant"] for claim in claimant["probable"]]
    assert [claim for claim in named if claim not in CLAIMS] == []


@pytest.mark.parametrize("relation", EXPECTED["relation"], ids=lambda r: f"{r['kind']}: {r['says']}")
def test_relations_hold_in_arithmetic(relation: dict[str, Any]) -> None:
    later, earlier = CLAIMS[relation["subject"]], CLAIMS[relation["object"]]
    (low, high), (old_low, old_high) = bounds(later), bounds(earlier)
    same = later["outcome"] == earlier["outcome"]
    meet = (high is None or high >= old_low) and (old_high is None or old_high >= low)
    match relation["kind"]:
        case "updates":
            assert same
            assert published(relation["subject"]) >= published(relation["object"])
            assert low > old_low
        case "revises":
            assert same
            assert published(relation["subject"]) >= published(relation["object"])
            assert high is not None
            assert high < old_low
        case "conflicts":
            assert same
            assert not meet
        case "agrees":
            about = {later.get("modifier"), earlier.get("modifier")} == {"about"}
            assert same
            assert meet or (about and abs(low - old_low) <= max(low, old_low) / 10)
        case "not_comparable":
            assert relation["differences"]
        case _:
            pytest.fail(f"{relation['kind']} is no relation of two figures")


@pytest.mark.parametrize("total", EXPECTED["sum"], ids=lambda s: f"{s['kind']}: {s['total']}")
def test_sums_hold_in_arithmetic(total: dict[str, Any]) -> None:
    parts = [CLAIMS[part] for part in total["parts"]]
    assert [bounds(part)[0] for part in parts] == total["numbers"]
    assert sum(total["numbers"]) == total["sum"]
    whole = total["total"].partition("#")[2]
    assert all(part["part_of"] == whole for part in parts)
    low, high = bounds(CLAIMS[total["total"]])
    match total["kind"]:
        case "closes":
            assert low <= total["sum"]
            assert high is None or total["sum"] <= high
        case "leaves_unaccounted":
            assert (low - total["sum"], None if high is None else high - total["sum"]) == (
                total["low"],
                total.get("high"),
            )
        case "impossible_sum":
            assert high is not None
            assert total["sum"] - high == total["over"]
        case "stale_mix":
            earlier = [
                [bounds(CLAIMS[part])[0] for part in other["parts"]]
                for other in EXPECTED["sum"]
                if published(other["total"]) < published(total["total"])
            ]
            assert total["numbers"] in earlier
        case _:
            pytest.fail(f"{total['kind']} is no relation of a sum")


@pytest.mark.parametrize("relays", EXPECTED["relays"], ids=lambda r: r["figure"])
def test_relays_are_one_figure_in_several_outlets(relays: dict[str, Any]) -> None:
    claims = [CLAIMS[claim] for claim in relays["claims"]]
    assert len({bounds(claim) for claim in claims}) == 1
    assert len({(claim["outcome"], claim.get("status", "unknown")) for claim in claims}) == 1
    outlets = {REPORTS[claim.partition("#")[0]]["publisher"] for claim in relays["claims"]}
    assert len(outlets) == len(claims)


def test_quotations_and_persons_stand_in_their_texts(texts: dict[str, str]) -> None:
    for quotation in EXPECTED["quotation"]:
        together = "\n".join(texts[report] for report in quotation["reports"])
        assert all(quotation["words"] in texts[report] for report in quotation["reports"])
        assert all(spelling in together for spelling in quotation["spellings"])
    for person in EXPECTED["person"]:
        assert all(person["name"] in texts[report] for report in person["reports"])
        assert all(str(person["age"]) in texts[report] for report in person["reports"])


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_no_sentence_is_copied_from_a_real_report(texts: dict[str, str], shared: Path) -> None:
    real = {run for path in (shared / "reports").rglob("*.txt") for run in runs(path.read_text(encoding="utf-8"), 9)}
    assert real
    for id, text in texts.items():
        assert runs(text, 9) & real == set(), id
