"""Where a sentence says that something is: which words are places, and which are not."""

from __future__ import annotations

import pytest

from recount.extraction.language import language
from recount.extraction.scenes.places import capitals, find_places, unled_places
from recount.extraction.view.view import look_at
from recount.model import Report, Span


def places(text: str) -> list[str]:
    """The places that the words of a text lead to, in order, but for those that somebody comes from."""
    view = look_at(Report(id="r", sha256="0" * 64, text=text), language("en"))
    tokens = view.tokens
    found = (one.np for line in view.lines for one in find_places(view, line) if one.kind != "origin")
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
    ("text", "wanted"),
    [
        # what lies beside, on the way to, or along a place
        ("A mine went off close to Kafr Harim.", ["Kafr Harim"]),
        ("Shells fell next to Kafr Harim.", ["Kafr Harim"]),
        ("A van was hit on the road leading to Kafr Harim.", ["Kafr Harim"]),
        ("A bomb went off at the western entrance to Kafr Harim.", ["Kafr Harim"]),
        ("Gunmen stopped a bus heading to Kafr Harim.", ["Kafr Harim"]),
        ("Rockets fell on posts lining the Kafr-Harim road.", ["the Kafr-Harim road"]),
        ("A car was bombed on the road linking Kafr with Harim.", ["Kafr"]),
        ("Forty migrants drowned while attempting to cross the Adriatic.", ["the Adriatic"]),
        ("The deal was close to being signed by Hassan.", []),
        ("The toll is next to nothing, Hassan said.", []),
        # what was shaken
        ("The blast shook Kafr Harim at dawn.", ["Kafr Harim"]),
        ("Two explosions rattled Kafr Harim at dawn.", ["Kafr Harim"]),
        ("Two men were shot near the corner of 35th and Vine.", ["35th and Vine"]),
        # a room of a place
        ("He was killed in the banquet hall of the Sarin on Saturday.", ["the Sarin"]),
        ("She was killed in the prayer room of Kafr Harim.", ["Kafr Harim"]),
        # raids on a people, quarrels over a person
        ("Four people died in raids on the Hadaris.", []),
        ("Four people died in raids on the Hadaris in Kafr.", ["Kafr"]),
        ("Shots fired over the Hassan ruling hurt five people.", []),
        ("Planes flew over Kafr Harim.", ["Kafr Harim"]),
        # land by its holder has the name of what it lies in
        (
            "Six people died in areas controlled by the Administration in northern Hadar.",
            ["areas controlled by the Administration in northern Hadar", "northern Hadar"],
        ),
        (
            "Areas under rebel control in Hadar in 2021 | 155 people killed",
            ["Areas under rebel control in Hadar", "Hadar"],
        ),
        ("Rebel-held areas | 17 people killed in Hadar", ["Rebel-held areas", "Hadar"]),
        # an Arabic article, however it is written
        ("Six people died in Deir ez-Zor.", ["Deir ez-Zor"]),
        ("Six people died in Umm er-Rasas on Monday.", ["Umm er-Rasas"]),
        ("Six people died in Kafr ex-soldiers said.", ["Kafr"]),
        # a side is no place, nor a country before its army
        ("Four people died in raids on Houthis.", []),
        ("Four people died in Iran army shelling.", []),
        ("Four people died in Iran.", ["Iran"]),
        # capitals of a headline
        ("Car Bombing Claims 40 Lives In Kafr Harim.", ["Kafr Harim"]),
        ("Violence in Kafr Harim district kills six.", ["Kafr Harim district"]),
        # a name after "home town"
        ("Warplanes bombed his hometown, Kafr, in the Hadar governorate.", ["Kafr", "the Hadar governorate"]),
        # the name that heads an item
        ("Hadar: Three civilians were killed.", ["Hadar"]),
        ("Lower Hadar: 3 civilians, including one child, killed by gunmen.", ["Lower Hadar"]),
        ("North Hadar: Four civilians were killed.", ["North Hadar"]),
        ("Militants: 12 killed.", []),
        ("HNHR: 58 people were killed.", []),
        ("Ali Hassan: “Five people were killed.”", []),
        ("Civilians: 12, including two women, were killed.", []),
    ],
)
def test_what_leads_to_a_place(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted


def unled(text: str) -> list[tuple[str, str]]:
    """The places of a text that no word leads to, each with what makes it one."""
    view = look_at(Report(id="r", sha256="0" * 64, text=text), language("en"))
    tokens, found = view.tokens, []
    for line in view.lines:
        for place in unled_places(view, line, capitals(view, line, find_places(view, line))):
            span = Span.of(text, tokens[place.np.first].start, tokens[place.np.last - 1].end)
            found.append((span.exact, place.kind))
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a name with its ground
        ("People had come together for the feast of Hadar Church.", [("Hadar Church", "ground")]),
        ("Kafr Harim market was hit by two rockets.", [("Kafr Harim market", "struck")]),
        ("The Kafr Harim area saw heavy shelling.", [("The Kafr Harim area", "struck")]),
        ("He had left Hadar village that day.", [("Hadar village", "ground")]),
        ("The Islamic State claimed it.", []),
        ("The Red Cross Hospital took them in.", []),
        ("A spokesman of the Hadar Front spoke.", []),
        # what is told to be the place
        ("It emerged that the place was the Wadi Hadar district.", [("the Wadi Hadar district", "told")]),
        ("The town that came under fire is Harim, north of the border.", [("Harim", "told")]),
        ("The target was Kafr Harim.", [("Kafr Harim", "told")]),
        ("The suspect is Hassan.", []),
        # what was struck
        ("On Monday Kafr Harim was shaken by a blast.", [("Kafr Harim", "struck")]),
        ("On Monday Kafr Harim witnessed violent clashes.", [("Kafr Harim", "struck")]),
        ("On Monday Hassan witnessed the trial.", []),
        ("Kafr, on the outskirts of Hadar, was rocked by a blast.", [("Kafr", "struck")]),
        # the capital of a first word says nothing
        ("Dear people of the town, stay at home.", []),
        # whose arms they are
        ("In Hadar, Sarin rockets hit Kafr. They had fled to Sarin.", []),
        ("“Dear people, stay at home,” he said.", []),
        ("Hadar residents stayed at home. The shells had hit Hadar.", [("Hadar", "people")]),
    ],
)
def test_a_place_that_no_word_leads_to(text: str, wanted: list[tuple[str, str]]) -> None:
    assert unled(text) == wanted


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("The monitor counted 1,042 civilians killed: 658 in Tell and 384 in Harim.", [True, True]),
        ("Two people died and six were injured in Tell.", [False]),
        ("There were two deaths and six injured in Tell.", [False]),
        ("Bombing Claims 40 Lives Wounds Scores in Hadar.", [False]),
        ("The blast killed six, wounding two in Hadar.", [False]),
    ],
)
def test_a_place_of_a_list_is_that_of_a_bare_figure(text: str, listed: list[bool]) -> None:
    view = look_at(Report(id="r", sha256="0" * 64, text=text), language("en"))
    assert [place.listed for line in view.lines for place in find_places(view, line)] == listed


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("The missile took the lives of five pickers in Hadar.", [False]),
        ("The dead man lives in Hadar.", [True]),
        ("Five residents of a camp in Hadar were wounded.", [False]),
        ("Hassan, a resident of a camp in Hadar, was wounded.", [True]),
        ("Five students at Hadar University were killed.", [False]),
        ("The wounded were taken to a clinic in Hadar.", [True]),
    ],
)
def test_where_the_harmed_live_or_are_brought_is_away(text: str, away: list[bool]) -> None:
    view = look_at(Report(id="r", sha256="0" * 64, text=text), language("en"))
    assert [place.away for line in view.lines for place in find_places(view, line)] == away
