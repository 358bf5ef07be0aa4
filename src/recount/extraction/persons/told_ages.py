"""Ages that a sentence tells of the ones whom it names: right after a name, in turn for several, by a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ..sayings.speakers import Scene
from ..words.forms import expression
from .personforms import PersonGrammar, Unit

NAMES = frozenset({"name", "posname"})
"""Kinds of units that name somebody."""

_AFTER_AGE = frozenset(
    {
        "comma",
        "close",
        "stop",
        "and",
        "semi",
        "be",
        "in",
        "year",
        "who",
        "whose",
        "hyphen",
        "adv",
        "have",
        "die",
        "suffer",
    }
)
_ENDS = frozenset({"comma", "stop", "semi", "be", "adv", "close"})
"""What may stand after the last of several ages in turn."""

_ROW = frozenset({"and", "comma"})
"""What joins the names of a row."""

_SAID_ENDS = frozenset({"comma", "stop", "semi"})
"""What may stand after ages that are said of several."""

_PAIR = 2
_DASHES = frozenset({"comma", "hyphen"})
_TRAILING = 20
"""Units within which a sentence that begins with a name may end with "was 24."."""

_APPOSED = 5
"""Units that an apposition before an age may have."""

_DESCRIBES = frozenset({"some", "the", "another", "possessive", "num", "age"})
"""Kinds with which somebody else is described in a row."""

_LEAST = 10
"""The least age that "of" may tell ("a singer of 12"): a lower number counts things ("a player of two games")."""

_BRACKET = 6
"""Units of a bracket within which an age must stand ("(B/M, 34)")."""


class ToldAge(NamedTuple):
    """An age in years that a form tells of a name: the unit indices of the name and of the age."""

    name: int
    at: int
    age: int


def told_by_forms(
    scene: Scene, units: Sequence[Unit], kinds: AbstractSet[str], grammar: PersonGrammar
) -> Iterator[ToldAge]:
    """The ages that the table's forms tell of names in a sentence's units, which are of these kinds.

    Words that look ahead make it a year less: "would have turned 30".
    """
    if "num" not in kinds and "age" not in kinds:
        return
    codes = grammar.codes
    line = "".join([codes[unit.kind] for unit in units])
    present = frozenset(line)
    for form in grammar.ages:
        for need in form.needs:
            if present.isdisjoint(need):
                break
        else:
            for match in expression(form.pattern).finditer(line):
                at = match.start(1)
                value = units[at].value
                names = [k for k in range(match.start(), match.end()) if units[k].kind in NAMES]
                if not names or value is None:
                    continue
                name = names[-1 if form.last else 0]
                between = scene.tokens[units[name].last : units[at].first]
                ahead = "turn" in kinds and not grammar.ahead.isdisjoint([token.stem for token in between])
                yield ToldAge(name, at, max(0, value - ahead))


def age_after(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age that follows a name, and where it stands.

    "Ann Lee, 30, …", "(30)", "age 30", ", a 30-year-old nurse", ", who is nine,", ", a retired nurse of 61", "Ann Lee
    and Bo Day, 30 and 31,".
    """
    kinds = [unit.kind for unit in units[at + 1 : at + 10]]
    begin = 1 if kinds[:1] == ["jr"] else 0
    first = kinds[begin : begin + 1]
    if first == ["be"] or (first == ["and"] and kinds[begin + 1 : begin + 3] == ["name", "be"]):
        several = said_of_several(units, at)
        if several is not None or first == ["and"]:
            return several
        return _said(units, at + 2 + begin)
    if first in (["and"], ["comma"]) and (turn := _in_turn(units, at)) is not None:
        return turn
    if first == ["comma"] and [unit.kind for unit in units[-4:]] == ["comma", "be", "num", "stop"]:
        between = {unit.kind for unit in units[at + 1 : -4]}
        if units[-2].value is not None and len(units) - at < _TRAILING and not between & NAMES:
            return units[-2].value, len(units) - 2  # "Lee, of the 400 block of Elm Street, was 24."
    if (
        first not in (["comma"], ["open"], ["age_word"])
        and kinds[begin : begin + 2] != ["hyphen", "age_word"]
        and (kinds[begin : begin + 3] != ["hyphen", "num", "hyphen"])
    ):
        return None
    begin += first != ["age_word"]
    if first == ["open"] and (aged := _bracketed(units, at + 1 + begin)) is not None:
        return aged
    if kinds[begin : begin + 2] == ["who", "be"]:
        return _said(units, at + 3 + begin)
    if kinds[begin : begin + 2] == ["who", "num"]:
        return _said(units, at + 2 + begin)  # "who's 58"
    begin += kinds[begin : begin + 1] == ["adv"] and kinds[begin + 1 : begin + 2] in (["num"], ["age"])
    begin += kinds[begin : begin + 1] == ["age_word"]
    if kinds[begin : begin + 2] == ["possessive", "age"]:
        return _relative(units, at + 2 + begin)
    opens = kinds[begin : begin + 1] in (["some"], ["the"])
    begin += opens
    if begin >= len(kinds):
        return None
    unit = units[at + 1 + begin]
    if unit.value is None:
        if not opens:
            return None
        return _apposed(units, at + 1 + begin) or _of(units, at + 1 + begin, kinds, begin)
    after = kinds[begin + 1] if begin + 1 < len(kinds) else "stop"
    if unit.kind == "age":
        named = next(
            (kind for kind in kinds[begin + 1 :] if kind in {"comma", "name", "posname", "stop", "and", "of", "in"}),
            "stop",
        )
        return None if named in NAMES else (unit.value, at + 1 + begin)
    if unit.kind == "num" and after == "month":
        return unit.value // 12, at + 1 + begin  # "Ann Lee, 8 months,"
    homed = after == "of" and kinds[begin + 2 : begin + 3] == ["cap"]
    found = kinds[begin + 1 : begin + 3] == ["dead", "in"]  # "his wife, Joan, 59 dead in their home"
    return (unit.value, at + 1 + begin) if unit.kind == "num" and (after in _AFTER_AGE or homed or found) else None


def _in_turn(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age of one of several in "Ann Lee and Bo Day, ages 30 and 31,"; None where there are not as many ages."""
    first = last = at
    while first - 2 >= 0 and units[first - 1].kind in _ROW and units[first - 2].kind in NAMES:
        first -= 2
    while last + 2 < len(units) and units[last + 1].kind in _ROW and units[last + 2].kind in NAMES:
        last += 2
    number, k = (last - first) // 2 + 1, last + 1
    if number == 1 or k + 2 >= len(units) or units[k].kind not in _DASHES:
        return None
    ages, k = _ages_from(units, k + 1 + (units[k + 1].kind == "age_word"))
    ended = k >= len(units) or units[k].kind in _ENDS or units[k].kind == "plain"
    return ages[(at - first) // 2] if len(ages) == number and ended else None


def _ages_from(units: Sequence[Unit], k: int) -> tuple[list[tuple[int, int]], int]:
    """The numbers of a row ("34, 9 and 6") with where they stand, and where the row ends; none where one is no age."""
    ages: list[tuple[int, int]] = []
    while k < len(units) and units[k].kind in {"num", "age"}:
        value = units[k].value
        if value is None:
            return [], k
        ages.append((value, k))
        k += 1
        if k + 1 < len(units) and units[k].kind in {"and", "comma"} and units[k + 1].kind in {"and", "num", "age"}:
            k += 1 + (units[k + 1].kind == "and")
    return ages, k


def said_of_several(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age of one of two or more in "Ann Lee and Bo Day were 30 and 31", "… were both 16", "… were 16 years old"."""
    last = at
    while last + 2 < len(units) and units[last + 1].kind in _ROW and units[last + 2].kind in NAMES:
        last += 2
    first = last
    while first - 2 >= 0 and units[first - 1].kind in _ROW and units[first - 2].kind in NAMES:
        first -= 2
    if first == last or units[last - 1].kind != "and" or last + 2 >= len(units) or units[last + 1].kind != "be":
        return None
    ages = ages_in_order(units, last + 2, (last - first) // 2 + 1)
    return ages[(at - first) // 2] if ages else None


def ages_in_order(units: Sequence[Unit], at: int, number: int) -> list[tuple[int, int]]:
    """The ages of so many people in what is said of them, in their order, with where they stand; empty where it is not.

    `at` is where the words after "were" begin: "34, 9 and 6.", "just 16 and 17 when …", "both 16"; one age is of all.
    """
    while at < len(units) and units[at].kind == "adv":
        at += 1
    ages, k = _ages_from(units, at)
    after = [unit.kind for unit in units[k : k + 2]] or ["stop"]
    ended = after[0] in _SAID_ENDS or after == ["year", "old"] or (after[0] == "plain" and after[1:] == ["stop"])
    ended = ended or (len(ages) > 1 and after[0] == "in") or (bool(ages) and units[k - 1].kind == "age")
    if not ended or len(ages) not in (1, number):
        return []
    return ages * number if len(ages) == 1 else ages


def said_of_both(units: Sequence[Unit]) -> int | None:
    """The age in years in "Both were 36.", "Both men were only 36, police said."."""
    at = next((k for k, unit in enumerate(units[:2]) if unit.kind == "both"), None)
    if at is None:
        return None
    at += 1 + (at + 1 < len(units) and units[at + 1].kind in {"group", "victim"})
    ages = ages_in_order(units, at + 1, 2) if at < len(units) and units[at].kind == "be" else []
    return ages[0][0] if ages and ages[0] == ages[1] else None


def said_of_each(units: Sequence[Unit]) -> list[tuple[Unit, int]]:
    """The pronouns of a sentence's opening with an age in years each: "She was 62; he was 66."; empty where not two."""
    told: list[tuple[Unit, int]] = []
    at = 1 if units and units[0].kind in {"quote", "stop"} else 0
    while at + 1 < len(units) and units[at].kind == "pronoun":
        k = at + 1
        while k < len(units) and units[k].kind in ({"be", "adv"} if told or k > at + 1 else {"be"}):
            k += 1
        value = units[k].value if k < len(units) and k > at + (not told) else None
        if value is None:
            return []
        told.append((units[at], value))
        at = k + 1
        while at < len(units) and units[at].kind in {"comma", "semi", "and"}:
            at += 1
    ended = at >= len(units) or units[at].kind in {"stop", "plain"} or units[at - 1].kind == "comma"
    return told if len(told) == _PAIR and ended else []


def _bracketed(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age in "(f/34)", "(m, 34)", "(B/M, 34)", where a number closes the bracket."""
    for k in range(at, min(at + _BRACKET, len(units) - 1)):
        value = units[k].value
        if units[k].kind == "num" and units[k + 1].kind == "close" and value is not None:
            dated = any(unit.kind == "num" for unit in units[at:k])  # "(D.O.B. 3/14/96)"
            return None if dated else (value, k)
    return None


def _said(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age in "was 17.", "is nine,", "was just 17 years old"."""
    while at < len(units) and units[at].kind == "adv":
        at += 1
    value = units[at].value if at < len(units) else None
    if value is None or units[at].kind not in {"age", "num"}:
        return None
    after = [unit.kind for unit in units[at + 1 : at + 3]] or ["stop"]
    several = after[0] in _ROW and after[1:] in (["num"], ["age"])  # "They are 29 and 27"
    fits = units[at].kind == "age" or after[0] in {"comma", "stop", "and"} or after == ["year", "old"]
    return (value, at) if fits and not several else None


def said_of_pronoun(units: Sequence[Unit]) -> int | None:
    """The age in years of whom a sentence's first words speak: "He was 31.", "She was only 17 when …"."""
    at = 1 if units and units[0].kind == "quote" else 0
    if [unit.kind for unit in units[at : at + 2]] != ["pronoun", "be"] or len(units) < at + 4:
        return None
    said = _said(units, at + 2)
    if said is not None:
        return said[0]
    at += 2
    while units[at].kind == "adv" and at + 2 < len(units):
        at += 1
    later = units[at].kind == "num" and units[at + 1].kind in {"in", "quote"}
    return units[at].value if later else None


def _of(units: Sequence[Unit], at: int, kinds: Sequence[str], k: int) -> tuple[int, int] | None:
    """The age in ", a retired teacher of 61,"."""
    while k + 2 < len(kinds) and kinds[k] in {"plain", "cap", "noun", "kin", "hyphen", "adv"}:
        if kinds[k + 1 : k + 3] == ["of", "num"]:
            after = kinds[k + 3] if k + 3 < len(kinds) else "stop"
            value = units[at + 2].value
            counts = (
                kinds[k] == "kin" or after not in _AFTER_AGE or after == "year"
            )  # a mother of 12, a teacher of 30 years
            return (value, at + 2) if not counts and value is not None and value >= _LEAST else None
        at, k = at + 1, k + 1
    return None


def _apposed(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age in ", a freshman, 15,"; not where a row of people may go on ("Lee, a neighbor, 32, and a man")."""
    end = at
    while end < len(units) and end - at < _APPOSED and units[end].kind in {"plain", "cap", "noun", "title", "hyphen"}:
        end += 1
    kinds = [unit.kind for unit in units[end : end + 5]]
    if end == at or kinds[:2] != ["comma", "num"] or (kinds[2:3] or ["stop"])[0] not in _SAID_ENDS | {"close"}:
        return None
    value, after = units[end + 1].value, [kind for kind in kinds[2:] if kind not in _ROW]
    rows = kinds[2:3] == ["comma"] and after[:1] and after[0] in _DESCRIBES
    return None if value is None or rows else (value, end + 1)


def _relative(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age at `at` in ", his 81-year-old mother, was"; not where she may be somebody else, one of a row."""
    value, kinds = units[at].value, [unit.kind for unit in units[at + 1 : at + 4]]
    if value is None or kinds[:1] not in (["kin"], ["noun"]):
        return None
    ended = kinds[1:2] in ([], ["stop"]) or (kinds[1:2] == ["comma"] and kinds[2:3] in (["be"], ["who"], ["have"]))
    return (value, at) if ended else None
