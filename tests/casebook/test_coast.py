"""The main job on the five real reports of one event (../shared/reports/coast-2025): what it must find."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from recount.casebook import Casebook
from recount.model import Claim, Dossier, Ledger, Links, Quotation, Relation, Series, Snapshot
from recount.reading import read

SOHR_SPELLINGS = {"British-based Syrian Observatory for Human Rights", "The Syrian Observatory"}


class Coast:
    """The coast dossier with look-ups by words."""

    def __init__(self, dossier: Dossier) -> None:
        (self.ledger,) = dossier.ledgers
        self.dossier = dossier
        self.links: Links = dossier.links
        self.claims = {claim.id: claim for extraction in dossier.extractions for claim in extraction.claims}
        self.snapshots = {f.id: f for s in (*self.ledger.series, *self.ledger.background) for f in s.snapshots}
        self.names = {claimant.id: claimant.name for claimant in self.links.claimants}

    def claim(self, report: str, words: str) -> Claim:
        (found,) = (c for c in self.claims.values() if c.report.startswith(report) and c.figure.words == words)
        return found

    def snapshot(self, words: str, claimant: str, *, victims: str | None = None) -> Snapshot:
        """The current snapshot with a claim of these words, of a claimant whose name holds `claimant`."""
        found = {
            f.id: f
            for s in self.ledger.series
            for f in s.snapshots
            if s.claimant and claimant in self.names[s.claimant]
            for c in map(self.claims.__getitem__, f.claims)
            if c.figure.words == words and (victims is None or (c.victims and c.victims.exact == victims))
        }
        (only,) = found.values()
        return only

    def series_of(self, snapshot: Snapshot) -> Series:
        return next(s for s in self.ledger.series if snapshot in s.snapshots)

    def relations(self, kind: str) -> list[Relation]:
        return [relation for relation in self.ledger.relations if relation.kind == kind]


@pytest.fixture(scope="module")
def coast(shared: Path) -> Coast:
    casebook = Casebook()
    casebook.add(read([shared / "reports" / "coast-2025"]))
    return Coast(casebook.dossier())


def test_the_five_reports_are_one_event(coast: Coast) -> None:
    ledger: Ledger = coast.ledger
    assert len(ledger.event.reports) == 5


def test_the_observatory_is_one_claimant_named_in_four_reports(coast: Coast) -> None:
    (sohr,) = (c for c in coast.links.claimants if "Observatory" in c.name)
    named = {
        coast.claims[tie.claim].report[:3]
        for tie in coast.links.attributions
        if tie.claimant == sohr.id and tie.certainty == "certain"
    }
    assert named == {"000", "001", "002", "004"}
    assert set(sohr.spellings) >= SOHR_SPELLINGS


def test_the_observatory_is_probably_behind_two_generic_phrases(coast: Coast) -> None:
    (sohr,) = (c for c in coast.links.claimants if "Observatory" in c.name)
    probable = {tie.claim: tie for tie in coast.links.attributions if tie.certainty == "probable"}
    words = {coast.claims[id].claimant.exact for id in probable if coast.claims[id].claimant}  # type: ignore[union-attr]
    assert words == {"war monitors", "a monitoring group"}
    assert {tie.claimant for tie in probable.values()} == {sohr.id}
    assert all(tie.reason for tie in probable.values())


def test_its_civilians_are_updates_in_inferred_order_and_no_conflict(coast: Coast) -> None:
    about_700, then, last = (coast.snapshot(words, "Observatory") for words in ("about 700", "745", "973"))
    series = coast.series_of(about_700)
    order = [f.id for f in series.snapshots]
    assert order.index(about_700.id) < order.index(then.id) < order.index(last.id)
    assert series.order == "inferred"
    updates = {(r.subject, r.objects[0]): r for r in coast.relations("updates")}
    assert (then.id, about_700.id) in updates
    assert updates[last.id, then.id].inferred
    assert "grow" in updates[last.id, then.id].why.says or "order" in updates[last.id, then.id].why.says
    assert about_700.as_of == dt.date(2025, 3, 9)
    assert not coast.relations("conflicts")
    assert not coast.relations("revises")


def test_the_breakdown_closes_on_the_total(coast: Coast) -> None:
    parts = {coast.snapshot(words, "Observatory").id for words in ("745", "125", "148")}
    total = coast.snapshot("more than 1,000", "Observatory")
    (closes,) = coast.relations("closes")
    assert set(closes.objects) == parts
    assert closes.subject == total.id
    assert "1,018" in closes.why.says
    assert {coast.claims[id].report[:3] for id in total.claims} >= {"000", "002"}


def test_the_networks_figure_is_not_comparable_by_perpetrator(coast: Coast) -> None:
    network = coast.snapshot("around 125", "Network")
    involved = [r for r in coast.ledger.relations if network.id in (r.subject, *r.objects)]
    assert involved
    assert {r.kind for r in involved} == {"not_comparable"}
    civilians = {f.id for f in coast.series_of(coast.snapshot("745", "Observatory")).snapshots}
    against = [r for r in involved if civilians & {r.subject, *r.objects}]
    assert against
    assert all("perpetrator" in r.differences for r in against)
    assert any("government forces" in r.why.says for r in against)


def test_baniyas_is_a_part_and_has_its_children_as_a_part(coast: Coast) -> None:
    sixty = coast.snapshot("at least 60", "Observatory")
    five = coast.snapshot("five", "Observatory")
    parts = {(r.subject, whole) for r in coast.relations("part_of") for whole in r.objects}
    assert (five.id, sixty.id) in parts
    toll = next(t for t in coast.ledger.tolls if t.id == coast.series_of(sixty).toll)
    place = next(p for p in coast.links.places if p.id == toll.place)
    assert place.name in ("Baniyas", "Bāniyās")
    assert place.latitude == pytest.approx(35.18, abs=0.1)
    assert sixty.as_of == dt.date(2025, 3, 8)


def test_over_1500_has_no_claimant_and_is_asked_about(coast: Coast) -> None:
    claims = [c for c in coast.claims.values() if c.figure.words == "over 1,500"]
    assert len(claims) == 2
    assert all(c.claimant is None for c in claims)
    about = {id for q in coast.ledger.questions if q.kind == "no_claimant" for id in q.about}
    snapshots = {f.id for f in coast.snapshots.values() if set(f.claims) & {c.id for c in claims}}
    assert snapshots <= about


def test_the_war_is_background_and_touches_nothing_current(coast: Coast) -> None:
    background = {id for s in coast.ledger.background for f in s.snapshots for id in f.claims}
    words = {coast.claims[id].figure.words for id in background}
    assert words == {"over 600,000", "12 million", "millions"}
    behind = {f.id for s in coast.ledger.background for f in s.snapshots}
    for relation in coast.ledger.relations:
        assert relation.kind == "relays" or not behind & {relation.subject, *relation.objects}
    for estimate in coast.ledger.estimates:
        assert not behind & {*estimate.used, *(unused.snapshot for unused in estimate.set_aside)}
        assert estimate.high is None or estimate.high < 600_000


def test_one_named_voice_stands_behind_the_total(coast: Coast) -> None:
    total = coast.series_of(coast.snapshot("over 1,400", "Observatory")).toll
    (voices,) = (v for v in coast.ledger.voices if v.toll == total)
    assert [coast.names[id] for id in voices.named] == ["Syrian Observatory for Human Rights"]
    assert len(voices.reports) == 5


def quotation_of(coast: Coast, report: str, words: str) -> Quotation:
    said = {
        s.id
        for e in coast.dossier.extractions
        for s in e.statements
        if s.id.startswith(report) and words in s.span.exact
    }
    (found,) = (q for q in coast.links.quotations if said & {w.statement for w in q.wordings})
    return found


def test_the_spokesmans_sentence_is_aligned_over_three_reports(coast: Coast) -> None:
    quotation = quotation_of(coast, "000", "paving the way for life to return to normal")
    said = {s.id: s for e in coast.dossier.extractions for s in e.statements}
    wordings = {said[w.statement].report[:3]: said[w.statement] for w in quotation.wordings}
    assert set(wordings) == {"000", "001", "002"}
    assert (wordings["000"].kind, wordings["000"].closed) == ("quotation", False)
    assert (wordings["002"].kind, wordings["002"].closed) == ("quotation", True)
    assert wordings["001"].kind == "paraphrase"
    assert {spelling.split()[-1] for spelling in quotation.spellings} >= {"Ghany", "Ghani"}
    assert any(piece.kind != "same" for w in quotation.wordings for piece in w.pieces)


def test_every_relation_bound_and_estimate_says_why(coast: Coast) -> None:
    known = {
        *coast.claims,
        *coast.snapshots,
        *(r.id for r in coast.ledger.relations),
        *(b.id for b in coast.ledger.bounds),
    }
    known |= (
        {s.id for s in coast.ledger.series}
        | {t.id for t in coast.ledger.tolls}
        | {e.id for e in coast.ledger.estimates}
    )
    whys = [r.why for r in coast.ledger.relations] + [e.why for e in coast.ledger.estimates]
    whys += [why for b in coast.ledger.bounds for why in (b.low_why, b.high_why)]
    for why in whys:
        assert why.rule
        assert why.says.endswith((".", "”"))
        assert set(why.premises) <= known, why
    assert all(r.why.premises for r in coast.ledger.relations)
