"""The page as markup: what it holds, where its links go, and that hostile text stays text."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from recount.model import Dossier, Links
from recount.publishing import dossier_html
from recount.publishing.anchors import Anchors

FIGURES = ("estimates", "own", "summary", "ledger", "contradictions", "questions", "background")
NOT_PEOPLE = ("no-people", "name", "who", "label", "rule", "ref", "tag")


def test_ids_are_unique_and_every_link_has_its_target(parsed: Any) -> None:
    ids = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)
    links = [attrs["href"] for tag, attrs in parsed.elements if tag == "a"]
    inner = [href.removeprefix("#") for href in links if href.startswith("#")]
    assert len(inner) > 100
    assert set(inner) <= set(ids)
    assert [href for href in links if not href.startswith("#")] == ["https://harbour.example/a?b=1&c=2"]


@pytest.mark.parametrize("part", FIGURES)
def test_every_number_of_people_is_a_link(parsed: Any, part: str) -> None:
    seen = 0
    for text, around in parsed.texts:
        if not any(attrs.get("data-figures") == part for _, attrs in around) or not re.search(r"\d", text):
            continue
        classes = {name for _, attrs in around for name in attrs.get("class", "").split()}
        tags = {tag for tag, _ in around}
        if tags & {"time", "code"} or classes & set(NOT_PEOPLE):
            continue
        assert any(tag == "a" and attrs.get("href", "").startswith("#") for tag, attrs in around), text
        seen += 1
    assert seen >= (1 if part == "background" else 3)


def test_a_figure_leads_to_its_words_and_an_estimate_to_its_derivation(parsed: Any, dossier: Dossier) -> None:
    claim_links = {
        (text, attrs["href"].removeprefix("#"))
        for text, around in parsed.texts
        for tag, attrs in around
        if tag == "a" and attrs.get("class") == "fig" and attrs["href"].startswith("#claim-")
    }
    assert ("more than 90,000", Anchors().claim("harbour-post#c6")) in claim_links
    claims = {Anchors().claim(c.id): c for e in dossier.extractions for c in e.claims}
    for words, anchor in claim_links:
        figure = claims[anchor].figure
        digits = re.sub(r"\D", "", words)
        stated = {str(n) for n in (figure.low, figure.high, *figure.stated) if n is not None}
        assert digits in stated or words.casefold() == figure.words.casefold(), (words, figure)
    whys = {attrs["id"]: tag for tag, attrs in parsed.elements if attrs.get("id", "").startswith("why-")}
    counted = sum(
        len(x.estimates) + len(x.bounds) + len(x.relations) + len(x.contradictions) + len(x.own_tolls)
        for x in dossier.ledgers
    )
    assert len(whys) == counted
    assert set(whys.values()) == {"details"}


def test_each_estimate_says_why_down_to_the_words(parsed: Any) -> None:
    anchor = Anchors().of("why", "ev/1 <x>", "e2")
    says = parsed.text_under(anchor)
    assert "418 follows from the parts" in says
    assert "stale mix with 310, 60 and 48" in says
    links = {
        attrs["href"]
        for _, around in parsed.texts
        for tag, attrs in around
        if tag == "a" and any(a.get("id") == anchor for _, a in around)
    }
    assert f"#{Anchors().claim('harbour-post#c3')}" in links


def under(parsed: Any, some_id: str, kind: str = "why") -> tuple[str, set[str]]:
    """The words of a derivation on one line, and where its links lead."""
    anchor = Anchors().of(kind, "ev/1 <x>", *some_id.split("|"))
    inside = [(text, around) for text, around in parsed.texts if any(a.get("id") == anchor for _, a in around)]
    links = {a["href"] for _, around in inside for tag, a in around if tag == "a"}
    return " ".join("".join(text for text, _ in inside).split()), links


STEPS = [
    ("b1", "at least 501: the greatest of 501 and 365", "more than 500 is the words, 365 another bound"),
    ("b2", "at least 365", "one number taken over"),
    ("b2", "at most 385 = 501 − 60 − 56", "a whole less its other parts"),
    ("b2", "56: the lower end less a tenth of 48", "an end that agrees within 10%"),
    ("k1", "at least 365", "the part"),
    ("k1", "at most 350", "the whole"),
    ("o1", "in all 520", "the event's own toll"),
    ("e1", "at most 175 = 350 ÷ 2, rounded down", "shared over two places"),
]


@pytest.mark.parametrize(("some_id", "says", "why"), STEPS, ids=[f"{i}: {why}" for i, _, why in STEPS])
def test_numbers_are_worked_out_under_their_derivation(parsed: Any, some_id: str, says: str, why: str) -> None:
    assert says in under(parsed, some_id)[0]


def test_the_steps_of_a_bound_lead_to_words_and_to_other_bounds(parsed: Any) -> None:
    anchors = Anchors()
    first, second = under(parsed, "b1")[1], under(parsed, "b2")[1]
    assert f"#{anchors.of('why', 'ev/1 <x>', 'b2')}" in first
    assert f"#{anchors.of('why', 'ev/1 <x>', 'b1')}" in second
    assert {f"#{anchors.claim('harbour-post#c4')}", f"#{anchors.of('figure', 'ev/1 <x>', 'n9')}"} <= second


def test_what_stands_beside_an_estimate_is_no_part_of_it(parsed: Any) -> None:
    words, links = under(parsed, "e1")
    assert "Beside it, and no part of it:" in words
    assert "Identified <i>: 1 or moreOne of the dead is identified." in words
    assert f"#{Anchors().of('identified', 'ev/1 <x>', 'p1')}" in links
    beside = under(parsed, "e1|2", "beside")[0]
    assert "In Oster: up to 175" in beside
    answers = ["".join(t for t, _ in parsed.texts)]
    assert "beside it, no part of it: identified <i> 1 or more; in Oster up to 175" in " ".join(answers[0].split())


def test_every_derivation_shows_its_id(parsed: Any, dossier: Dossier) -> None:
    shown = {text for text, around in parsed.texts for tag, attrs in around if attrs.get("class") == "id"}
    for ledger in dossier.ledgers:
        ids = [r.id for r in ledger.relations] + [b.id for b in ledger.bounds] + [e.id for e in ledger.estimates]
        ids += [k.id for k in ledger.contradictions] + [p.id for p in ledger.persons] + [t.id for t in ledger.tolls]
        ids += [q.id for q in ledger.questions] + [own.id for own in ledger.own_tolls if own.id]
        assert set(ids) <= shown


def test_each_report_stands_word_for_word(parsed: Any, dossier: Dossier) -> None:
    texts: dict[str, str] = {}
    for text, around in parsed.texts:
        if any(attrs.get("class") == "text" for _, attrs in around):
            article = next(attrs["id"] for tag, attrs in around if attrs.get("class") == "report")
            texts[article] = texts.get(article, "") + text
    anchors = Anchors()
    for report in dossier.reports:
        assert texts[anchors.of("report", report.id)] == report.text.replace("\u0007", "\u2407")


def test_every_claim_and_statement_and_person_is_highlighted(parsed: Any, dossier: Dossier) -> None:
    anchors = Anchors()
    for extraction in dossier.extractions:
        for claim in extraction.claims:
            assert parsed.text_under(anchors.claim(claim.id)) == claim.span.exact
        for statement in extraction.statements:
            assert parsed.text_under(anchors.of("said", statement.id)) == statement.span.exact
        for victim in extraction.victims:
            assert parsed.text_under(anchors.of("person", victim.id)) == victim.mentions[0].exact


def test_nothing_in_the_page_can_run_or_fetch(page: str, parsed: Any) -> None:
    tags = {tag for tag, _ in parsed.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "foreignobject", "use"}
    for tag, attrs in parsed.elements:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "srcdoc", "style", "action")], (
            tag
        )
    policy = next(a["content"] for t, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_hidden_characters_are_shown_and_never_left_bare(page: str) -> None:
    bare = re.sub(r'<bdi class="hidden-char"[^>]*>.</bdi>', "", page)
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069\u0000-\u0008]", bare)
    assert page.count('data-code="U+202E"') == 1


PARTS = (
    "What is known, and how well",
    "The event’s own toll, for tables",
    "Who says how many",
    "What agrees",
    "What conflicts",
    "What is only relayed",
    "What nobody is named for",
    "The ledger",
    "Figures that cannot all be true",
    "Along time",
    "Claimants, and who relays them",
    "What was said, wording by wording",
    "Background figures, apart",
    "Open questions",
    "Persons identified",
    "Why these reports are one event",
    "Mount Karr, 29 June 2031",
    "The reports, word for word",
    "What was set aside",
    "Method and provenance",
)


def test_the_parts_stand_in_their_order(parsed: Any) -> None:
    words = "\n".join(
        t for t, around in parsed.texts if around and around[-1][0] in ("h1", "h2", "h3", "bdi", "summary")
    )
    at = -1
    for part in PARTS:
        at = words.index(part, at + 1)


@pytest.mark.parametrize(
    "words",
    [
        "order inferred from growth, not from dates",
        "One independent named voice",
        "only monitor in these reports whose figure this is",
        "its quotation mark never closes",
        "Nothing is known of these two",
        "dozens is too vague",
        "it is binary: <PDF>",
        "2031-02-31",
        "party to the conflict: the government",
        "via the harbour authority",
        "Wire 7 R5 c1 relays more than 400",
        "nobody is named",
        "One outlet, two named claimants: Ministry <of> Calm party, Vell Monitoring Centre.",
        "known only through the harbour authority <7>",
        "killed: 520 (UCDP) o1",
        "up to 350, 365 — Vell Monitoring Centre k1",
    ],
)
def test_the_page_says(parsed: Any, words: str) -> None:
    text = " ".join("".join(t for t, _ in parsed.texts).split()).casefold()
    assert words.casefold() in text


def test_each_report_gives_the_hash_of_its_bytes(parsed: Any, dossier: Dossier) -> None:
    text = "".join(t for t, _ in parsed.texts)
    for report in dossier.reports:
        assert report.sha256 in text
    assert dossier.recount in text


def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier, page: str) -> None:
    assert dossier_html(dossier) == page


def test_an_empty_dossier_has_a_page_too(parse: Any) -> None:
    page = dossier_html(Dossier(recount="1", reports=(), extractions=(), links=Links(), ledgers=()))
    text = "".join(t for t, _ in parse(page).texts)
    assert "No event was found" in text
    assert "No reports taken in" in text


def test_ids_that_hang_in_the_air_break_nothing(dossier: Dossier, parse: Any) -> None:
    torn = msgspec.structs.replace(dossier, extractions=(), links=Links())
    page = parse(dossier_html(torn))
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    inner = {a["href"].removeprefix("#") for tag, a in page.elements if tag == "a" and a["href"].startswith("#")}
    assert inner <= ids
