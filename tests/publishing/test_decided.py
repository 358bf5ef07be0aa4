"""What reviewers decided, on the page, in the summary, in the answer to why and in the tables."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import msgspec
import pytest

from recount.model import (
    Confirmation,
    Dossier,
    Edit,
    EstimateWithout,
    EventWithout,
    Figure,
    OutOfCount,
    RuledOn,
    Span,
    Without,
)
from recount.publishing import claims_csv, dossier_html, summary
from recount.publishing.why import why

from .conftest import HOSTILE_NAME, Parsed
from .test_page import NOT_PEOPLE

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def ruled(dossier: Dossier) -> Dossier:
    """The dossier that has everything, and decisions."""
    ledger = dossier.ledgers[0]
    snapshot = ledger.series[0].snapshots[0]
    estimate = next(one for one in ledger.estimates if one.none_because is None)
    toll = next(one for one in ledger.tolls if one.id == estimate.toll)
    claim = dossier.extractions[0].claims[0]
    text = next(one.text for one in dossier.reports if one.id == claim.report)
    gone = replace(
        claim, id=f"{claim.report}#c99", span=Span.of(text, 0, 4), figure=Figure("Quay", "exact", 4321, 4321)
    )
    made = replace(
        ledger,
        state="retracted",
        decisions=(
            RuledOn(id="d1", ruling="accept", kind="claim", about=snapshot.claims[:1], reviewers=2),
            RuledOn(
                id="d2", ruling="edit", kind="claim", about=snapshot.claims[:1],
                changes=(Edit("low", 7654, 8765), Edit("place", None, Span(0, 4, HOSTILE_NAME))),
            ),
            RuledOn(id="d3", ruling="supersede", kind="claim", about=(gone.id,), others=snapshot.claims[:1]),
        ),
        confirmed=(
            Confirmation(
                snapshot=snapshot.id, claims=snapshot.claims[:1], decisions=("d1",), reviewers=2,
                standard="reasonable_grounds",
            ),
        ),
        out_of_count=(OutOfCount(claim=gone, ruling="supersede", decision="d3", by=snapshot.claims[:1]),),
        without=Without(
            events=tuple(EventWithout(id=f"e-{n}", title=f"Other {HOSTILE_NAME}", reports=("a",)) for n in (1, 2)),
            estimates=(
                EstimateWithout(
                    event="e-1", policy=estimate.policy, toll=toll, low=3456, best=None, high=5678
                ),
            ),
        ),
    )  # fmt: skip
    return replace(dossier, ledgers=(made, *dossier.ledgers[1:]))


@pytest.fixture(scope="module")
def parsed_ruled(ruled: Dossier) -> Parsed:
    return Parsed(dossier_html(ruled))


def lines(dossier: Dossier) -> list[str]:
    return [line for one in summary(dossier) if one.heading == "What reviewers decided" for line in one.lines]


def test_the_summary_tells_it_in_sentences(ruled: Dossier) -> None:
    found = lines(ruled)
    assert (
        found[0] == "Three decisions hold: one decision to accept, one decision to edit and one decision to supersede."
    )
    assert "some of its reports would be of the event" in found[1]
    assert "without the decisions 3,456–5,678" in found[3]
    assert "confirmed by two reviewers, on reasonable grounds" in found[4]
    assert "superseded by a reviewer, its place taken by" in found[5]
    assert "the least number from 7,654 to 8,765 and place from none to" in found[6]
    assert "retracted this event" in next(iter(summary(ruled))).lines[0]


def test_where_nothing_was_decided_nothing_is_told(dossier: Dossier) -> None:
    assert lines(dossier) == []
    assert "confirmed" not in dossier_html(dossier)


def test_a_retraction_stands_above_all_else_of_the_event(parsed_ruled: Any, ruled: Dossier) -> None:
    texts = [text for text, around in parsed_ruled.texts if any(attrs.get("class") == "state" for _, attrs in around)]
    assert len(texts) == 1
    page = dossier_html(ruled)
    assert page.index('class="state"') < page.index("What is known, and how well")


def test_a_confirmed_figure_is_marked_in_the_ledger(parsed_ruled: Any) -> None:
    marks = [text for text, around in parsed_ruled.texts if any(attrs.get("class") == "tag" for _, attrs in around)]
    assert "confirmed by two reviewers, on reasonable grounds" in marks


def test_every_number_of_people_is_still_a_link_and_every_link_leads_somewhere(parsed_ruled: Any) -> None:
    ids = [attrs["id"] for _, attrs in parsed_ruled.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {a["href"][1:] for tag, a in parsed_ruled.elements if tag == "a" and a["href"].startswith("#")}
    assert inner <= set(ids)
    for text, around in parsed_ruled.texts:
        if not any(attrs.get("data-figures") == "summary" for _, attrs in around) or not re.search(r"\d", text):
            continue
        classes = {name for _, attrs in around for name in attrs.get("class", "").split()}
        if {tag for tag, _ in around} & {"time", "code"} or classes & set(NOT_PEOPLE):
            continue
        assert any(tag == "a" and attrs.get("href", "").startswith("#") for tag, attrs in around), text


def test_hostile_words_stay_text(parsed_ruled: Any) -> None:
    assert not [tag for tag, _ in parsed_ruled.elements if tag == "script"]


def test_why_tells_who_confirmed_and_what_it_would_be_without(ruled: Dossier) -> None:
    ledger = ruled.ledgers[0]
    told = str(msgspec.json.encode(why(ruled, f"{ledger.event.id}/{ledger.confirmed[0].snapshot}")))
    assert "Confirmed by two reviewers" in told
    assert "Accepted by two reviewers." in told
    assert ledger.without is not None
    one = ledger.without.estimates[0]
    estimate = next(e for e in ledger.estimates if (e.policy, e.toll) == (one.policy, one.toll.id))
    assert "without the decisions 3,456" in str(
        msgspec.json.encode(why(ruled, f"{ledger.event.id}/{estimate.id}")).decode()
    )


def test_the_table_has_rulings_and_confirmations(ruled: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(claims_csv(ruled))))
    claim = ruled.ledgers[0].confirmed[0].claims[0]
    (row,) = (one for one in rows if f"{one['doc_id'].lstrip(chr(39))}#{one['claim']}" == claim)
    assert (row["decisions"], row["confirmed_by"]) == ("accept edit", "2")
    assert "c99" not in {one["claim"] for one in rows}
