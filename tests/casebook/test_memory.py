"""The casebook in memory: each report once, one failure costs nothing else, order never shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recount.casebook import Casebook
from recount.model import DataError, Extraction, InputError, Reading, Report, SetAside, UsageError, to_json

MakeReport = Callable[..., Report]

TEXTS = {
    "a": "At least 12 people were killed in Aleppo on Sunday, the Syrian Observatory for Human Rights said.",
    "b": "The Syrian Observatory for Human Rights said 15 people had been killed in Aleppo, including four children.",
    "c": "Two men were wounded in a shooting in Rocky Mount, North Carolina, police said.",
}


class Extracts:
    """An extractor made of a function."""

    name = "test"

    def __init__(self, extract: Callable[[Report], Extraction]) -> None:
        self.extract = extract


@pytest.fixture
def reports(make_report: MakeReport) -> dict[str, Report]:
    return {id: make_report(text, id=id) for id, text in TEXTS.items()}


def test_a_report_is_taken_once(reports: dict[str, Report]) -> None:
    seen: list[str] = []

    def extract(report: Report) -> Extraction:
        seen.append(report.id)
        return Extraction(report=report.id, extractor="test")

    casebook = Casebook(Extracts(extract))
    casebook.add(Reading(reports=(reports["a"], reports["b"])))
    casebook.add(Reading(reports=(reports["b"], reports["c"])))
    assert seen == ["a", "b", "c"]


def test_an_extractor_that_fails_on_one_report_costs_no_other(reports: dict[str, Report]) -> None:
    def extract(report: Report) -> Extraction:
        if report.id == "b":
            raise RuntimeError(report.text)
        return Extraction(report=report.id, extractor="test")

    casebook = Casebook(Extracts(extract))
    casebook.add(Reading(reports=tuple(reports.values())))
    assert [report.id for report in casebook.reports] == ["a", "c"]
    (aside,) = casebook.set_aside
    assert aside.input == "b"
    assert "RuntimeError" in aside.wrong
    assert TEXTS["b"] not in aside.wrong, "no report text in what is logged"


def test_what_an_extractor_says_is_wrong_is_told(reports: dict[str, Report]) -> None:
    def extract(report: Report) -> Extraction:
        raise InputError("a model", "gave no answer", "see that it runs")

    casebook = Casebook(Extracts(extract))
    casebook.add(Reading(reports=(reports["a"],)))
    assert casebook.set_aside == (SetAside("a", "a model: gave no answer", "see that it runs"),)


def test_broken_language_data_is_no_reports_fault(reports: dict[str, Report]) -> None:
    def extract(report: Report) -> Extraction:
        raise DataError("words.toml", "has no verbs", "mend it")

    with pytest.raises(DataError, match=r"words\.toml"):
        Casebook(Extracts(extract)).add(Reading(reports=tuple(reports.values())))


def test_what_was_set_aside_in_reading_is_kept(reports: dict[str, Report]) -> None:
    aside = SetAside("x.txt", "is empty", "leave it out")
    casebook = Casebook()
    casebook.add(Reading(reports=(reports["a"],), set_aside=(aside,)))
    assert casebook.set_aside == (aside,)


def test_the_order_of_adding_never_shows(reports: dict[str, Report]) -> None:
    one, two = Casebook(), Casebook()
    one.add(Reading(reports=tuple(reports.values())))
    for id in ("c", "b", "a"):
        two.add(Reading(reports=(reports[id],)))
        two.ledgers()
    assert to_json(one.dossier()) == to_json(two.dossier())


def test_each_ledger_holds_its_own_event_only(reports: dict[str, Report]) -> None:
    casebook = Casebook()
    casebook.add(Reading(reports=tuple(reports.values())))
    ledgers = casebook.ledgers()
    assert sorted(tuple(ledger.event.reports) for ledger in ledgers) == [("a", "b"), ("c",)]
    for ledger in ledgers:
        said_in = {report for series in ledger.series for f in series.snapshots for report in f.reports}
        assert said_in <= set(ledger.event.reports)


def test_an_unknown_policy_is_refused_by_name(reports: dict[str, Report]) -> None:
    casebook = Casebook()
    casebook.add(Reading(reports=(reports["a"],)))
    with pytest.raises(UsageError, match="no_such_rule"):
        casebook.ledgers(["no_such_rule"])
