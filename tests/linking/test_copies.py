"""Copies, exact, near and in passages, and reports that only speak of the same."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from datasketch import MinHash  # type: ignore[import-untyped]

from recount.linking.copies import CopyIndex, Pair, find_copies, weigh
from recount.linking.copying.bodies import body
from recount.linking.copying.candidates import NUMBERS, jaccard, signature

WORDS = [f"word{n}" for n in range(2_000)]


def prose(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))  # noqa: S311


def changed(text: str, seed: int, every: int) -> str:
    """The text with one word in `every` replaced."""
    chance = random.Random(seed)  # noqa: S311
    return " ".join(f"other{chance.randrange(999)}" if chance.randrange(every) == 0 else w for w in text.split())


def test_the_same_words_are_an_exact_copy_whatever_their_case_and_breaks(making: Any) -> None:
    one = making.report("a", "Five people died in the market, the doctor said.", "2024-06-09")
    other = making.report("b", "FIVE people died\nin the market — the doctor said", "2024-06-10")
    (copy,) = find_copies([other, one])
    assert (copy.first, copy.second, copy.kind, copy.similarity, copy.original) == ("a", "b", "exact", 1.0, "a")


def test_a_few_words_changed_is_a_near_copy_with_its_shared_passages(making: Any) -> None:
    text = prose(1, 400)
    one, other = making.report("a", text), making.report("b", changed(text, 2, 60))
    (copy,) = find_copies([one, other])
    assert copy.kind == "near"
    assert copy.original is None
    for passage in copy.passages:
        assert passage.first.stands_in(one.text)
        assert passage.second.stands_in(other.text)
    assert copy.passages


def test_one_shared_passage_is_a_partial_copy(making: Any) -> None:
    shared = prose(3, 60)
    one = making.report("a", f"{prose(4, 300)} {shared} {prose(5, 300)}")
    other = making.report("b", f"{prose(6, 500)} {shared} {prose(7, 100)}")
    (copy,) = find_copies([one, other])
    assert copy.kind == "partial"
    assert [passage.first.exact for passage in copy.passages] == [shared]


def test_an_outlets_page_furniture_is_no_copy(making: Any) -> None:
    shared = prose(3, 60)
    one = making.report("a", f"{prose(4, 300)} {shared}", "2023-01-01")
    other = making.report("b", f"{prose(6, 300)} {shared}", "2024-06-10")
    assert find_copies([one, other]) == ()


@pytest.mark.parametrize("text", ["", "Dead.", "Ten dead in Aleppo, says a monitor."])
def test_different_and_short_reports_are_no_copies(making: Any, text: str) -> None:
    assert find_copies([making.report("a", text), making.report("b", prose(8, 200))]) == ()


def test_a_credit_tells_the_original_where_dates_do_not(making: Any) -> None:
    text = prose(9, 200)
    one = making.report("a", f"CITY (Reuters) - {text}", publisher="The Daily")
    other = making.report("b", text, publisher="Reuters")
    (copy,) = find_copies([one, other])
    assert copy.original == "b"
    assert "credits Reuters" in copy.reason


def test_many_same_reports_are_tied_to_the_earliest_only(making: Any) -> None:
    text = prose(10, 100)
    reports = [making.report(f"r{n}", text, f"2024-06-{n:02}") for n in range(1, 21)]
    copies = find_copies(reports)
    assert len(copies) == 19
    assert {copy.original for copy in copies} == {"r1"}


def test_the_order_of_reports_makes_no_difference(making: Any) -> None:
    text = prose(11, 300)
    reports = [making.report(f"r{n}", changed(text, n, 80)) for n in range(8)]
    assert find_copies(reports) == find_copies(reports[::-1])
    assert len(find_copies(reports)) > 8


def test_a_story_that_all_print_is_no_web_of_all_pairs(making: Any) -> None:
    text = prose(14, 200)
    reports = [making.report(f"r{n:02}", f"{text} {prose(200 + n, 10)}") for n in range(40)]
    copies = [copy for copy in find_copies(reports) if copy.kind == "near"]
    assert len(copies) <= 40 * 5
    assert {id for copy in copies for id in (copy.first, copy.second)} == {report.id for report in reports}


def test_all_pairs_that_an_oracle_finds_alike_are_found(making: Any) -> None:
    texts = [changed(prose(n // 4, 200), n, 30) for n in range(24)] + [prose(100 + n, 200) for n in range(24)]
    bodies = [body(making.report(f"r{n:02}", text)) for n, text in enumerate(texts)]
    oracle = []
    for one in bodies:
        sketch = MinHash(num_perm=NUMBERS, seed=1)
        for shingle in one.shingles:
            sketch.update(shingle)
        oracle.append(sketch)
    found = {(c.first, c.second) for c in find_copies([b.report for b in bodies]) if c.kind == "near"}
    for i, one in enumerate(bodies):
        for j in range(i + 1, len(bodies)):
            other = bodies[j]
            if oracle[i].jaccard(oracle[j]) >= 0.7:
                assert (one.report.id, other.report.id) in found
            if oracle[i].jaccard(oracle[j]) <= 0.3:
                assert (one.report.id, other.report.id) not in found
    assert found


def test_signatures_estimate_jaccard_as_datasketch_does(making: Any) -> None:
    text = prose(12, 400)
    one, other = body(making.report("a", text)), body(making.report("b", changed(text, 13, 25)))
    first, second = signature(one.shingles), signature(other.shingles)
    assert len(first) == NUMBERS
    assert all(isinstance(number, int) and 0 <= number < 2**32 for number in first)
    assert first == signature(set(one.shingles))
    ours = sum(a == b for a, b in zip(first, second, strict=True)) / NUMBERS
    assert ours == pytest.approx(jaccard(one.shingles, other.shingles), abs=0.15)
    assert signature([]) == (0,) * NUMBERS


QUOTED = prose(15, 45)


@pytest.mark.parametrize(
    ("beside", "quoted", "copies"),
    [
        (0, "both", 0),  # one speaker, heard by two
        (20, "both", 0),  # and a few more words alike around it
        (0, "one", 1),  # the other has the words as its own
        (0, "neither", 1),
        (30, "both", 1),  # enough of the outlet's own words were taken besides
    ],
)
def test_what_both_quote_is_no_copying(making: Any, beside: int, quoted: str, copies: int) -> None:
    own = prose(16, beside)
    shared = f'{QUOTED}" {own}'
    one = making.report("a", f'{prose(17, 200)} "{shared} {prose(18, 80)}')
    other = making.report("b", f'{prose(19, 150)} "{shared} {prose(20, 160)}')
    speaking = {"both": (one, other), "one": (one,), "neither": ()}[quoted]
    taken = {r.id: making.extraction(r, making.statement(r, 1, QUOTED)) for r in speaking}
    found = find_copies([one, other], taken)
    assert [copy.kind for copy in found] == ["partial"] * copies


@pytest.mark.parametrize(
    ("head", "foot", "publisher", "credited"),
    [
        ("(Tidewater Wire) - ", "", "The Tidewater Wire", True),
        ("The Tidewater Wire — ", "", "Tidewater Wire", True),
        ("", "\n(Tidewater Wire)", "Tidewater Wire", True),
        ("", "\nTidewater Wire\n", "Tidewater Wire", True),
        ("(AFP) — ", "", "Agence France-Presse", True),
        ("The Tidewater Wire said on Monday that ", "", "Tidewater Wire", False),
        ("(Tidewater) - ", "", "Tidewater Wire", False),
        ("(Tidewater Wire) - ", "", "Upland Wire", False),
        ("(Time) - ", "", "Time", False),
        ("(Tidewater Wire) - ", "", "", False),
    ],
)
def test_a_credit_to_the_others_publisher_tells_the_original(
    making: Any, head: str, foot: str, publisher: str, credited: bool
) -> None:
    text = prose(21, 200)
    wire = making.report("z", text, publisher=publisher)
    paper = making.report("a", f"{head}{text}{foot}", publisher="Marsh Daily")
    (copy,) = find_copies([wire, paper])
    assert copy.original == ("z" if credited else None)
    assert ("a credits" in copy.reason) is credited


def swapped(text: str, seed: int, rate: float) -> str:
    """The text with each word replaced with a chance of `rate`."""
    chance = random.Random(seed)  # noqa: S311
    return " ".join(f"swap{chance.randrange(9999)}" if chance.random() < rate else word for word in text.split())


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("share", "rate", "beside", "kind"),
    [
        (1.0, 0.0, 200, "partial"),
        (1.0, 0.15, 200, "partial"),
        (0.3, 0.15, 200, "partial"),
        (0.3, 0.0, 0, "partial"),
        (0.5, 0.15, 0, "partial"),
        (1.0, 0.02, 0, "near"),
        (1.0, 0.15, 0, "near"),
        (1.0, 0.6, 0, None),
        (0.05, 0.0, 200, None),
    ],
)
def test_a_part_of_a_report_is_found_alone_and_in_another(
    making: Any, share: float, rate: float, beside: int, kind: str | None, seed: int
) -> None:
    source = prose(30 + seed, 250)
    taken = swapped(" ".join(source.split()[: int(250 * share)]), seed, rate)
    one = making.report("a", source)
    other = making.report("b", f"{prose(40 + seed, beside)} {taken} {prose(50 + seed, beside // 2)}", "2024-06-12")
    found = find_copies([one, other])
    assert [copy.kind for copy in found] == ([kind] if kind else [])
    for copy in found:
        assert copy.original == "a"
        assert copy.passages
        for passage in copy.passages:
            assert passage.first.stands_in(one.text)
            assert passage.second.stands_in(other.text)
            assert passage.first.exact.split()[0] == passage.second.exact.split()[0]
            assert passage.first.exact.split()[-1] == passage.second.exact.split()[-1]


@pytest.mark.parametrize(("here", "there"), [("12", "15"), ("twelve", "fifteen"), ("indeed", "not"), ("no", "some")])
def test_a_passage_ends_where_the_numbers_differ(making: Any, here: str, there: str) -> None:
    before, after = prose(60, 80), prose(61, 80)
    one = making.report("a", f"{before} {here} {after}")
    other = making.report("b", f"{before} {there} {after}")
    (copy,) = find_copies([one, other])
    assert [passage.first.exact for passage in copy.passages] == [before, after]


NOTE = (
    "Our writers work under a charter that the board adopted long ago and that readers may ask for by post at the "
    "head office where the desk keeps it with the letters and answers of all former editors of the paper"
)
LEGAL = "All rights reserved; no part may be printed, sent or stored in any form by anybody who has no licence of ours."
MENU = "\n".join(f"{name} and more of it" for name in ("World", "Sports", "Culture", "Money", "Travel", "Weather"))


@pytest.mark.parametrize(
    ("note", "reports", "days", "houses", "copies"),
    [
        (NOTE, 2, 0, 0, 1),  # nothing tells two of them from a shared passage
        (NOTE, 3, 25, 0, 0),  # over seven weeks
        (NOTE, 30, 0, 0, 0),  # in too many reports, of outlets that nobody knows
        (NOTE, 8, 0, 1, 0),  # in many of one outlet
        (NOTE, 25, 0, 1, 0),
        (NOTE, 25, 1, 1, 0),
        (LEGAL, 2, 0, 2, 0),
        (f"\n{MENU}\n", 2, 0, 2, 0),
        (f"\n{MENU}\n{LEGAL}\n{MENU}\n", 2, 0, 1, 0),
    ],
)
@pytest.mark.parametrize("own", [40, 300])
def test_what_pages_share_makes_no_copies(
    making: Any, note: str, reports: int, days: int, houses: int, copies: int, own: int
) -> None:
    made = [
        making.report(
            f"r{n:02}",
            f"{prose(300 + n, own)}.\n{note}",
            (dt.date(2024, 1, 1) + dt.timedelta(days=days * n)).isoformat(),
            publisher=f"Outlet {n % houses}" if houses else "",
        )
        for n in range(reports)
    ]
    assert len(find_copies(made)) == copies


def test_an_agencys_paragraph_in_many_outlets_is_tied_to_the_first(making: Any) -> None:
    paragraph = prose(70, 60)
    made = [
        making.report(
            f"r{n:02}",
            f"{prose(400 + n, 150)} {paragraph} {prose(500 + n, 90)}",
            f"2024-06-{n // 10 + 1:02}",
            publisher=f"Outlet {n}",
        )
        for n in range(30)
    ]
    copies = find_copies(made)
    assert {copy.kind for copy in copies} == {"partial"}
    assert {id for copy in copies for id in (copy.first, copy.second)} == {report.id for report in made}
    assert len(copies) <= 30 * 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Five people died in the market, the doctor said.", "Six people died in the market, the doctor said."),
        (
            "A man was shot on Monday night in the 1200 block of Elm Street, police said.",
            "A man was shot on Sunday night in the 4300 block of Oak Street, police said.",
        ),
        ("The network said that it counts all the dead by name.", "The network said that it counts all the dead."),
    ],
)
def test_short_texts_that_are_alike_are_no_copies(making: Any, one: str, other: str) -> None:
    assert find_copies([making.report("a", one), making.report("b", other)]) == ()


@pytest.mark.parametrize(
    ("head", "foot", "publisher", "agency"),
    [
        ("BEIRUT (AP) — ", "", "", "ap"),
        ("(AFP) - ", "", "", "afp"),
        ("BEIRUT, Jan 3 (Reuters) - ", "", "", "reuters"),
        ("", " --Reuters", "", "reuters"),
        ("", "\n— AFP", "", "afp"),
        ("", "\nSource: Reuters\n", "", "reuters"),
        ("By The Associated Press\n", "", "", "ap"),
        ("", "", "Reuters", "reuters"),
        ("", "", "Marsh Daily", None),
        ("AFP reported that ", "", "", None),
        ("", " a photographer of Reuters-owned paper", "", None),
        ("(AP) (Reuters) - ", "", "", None),
        ("By the river ", "", "", None),
    ],
)
def test_the_agency_is_named_where_it_is_credited(
    making: Any, head: str, foot: str, publisher: str, agency: str | None
) -> None:
    text = prose(80, 200)
    one = making.report("a", f"{head}{text}{foot}", publisher=publisher)
    other = making.report("b", f"{prose(81, 300)} {text}")
    (copy,) = find_copies([one, other])
    assert copy.agency == agency


def test_two_different_credits_name_no_agency(making: Any) -> None:
    text = prose(82, 200)
    (copy,) = find_copies([making.report("a", f"(AP) — {text}"), making.report("b", f"(AFP) — {text}")])
    assert copy.agency is None


def test_reports_that_come_in_batches_have_the_same_copies(making: Any) -> None:
    made = [
        making.report(
            f"r{n:02}",
            f"{prose(600 + n, 100)} {swapped(prose(700 + n // 3, 120), n, 0.08)} {prose(800 + n, 50)}",
            f"2024-06-{1 + n // 3:02}",
        )
        for n in range(60)
    ]
    at_once = find_copies(made)
    index = CopyIndex()
    in_turn = [copy for n in range(0, 60, 7) for copy in index.add(body(report) for report in made[n : n + 7])]
    assert tuple(sorted(in_turn, key=lambda copy: (copy.first, copy.second))) == at_once
    assert len(at_once) == 60


def test_what_is_a_near_copy_from_one_side_is_no_partial_one(making: Any) -> None:
    shared = " ".join(f"word{at}" for at in range(60))
    one = body(making.report("a", f"{shared} {' '.join(f'here{at}' for at in range(20))}."))
    other = body(making.report("b", f"{shared} {' '.join(f'there{at}' for at in range(18))}."))
    formulas = b"\x01" * 35 + bytes(45)
    assert weigh(Pair(one, other, formulas, None)).near is None
    assert weigh(Pair(one, other, formulas, None)).partial is not None
    verdict = weigh(Pair(one, other, formulas, bytes(78)))
    assert verdict.near is not None
    assert verdict.partial is None
