"""Where a name stands in a text, and where it does not."""

from __future__ import annotations

import pytest

from recount.casebook.protecting.folding import Folded
from recount.casebook.protecting.identities import Identity
from recount.casebook.protecting.masking import Hiding, Masked
from recount.model import Span

PERSON = ["Dr Mira Solen"]
BODY = ["Vell Monitoring Centre", "VMC"]


@pytest.mark.parametrize(
    ("names", "person", "text", "found"),
    [
        (PERSON, True, "said Mira Solen, a teacher", ["Mira Solen"]),
        (PERSON, True, "MIRA SOLEN DEAD", ["MIRA SOLEN"]),
        (PERSON, True, "Solen, Mira, was", ["Solen, Mira"]),
        (PERSON, True, "M. Solen was", ["M. Solen"]),
        (PERSON, True, "Mi\u00adra\nSo\u0301len’s house", ["Mi\u00adra\nSo\u0301len"]),
        (PERSON, True, "#JusticeForMiraSolen", ["MiraSolen"]),
        (PERSON, True, "Ivan Solen and Mira Tor", ["Solen and Mira"]),  # rather too much than too little
        (PERSON, True, "Ivan Solen spoke to his wife and to Mira Tor", []),
        (PERSON, True, "Mira was there; a solenoid", []),
        (BODY, False, "the Vell Monitoring Centre said", ["Vell Monitoring Centre"]),
        (BODY, False, "VMC said", ["VMC"]),
        (BODY, False, "a monitoring centre in Vell", []),
        (BODY, False, "vmc", []),
    ],
)
def test_where_a_name_stands(names: list[str], person: bool, text: str, found: list[str]) -> None:
    stretches = Identity(names, person=person).stands_in(Folded(text))
    made = Masked(text, [Hiding(start, end, "#") for start, end in stretches])
    assert [text[one.start : one.end] for one in made.hidden] == found


def test_a_first_name_that_goes_on_to_another_surname_is_anothers() -> None:
    text = "Mira wept. Mira Tor did not; Solen did."
    found = Identity(PERSON, person=True).parts_in(Folded(text))
    assert [text[start:end] for start, end in found] == ["Mira", "Solen"]


def test_spans_stand_in_what_is_shown() -> None:
    text = "Teacher Mira Solen, 34, died in Oster."
    masked = Masked(text, [Hiding(8, 18, "[A]")])
    assert masked.text == "Teacher [A], 34, died in Oster."
    for words, shown in (("Teacher", "Teacher"), ("Mira", "[A]"), ("Mira Solen, 34", "[A], 34"), ("Oster", "Oster")):
        span = masked.span(Span.of(text, text.index(words), text.index(words) + len(words)))
        assert span.exact == shown
        assert span.stands_in(masked.text)
