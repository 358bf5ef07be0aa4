"""A dossier made by hand that has everything: every relation, background, quotations, persons, and hostile text."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recount.model import (
    AsOf,
    Claim,
    Cue,
    Dossier,
    Extraction,
    Fate,
    Figure,
    Ledger,
    Links,
    Modifier,
    Notice,
    Outcome,
    Period,
    Report,
    SetAside,
    Span,
    Statement,
    StatementKind,
    Victim,
    When,
)

HOSTILE_ID = '"><img src=x onerror="window.pwned=1">/../\u05d0 javascript:1'
HOSTILE_NAME = "</style></script><script>window.pwned=2</script>Lantern & Sons\u202e"

TEXTS = {
    "harbour-post": (
        "Quay district counts its dead\n"
        "The Vell Monitoring Centre said on Saturday that about 300 residents had been killed in Oster.\n"
        "It put the dead at more than 400 in all, among them 310 residents, 60 soldiers and 48 fighters.\n"
        "“We will open the harbour road again and bring calm back to every street,” said Major Ilan Toresh.\n"
        "The eleven-year war has cost more than 90,000 lives.\n"
    ),
    "wire-7": (
        "War monitors say over 400 people died, the harbour authority was told.\n"
        "Teacher Mira Solen, 34, was shot dead at her door; her son, 9, was wounded.\n"
        "Major Elan Toresh said: “We will open the harbour road again and bring calm to every street\n"
        "The Bay Rights Network counted 55 residents killed by the garrison.\n"
    ),
    HOSTILE_ID: (
        "<script>window.pwned=3;document.title='pwned'</script> & </mark><img src=x onerror=window.pwned=4>\n"
        "At least 520 people have died, no source is given. "
        "\u202e054\u202c of them\u200b are said to be children \u0007.\n"
        "The Vell Monitoring Centre counts 365 residents and now more than 500 dead; local doctors saw dozens hurt.\n"
        '12 people, both dead and missing, are \u05d0\u05d1\u05d2 listed & "named" <b>twice</b>.\n'
    ),
    "undated": (
        "The ministry denies that anybody was killed: no deaths in Oster.\n"
        "The Vell centre says 365 residents died out of up to 350 people killed in Oster.\n"
        "Toresh promised that the harbour road would open again.\n"
    ),
    "far-away": "Two hikers were injured on Mount Karr on Sunday, the rescue service said.\n",
}


class Maker:
    """Makes claims and snapshots from words that stand in the texts."""

    def __init__(self) -> None:
        self.claims: dict[str, list[Claim]] = {report: [] for report in TEXTS}

    def span(self, report: str, words: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = TEXTS[report].index(words, at + 1)
        return Span.of(TEXTS[report], at, at + len(words))

    def claim(
        self,
        report: str,
        figure: str,
        modifier: Modifier,
        low: int | None,
        high: int | None,
        outcome: Outcome = "killed",
        *,
        nth: int = 0,
        as_of: str | None = None,
        **fields: Any,
    ) -> str:
        for name in ("victims", "claimant", "perpetrator", "place"):
            if name in fields:
                fields[name] = self.span(report, fields[name])
        if "when" in fields:
            fields["when"] = When(
                self.span(report, fields["when"]), Period(dt.date(2031, 5, 3), dt.date(2031, 5, 3), "day")
            )
        if "relay" in fields:
            fields["relay"] = (self.span(report, fields["relay"]),)
        made = Claim(
            id=f"{report}#c{len(self.claims[report]) + 1}",
            report=report,
            span=self.span(report, figure, nth),
            figure=Figure(figure, modifier, low, high),
            outcome=outcome,
            as_of=AsOf(dt.date.fromisoformat(as_of), "said") if as_of else None,
            cues=(Cue("figure", self.span(report, figure, nth), "figure"),),
            **fields,
        )
        self.claims[report].append(made)
        return made.id


def make_reports() -> tuple[Report, ...]:
    days = {"harbour-post": "2031-05-04", "wire-7": "2031-05-05", HOSTILE_ID: "2031-05-06", "far-away": "2031-07-01"}
    names = {"harbour-post": "Harbour Post", "wire-7": "Wire 7", HOSTILE_ID: HOSTILE_NAME, "far-away": "=Karr Echo"}
    urls = {"harbour-post": "https://harbour.example/a?b=1&c=2", "wire-7": "javascript:window.pwned=5"}
    return tuple(
        Report(
            id=report,
            sha256=hashlib.sha256(TEXTS[report].encode()).hexdigest(),
            text=TEXTS[report],
            title={"wire-7": "+1 <b>title</b> \u202eevil"}.get(report, ""),
            publisher=names.get(report, ""),
            published=dt.date.fromisoformat(days[report]) if report in days else None,
            url=urls.get(report, ""),
            source=f"{report}.txt",
        )
        for report in sorted(TEXTS)
    )


def make_dossier() -> Dossier:
    make = Maker()
    c = make.claim
    a, b, h, u, f = "harbour-post", "wire-7", HOSTILE_ID, "undated", "far-away"
    vell = "The Vell Monitoring Centre"
    c(
        a,
        "about 300",
        "about",
        300,
        300,
        victims="residents",
        status="civilian",
        claimant=vell,
        place="Oster",
        as_of="2031-05-03",
        when="on Saturday",
    )
    c(a, "more than 400", "more_than", 401, None, claimant=vell)
    c(a, "310", "exact", 310, 310, status="civilian", claimant=vell, part_of=f"{a}#c2")
    c(a, "60", "exact", 60, 60, victims="soldiers", status="state_forces", claimant=vell, part_of=f"{a}#c2")
    c(a, "48", "exact", 48, 48, victims="fighters", status="armed_group", claimant=vell, part_of=f"{a}#c2")
    c(a, "more than 90,000", "more_than", 90001, None, scope="background")
    c(b, "over 400", "more_than", 401, None, victims="people", claimant="War monitors", relay="the harbour authority")
    c(
        b,
        "55",
        "exact",
        55,
        55,
        victims="residents",
        status="civilian",
        claimant="The Bay Rights Network",
        perpetrator="the garrison",
    )
    c(h, "At least 520", "at_least", 520, None, victims="people")
    c(h, "365", "exact", 365, 365, victims="residents", status="civilian", claimant=vell)
    c(h, "more than 500", "more_than", 501, None, claimant=vell)
    c(h, "dozens", "vague", 24, None, "injured", claimant="local doctors")
    c(h, "12", "exact", 12, 12, victims="people")
    c(h, "12", "exact", 12, 12, "missing")
    c(u, "no", "none_reported", 0, 0, stance="denied", claimant="The ministry", place="Oster", nth=0)
    c(u, "365", "exact", 365, 365, victims="residents", status="civilian", claimant="The Vell centre")
    c(u, "up to 350", "up_to", None, 350, claimant="The Vell centre", place="Oster")
    c(f, "Two", "exact", 2, 2, "injured", victims="hikers", status="civilian", claimant="the rescue service")

    tied = make_tied()
    return Dossier(
        recount="0.0.1-test",
        reports=make_reports(),
        extractions=make_extractions(make),
        links=tied.links,
        ledgers=tied.ledgers,
        set_aside=(SetAside("broken.pdf", "it is binary: <PDF>", "save it as text or as a page"),),
        notices=(Notice("reports.csv", "its line 7 has the date 2031-02-31, left out"),),
    )


def make_extractions(make: Maker) -> tuple[Extraction, ...]:
    def said(
        report: str, n: int, words: str, speaker: str, kind: StatementKind = "quotation", **more: Any
    ) -> Statement:
        return Statement(
            id=f"{report}#q{n}",
            report=report,
            kind=kind,
            span=make.span(report, words),
            speaker=make.span(report, speaker),
            **more,
        )

    post = "We will open the harbour road again and bring calm back to every street,"
    wire = "We will open the harbour road again and bring calm to every street"
    statements = {
        "harbour-post": said("harbour-post", 1, post, "Major Ilan Toresh"),
        "wire-7": said("wire-7", 1, wire, "Major Elan Toresh", closed=False),
        "undated": said("undated", 1, "the harbour road would open again", "Toresh", "paraphrase"),
    }
    mira = Victim(
        id="wire-7#v1", report="wire-7", name="Mira Solen", age=34, sex="female", role="teacher",
        fates=(Fate("killed", make.span("wire-7", "shot dead"), None),),
        mentions=(make.span("wire-7", "Teacher Mira Solen"), make.span("wire-7", "her", 0)),
    )  # fmt: skip
    son = Victim(
        id="wire-7#v2", report="wire-7", age=9, sex="male", role="her son",
        fates=(Fate("injured", make.span("wire-7", "wounded")),), mentions=(make.span("wire-7", "her son"),),
    )  # fmt: skip
    return tuple(
        Extraction(
            report=report,
            extractor="by hand 1",
            claims=tuple(make.claims[report]),
            victims=(mira, son) if report == "wire-7" else (),
            statements=(statements[report],) if report in statements else (),
        )
        for report in sorted(TEXTS)
    )


class Tied(msgspec.Struct, frozen=True):
    """What cases/dossier.toml holds."""

    links: Links
    ledgers: tuple[Ledger, ...]


def make_tied() -> Tied:
    """The links and ledgers of cases/dossier.toml, with the hostile names put in."""
    text = (Path(__file__).parent / "cases" / "dossier.toml").read_text(encoding="utf-8")
    for name, words in (("HOSTILE", HOSTILE_ID), ("LANTERN", HOSTILE_NAME)):
        text = text.replace(name, json.dumps(words)[1:-1])
    return msgspec.convert(with_none(tomllib.loads(text)), type=Tied)


def with_none(value: Any) -> Any:
    """The value with None in place of the words that stand for it, which TOML has not."""
    if isinstance(value, dict):
        return {key: with_none(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_none(inner) for inner in value]
    return None if value == "NONE" else value


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The dossier that has everything."""
    return make_dossier()


@pytest.fixture(scope="session")
def hostile_id() -> str:
    """The id of the report whose every word is an attack."""
    return HOSTILE_ID


@pytest.fixture(scope="session")
def page(dossier: Dossier) -> str:
    """Its page."""
    from recount.publishing import dossier_html

    return dossier_html(dossier)


class Parsed(HTMLParser):
    """A page's elements in order, and its texts with the elements around each, outermost first."""

    VOID = frozenset({"meta", "br", "img", "hr", "input", "link"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, list[tuple[str, dict[str, str]]]]] = []
        self.around: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {key: value or "" for key, value in attrs})
        self.elements.append(element)
        if tag not in self.VOID:
            self.around.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.around, f"</{tag}> closes nothing"
        assert self.around[-1][0] == tag, f"</{tag}> closes <{self.around[-1][0]}>"
        self.around.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((data, list(self.around)))

    def text_under(self, anchor: str) -> str:
        """The text inside the element with this id."""
        return "".join(t for t, around in self.texts if any(a.get("id") == anchor for _, a in around))


@pytest.fixture(scope="session")
def parse() -> type[Parsed]:
    """Reads a page strictly: every end tag must close the element that is open."""
    return Parsed


@pytest.fixture(scope="session")
def parsed(page: str) -> Parsed:
    """The page of the dossier that has everything, read."""
    return Parsed(page)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium; where there is none the test is skipped, in CI it fails."""

    def missing(reason: str) -> None:
        if os.environ.get("CI"):
            pytest.fail(f"in CI nothing may skip: {reason}")
        pytest.skip(reason)

    found = next(
        (p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(p)),
        "",
    )
    if not found:
        missing("no Chromium is installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync",
             "--disable-component-update", "--disable-default-apps", "--disable-dev-shm-usage"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=quiet)
        yield browser
        browser.close()
