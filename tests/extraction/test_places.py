"""Where a sentence says that something is: which words are places, and which are not."""

from __future__ import annotations

import pytest

from recount.extraction.language import language
from recount.extraction.scenes.places import find_places
from recount.extraction.view.view import look_at
from recount.model import Report, Span


def places(text: str) -> list[str]:
    """The places that the words of a text lead to, in order."""
    view = look_at(Report(id="r", sha256="0" * 64, text=text), language("en"))
    tokens = view.tokens
    found = (place.np for line in view.lines for place in find_places(view, line))
    return [Span.of(text, tokens[np.first].start, tokens[np.last - 1].end).exact for np in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a time after the name is no part of it
        ("Warplanes targeted a bakery in Tell Harim on March 3rd 2019.", ["Tell Harim"]),
        ("Six people were killed in Tell Harim on Monday.", ["Tell Harim"]),
        # of two names with a noun between them the narrower one
        ("A bomb killed six people in the Homs suburb of Tell Harim.", ["Tell Harim"]),
        ("A bomb killed six people in the Homs town of Tell Harim.", ["Tell Harim"]),
        ("Raids hit the east Homs district of Zahra.", ["Zahra"]),
        ("Raids hit the Zahra district of Homs.", ["the Zahra district", "Homs"]),
        # who is struck is no place
        ("The gun went off, striking Hassan in the head.", []),
        ("A bullet struck Hassan in the leg.", []),
        ("Shells struck Tell Harim in the morning.", ["Tell Harim"]),
        ("He is charged in the shooting of 5-year-old Omar Hassan.", []),
        ("The shelling of Tell Harim killed six people.", ["Tell Harim"]),
        # an agency is no place
        ("Six people are in critical condition ABCD reported.", []),
        ("Two people were killed in an IED explosion.", []),
        # ground that a people's adjective names
        ("The strikes on Syrian territory killed six people.", ["Syrian territory"]),
        # where police were sent, and where people fled from
        ("Officers were sent to the Cedar Hill Apartments.", ["the Cedar Hill Apartments"]),
        ("The shelling led to the displacement of 300 people from Tell Harim.", ["Tell Harim"]),
        ("Smoke was rising from Tell Harim prison.", ["Tell Harim prison"]),
        ("A young man from Tell Harim was killed.", []),
        ("At least 80 people drowned while crossing the Adriatic.", ["the Adriatic"]),
        ("Six people died in the storming of Tell Harim.", ["Tell Harim"]),
    ],
)
def test_places(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("The monitor counted 1,042 civilians killed: 658 in Tell and 384 in Harim.", [True, True]),
        ("Two people died and six were injured in Tell.", [False]),
        ("There were two deaths and six injured in Tell.", [False]),
    ],
)
def test_a_place_of_a_list_is_that_of_a_bare_figure(text: str, listed: list[bool]) -> None:
    view = look_at(Report(id="r", sha256="0" * 64, text=text), language("en"))
    assert [place.listed for line in view.lines for place in find_places(view, line)] == listed
