"""Tolls said as tolls, and counts that are among the harmed."""

from __future__ import annotations

from ..counting.counts import Count
from .look import REACH, Frame, Look
from .parts import in_a_decade


def toll(look: Look, at: int, count: Count) -> Frame | None:
    """ "The death toll rose to 42", "bringing to 45 the number killed"."""
    if count.article:
        return None
    k = count.first - 1
    link = look.stem(look.skip_left(k))
    linked = not look.known.toll_links.isdisjoint((link, look.stem(k), look.stem(count.first))) or look.tag(k) == ":"
    if link == "as" and count.figure.kind == "vague":
        return None  # "expected to rise as many are in critical condition"
    if link == "of" and look.stem(look.skip_left(k) - 1) not in look.known.toll_nouns:
        linked = False
    if linked and (told := _said_after(look, at, count) or _elided(look, at, count, k)) is not None:
        return told
    if linked:
        for j in range(k, max(look.s.first, k - REACH) - 1, -1):
            if (look.tag(j) == "." and look.tokens[j].text != ".") or (
                j in look.starts
                and look.s.counts[look.starts[j]].figure.kind == "number"
                and j != count.first
                and look.tag(j - 1) == "C"
            ):
                break
            frame = toll_at(look, at, j, k)
            if frame is not None:
                return frame
    for j in range(count.last, min(look.s.last, count.last + 5)):
        frame = toll_at(look, at, j, None)
        if frame is not None and linked:
            return frame
    return _opens_in_number(look, at, count, k) if linked else None


def _said_after(look: Look, at: int, count: Count) -> Frame | None:
    """ "It rose to 9; the number of people who were killed": the toll right after its figure."""
    if count.phrase.heads:
        return None
    for j in range(count.last, min(look.s.last, count.last + 5)):
        if look.tag(j) == "C":
            return None  # "stood at 12 and the number of wounded at 40"
        if look.stem(j) in look.known.toll_counted and look.tag(j - 1) == "D":
            return toll_at(look, at, j, None)
    return None


def _elided(look: Look, at: int, count: Count, link: int) -> Frame | None:
    """ "The number of dead at 12 and of injured at 40", "the dead at 12 and the injured at 40": no noun of its own."""
    harmed = look.skip_left(link) - 1
    outcome = look.known.toll_kinds.get(look.stem(harmed))
    if (
        outcome is None
        or count.phrase.heads
        or look.stem(harmed + 1) not in look.play["stands_at"] | look.known.toll_links
    ):
        return None
    before = harmed - 1
    while look.tag(before) == "D":
        before -= 1
    of = look.stem(before) == "of" and look.stem(before - 1) not in look.known.toll_counted | look.known.toll_nouns
    return Frame(at, outcome, harmed, harmed + 1, "toll") if of or before < harmed - 1 else None


def _opens_in_number(look: Look, at: int, count: Count, link: int) -> Frame | None:
    """ "The number of civilians who … has risen to 98": a sentence's subject, however far its figure is."""
    counts = [other for other in look.s.counts if other.first < count.first]
    for j in range(look.s.first, min(look.s.first + 6, link)):
        if look.stem(j) in look.known.toll_counted and look.tag(j - 1) == "D" and not counts:
            return toll_at(look, at, j, link)
    return None


def toll_at(look: Look, at: int, j: int, link: int | None) -> Frame | None:
    """The toll noun at `j`, or "the number of people killed"."""
    stem = look.stem(j)
    kinds = look.known.toll_kinds
    if stem in look.known.toll_nouns:
        for near in (j - 1, j + 1, j + 2, j + 3):
            if look.stem(near) in kinds:
                return Frame(at, kinds[look.stem(near)], min(j, near), max(j, near) + 1, "toll")
        return Frame(at, "killed", j, j + 1, "toll")
    if stem in look.known.toll_counted and link is not None and look.stem(j - 1) in kinds:
        return Frame(at, kinds[look.stem(j - 1)], j - 1, j + 1, "toll")  # "the city's homicide total to 23"
    if stem in look.known.toll_counted and (look.stem(j + 1) in look.play["of_toll"] or look.stem(j + 1) in kinds):
        end = link if link is not None else j + 10
        for near in range(j + 1, min(j + 10, end, look.s.last)):
            if look.stem(near) in kinds:
                return Frame(at, kinds[look.stem(near)], j, near + 1, "toll")
            died = look.at_first.get(near)  # "the number of those who lost their lives rises to nine"
            if died is not None and died.victim == "subject" and look.tag(near - 1) in "AW":
                return Frame(at, died.outcome, j, died.last, "toll")
    return None


def among(look: Look, at: int, count: Count) -> Frame | None:
    """ "five children were among the dead"; "among those killed were three children"; "2 medics among 31 dead".

    Such a count is a part: of the count that the same words hold, else of a total told before (`head` None).
    """
    inside = look.stem(look.skip_left(count.first - 1)) in look.play["complement"]
    reach = min(count.last + 16, look.s.last)
    if inside or not (look.play["among"] | {"one"}) & set(look.s.stems[count.last : reach]):
        reach = count.last  # "13 rebels from six families were among the dead"
    for k in range(_past_commas(look, count), reach):
        if look.stem(k) in look.play["among"]:
            return None if _of_the_count(look, count, k) else _part_of_harmed(look, at, k + 1)
        if look.stem(k) == "one" and look.stem(k + 1) == "of" and look.stem(k - 1) in look.play["be"]:
            return _one_of_harmed(look, at, k + 2) if count.article else None
        listed = look.tag(k) in ",CDNJP" or k in look.starts  # "five women and 13 men were among the dead"
        passes = any(look.stem(k) in look.play[part] for part in ("also", "identified", "raising"))
        passes = passes or (look.tag(k) == "T" and look.stem(k + 1) in look.play["be"])  # "believed to be among"
        if not listed and look.tag(k) not in "ARMH" and not passes:
            break
    opening = look.s.first + (look.stem(look.s.first) == "out")
    if look.stem(opening) == "of" and (found := look.harmed(opening + 1)) is not None and found.last <= count.first:
        return _part_of_harmed(look, at, opening + 1)
    before = look.skip_left(count.first - 1)
    first = look.at_first.get(look.s.first)
    if (
        first is not None
        and look.tag(first.first) == "E"
        and first.last <= before
        and look.stem(before) in look.play["be"]
    ):
        return Frame(
            at, first.outcome, first.first, first.last, "object", None, first.real
        )  # "Killed were three brothers"
    if look.stem(look.s.first) in look.play["among"] and look.stem(before) in look.play["be"]:
        return _part_of_harmed(look, at, look.s.first + 1)  # "Among the 40 killed when a bus … were two cooks"
    beside = True
    floor = max(look.s.first, count.first - 14)
    words = look.s.stems[floor : count.first]
    if all(look.play[part].isdisjoint(words) for part in ("includes", "be", "among")):
        return None
    for k in range(count.first - 1, floor - 1, -1):
        includes = look.stem(k) in look.play["includes"]
        if includes and look.tag(k - 1) == "T" and (told := _thought_to_include(look, at, k)) is not None:
            return told
        passes = includes or look.stem(k) in look.play["identified"]
        if look.tag(k) in ".SWMVOEG" and not passes and k not in look.ends:
            break
        beside = beside and (look.tag(k) != "P" or in_a_decade(look.s, k))
        definite = (
            look.tag(k - 2) in "DH"
            or look.tokens[k - 2].possessive
            or (look.tag(k - 3) == "D" and look.tag(k - 2) in "NJG")
        )
        definite = definite or (look.tag(k - 4) == "D" and look.tag(k - 3) == "J" and look.tag(k - 2) == "C")
        if (includes or (look.stem(k) in look.play["be"] and beside)) and definite:
            found = look.harmed(k - 1)
            if found is not None and found.last == k and not (count.phrase.counts == "nobody" and not includes):
                return Frame(at, found.outcome, found.first, found.last, "part")
        if (
            includes
            and look.stem(k - 1) in look.known.toll_nouns
            and (told := toll_at(look, at, k - 1, None)) is not None
        ):
            return told._replace(relation="part")  # "the death toll included eight women"
        beside_them = look.stem(k) in look.play["among"] and _right_after_harmed(look, count, k)
        if beside_them or (
            look.stem(k) in look.play["among"] and any(look.stem(j) in look.play["be"] for j in range(k, count.first))
        ):
            return _part_of_harmed(look, at, k + 1)
    return None


def _thought_to_include(look: Look, at: int, k: int) -> Frame | None:
    """ "The dead are thought to include two sisters"."""
    j = k
    while look.tag(j - 1) in "TAER" and j > k - 5 and look.s.first < j and j - 1 not in look.at_first:
        j -= 1
    found = look.at_first.get(j - 1) or look.harmed(j - 1)
    if found is None or found.last != j or look.tag(found.first - 1) != "D":
        return None
    return Frame(at, found.outcome, found.first, found.last, "part")


def _right_after_harmed(look: Look, count: Count, k: int) -> bool:
    """ "and among the martyrs a woman and her two children": no verb between those harmed and who is among them."""
    found = look.harmed(k + 1)
    if found is None or look.tag(k + 1) != "D":
        return False
    between = range(found.last, count.first)
    counted = any(one.first <= found.last <= one.first + 1 for one in look.s.counts)
    if k == look.s.first and look.tokens[found.last].text == ":":
        counted, between = True, range(found.last + 1, count.first)  # "Among the dead: two sisters and a cook"
    return counted and all(look.tag(j) in ",CD" or any(o.first <= j < o.last for o in look.s.counts) for j in between)


def _of_the_count(look: Look, count: Count, k: int) -> bool:
    """Whether "among" leads back to the count: "Ten people among whom were six women", "14 people boys among them"."""
    if look.stem(k + 1) == "them" and k == count.last and count.phrase.heads and count.phrase.heads[-1] < k - 1:
        noun = look.people.get(look.stem(k - 1))
        if noun is not None and noun.plural:
            return True  # "four of a family children among them"
    if look.tag(k + 1) == "W":
        return True
    inside = {j for other in look.s.counts for j in range(other.first, other.last)}
    return look.stem(k + 1) == "them" and any(look.tag(j) == "N" and j not in inside for j in range(count.last, k))


def _past_commas(look: Look, count: Count) -> int:
    """Where a sentence goes on after words between commas: "A mayor, named by the rebels, was among the dead"."""
    k = count.last
    if look.tag(k) != ",":
        return k
    close = next((j for j in range(k + 1, min(k + ASIDE, look.s.last)) if look.tag(j) == ","), None)
    inner = range(k + 1, close or k)
    if close is None or look.tag(close + 1) != "A" or any(j in look.starts or look.tag(j) == "C" for j in inner):
        return k
    return close + 1


ASIDE = 14
"""So many words at most stand between two commas of an aside."""


def _one_of_harmed(look: Look, at: int, k: int) -> Frame | None:
    """ "A girl was one of four people killed": of so many who are then told harmed."""
    of = look.starts.get(k)
    if of is None or look.s.counts[of].phrase.counts not in ("people", "nobody"):
        return None
    end = look.s.counts[of].last
    found = look.at_first.get(end + (look.tag(end) == "W"))
    if found is None or not (found.victim in ("subject", "state") or found.bare):
        return None
    return Frame(at, found.outcome, found.first, found.last, "part", of)


def _part_of_harmed(look: Look, at: int, k: int) -> Frame | None:
    found = look.harmed(k)
    if found is None:
        return None
    whole = next((look.starts[j] for j in range(k, min(k + 4, found.first)) if j in look.starts), None)
    return Frame(at, found.outcome, found.first, found.last, "part", whole if whole != at else None)
