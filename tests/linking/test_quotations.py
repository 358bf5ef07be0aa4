"""One utterance in several wordings, and utterances that are not one."""

from __future__ import annotations

from typing import Any

import pytest

from recount.linking.quotations import find_quotations, pieces
from recount.model import Event, Quotation


def found(making: Any, *rows: tuple[str, str, str | None, str, str]) -> tuple[Quotation, ...]:
    """The quotations of one event; a row is report id, words, speaker, kind, published day."""
    reports, taken = {}, {}
    for id, words, speaker, kind, day in rows:
        report = making.report(id, f"{speaker or ''} said: {words}", day)
        reports[id] = report
        taken[id] = making.extraction(report, making.statement(report, 1, words, speaker, kind))
    return find_quotations(reports, taken, [Event(id="e", title="", reports=tuple(sorted(reports)))])


HARBOUR = "We will rebuild the harbour stone by stone before the winter storms arrive"


def test_the_same_words_under_two_spellings_of_one_man(making: Any) -> None:
    (one,) = found(
        making,
        ("a", HARBOUR, "Governor Yusuf Abdel Karim", "quotation", "2024-06-09"),
        ("b", f"{HARBOUR}.", "Abdul Kareem", "quotation", "2024-06-10"),
    )
    assert one.speaker == "Yusuf Abdel Karim"
    assert one.spellings == ("Abdul Kareem", "Yusuf Abdel Karim")
    assert one.earliest == "a#q1"
    assert [[p.kind for p in w.pieces] for w in one.wordings] == [["same"], ["same"]]


def test_a_paraphrase_joins_the_quotation_that_it_carries_the_content_of(making: Any) -> None:
    (one,) = found(
        making,
        ("a", HARBOUR, "Yusuf Abdel Karim", "quotation", "2024-06-10"),
        (
            "b",
            "the harbour would be rebuilt before winter storms arrived",
            "Yusuf Abdul Karim",
            "paraphrase",
            "2024-06-10",
        ),
    )
    assert one.fullest == "a#q1"
    assert one.earliest is None


@pytest.mark.parametrize(
    ("speaker", "other", "words"),
    [
        ("Yusuf Abdel Karim", "Nadia Farouk", HARBOUR),
        ("Yusuf Abdel Karim", "Samir Abdel Karim", HARBOUR),
        (
            "Yusuf Abdel Karim",
            "Yusuf Abdel Karim",
            "Nobody may enter the port until the divers have searched every hull",
        ),
        ("Yusuf Abdel Karim", "Yusuf Abdel Karim", "the harbour"),
        ("Yusuf Abdel Karim", "the Norwegian foreign ministry", "the harbour stone must come before winter"),
    ],
)
def test_what_is_not_one_utterance(making: Any, speaker: str, other: str, words: str) -> None:
    assert not found(
        making,
        ("a", HARBOUR, speaker, "quotation", "2024-06-10"),
        ("b", words, other, "quotation", "2024-06-10"),
    )


def test_two_paraphrases_are_not_aligned_without_a_quotation(making: Any) -> None:
    words = "the harbour would be rebuilt stone by stone before the winter storms"
    rows = [(id, words, "Yusuf Abdel Karim", "paraphrase", "2024-06-10") for id in ("a", "b")]
    assert found(making, *rows) == ()


def test_without_a_name_only_nearly_the_same_words_are_one(making: Any) -> None:
    assert found(
        making,
        ("a", HARBOUR, "Yusuf Abdel Karim", "quotation", "2024-06-10"),
        ("b", HARBOUR.replace("arrive", "come"), None, "quotation", "2024-06-10"),
    )
    assert not found(
        making,
        ("a", HARBOUR, "Yusuf Abdel Karim", "quotation", "2024-06-10"),
        ("b", "The winter storms broke the harbour and drowned three fishermen", None, "quotation", "2024-06-10"),
    )


def test_the_pieces_of_a_wording() -> None:
    made = pieces("“We shall rebuild” the old harbour soon", "We will rebuild the harbour stone by stone")
    assert [(p.kind, p.words) for p in made] == [
        ("same", "We"),
        ("other", "shall"),
        ("same", "rebuild” the"),
        ("only_here", "old"),
        ("same", "harbour"),
        ("other", "soon"),
    ]
    assert [(p.kind, p.words) for p in pieces("We rebuild", "We will rebuild")] == [
        ("same", "We"),
        ("missing_here", "will"),
        ("same", "rebuild"),
    ]
    assert pieces("", "We") != ()
    assert pieces("", "") == ()
