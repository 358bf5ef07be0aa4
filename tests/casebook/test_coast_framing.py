"""How the five coast reports put it (../shared/reports/coast-2025): read beside the texts, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.casebook import Casebook
from recount.model import Dossier, Framing
from recount.publishing.page.build import dossier_html


@pytest.fixture(scope="module")
def coast(shared: Path) -> Dossier:
    return Casebook.of([shared / "reports" / "coast-2025"]).dossier()


@pytest.fixture(scope="module")
def framing(coast: Dossier) -> Framing:
    (made,) = coast.framings
    return made


def words(framing: Framing, row: str, outlet: str) -> set[str]:
    """An outlet's words for something; those that it only passes on in brackets."""
    return {
        choice.words if choice.times > choice.passed_on else f"[{choice.words}]"
        for one in framing.rows
        if one.id.endswith(f"/{row}")
        for choice in one.choices
        if choice.outlet == outlet
    }


def test_who_stands_with_the_fallen_government(framing: Framing) -> None:
    assert words(framing, "people-former", "RTW News") == {"loyalists"}
    assert words(framing, "people-former", "Al Mayadeen English") == {"remnants", "former regime"}
    assert "insurgent" in words(framing, "people-armed", "002_2e3d6b0901fa901b")


def test_killed_neutralised_massacred(framing: Framing) -> None:
    assert "massacred" in words(framing, "deed-killing", "Al Mayadeen English")
    assert "[neutralized]" in words(framing, "deed-killing", "RTW News")
    assert words(framing, "deed-killing", "000_30680d10ca788594") == {"killings", "[killed]"}


def test_words_set_apart_and_words_of_reserve(framing: Framing) -> None:
    assert words(framing, "quotation_marks", "Al Mayadeen English") == {"remnants"}
    assert not words(framing, "quotation_marks", "RTW News")
    assert "claimed" in words(framing, "hedge-hedges", "Al Mayadeen English")


def test_what_one_reports_and_the_others_leave_out(framing: Framing) -> None:
    told = {(one.kind, one.what): one.told_by for one in framing.tellings}
    assert told["claimant", "Syrian Network for Human Rights"] == ("Al Mayadeen English",)
    assert told["outcome", "people displaced"] == ("Al Mayadeen English",)
    assert told["victims", "children among the people killed"] == ("Al Mayadeen English",)
    assert ("claimant", "Syrian Observatory for Human Rights") not in told  # RTW News probably has it as well


def test_every_word_stands_where_it_is_said_to(coast: Dossier, framing: Framing) -> None:
    texts = {report.id: report.text for report in coast.reports}
    uses = [use for row in framing.rows for choice in row.choices for use in choice.uses]
    uses += [use for telling in framing.tellings for use in telling.where]
    assert uses
    assert all(use.span.stands_in(texts[use.report]) for use in uses)


def test_the_page_leads_from_each_word_to_its_report(coast: Dossier) -> None:
    page = dossier_html(coast)
    section = page[page.index("How each outlet puts it") :]
    section = section[: section.index("</section>")]
    anchors = {part.split('"')[0] for part in section.split('href="#')[1:]}
    assert len(anchors) > 60
    assert all(f'id="{anchor}"' in page for anchor in anchors)
