"""Attribution: which words of a report somebody is said to vouch for, and who.

A `Saying` is one reporting word with its source and the stretch of tokens that it governs: before it ("…, the
ministry said"), after it ("the ministry said that …"), or the whole sentence ("according to …").
"""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after, np_before
from .according import according, given_out, hearsay, issued_from, issuer, quoted, quoting
from .closing import adjuncts, closes, ends_in_name, ends_in_source, only_before, relayed, says_something
from .giving import condemns_harm, counts_harm, gives_toll
from .headlines import after_colon, headline, opening
from .passive import passive
from .reporting import Reporting, reporting
from .runon import kept_apart
from .saying import Saying
from .shape import shaped
from .spokesmen import likely, names_source, opens_sentence, source_at, speaks, subject_of
from .unmarked import is_outlet, mentions_toll, without_agency
from .verbs import be_before, can_say, done_by, informed, lemma_of, width


def find_sayings(sentence: Sentence) -> list[Saying]:
    """The sayings of one sentence, in order."""
    known = reporting(sentence.language)
    made: list[Saying] = []
    tags = sentence.tags
    at = sentence.first
    first = opening(sentence, known)
    if first is not None:
        made.append(first)
        at = first.start
    for k, stem in enumerate(sentence.stems[at : sentence.last], at):
        listed = stem in known.starts
        if k < at or not (listed or tags[k] in "EV"):
            continue
        at = k
        if not listed:
            if (saying := shaped(sentence, at, known)) is not None:
                made.append(saying)
            continue
        saying = (
            according(sentence, at, known)
            or quoting(sentence, at, known)
            or quoted(sentence, at, known)
            or given_out(sentence, at, known)
            or _verb(sentence, at, known, made)
            or hearsay(sentence, at, known, made)
            or headline(sentence, at, known)
        )
        if saying is not None:
            made.append(saying)
            at = max(saying.cue.last, at + 1)
    if not made and (closed := after_colon(sentence, known)) is not None:
        made.append(closed)
    return kept_apart(sentence, made, known)


def _verb(sentence: Sentence, at: int, known: Reporting, made: list[Saying]) -> Saying | None:
    tokens, tags = sentence.tokens, sentence.tags
    lemma = lemma_of(sentence, at, known)
    if lemma is None:
        return None
    if lemma in ("claim", "count") and counts_harm(sentence, at):
        return None
    if lemma == "accuse" and tags[at] == "E" and sentence.stems[at + 1 : at + 2] == ["in"]:
        return None  # "a man accused in the shooting of two"
    if lemma == "suspect" and _a_suspect(sentence, at):
        return None
    if lemma == "post" and at + 1 < sentence.last and tokens[at + 1].stem in known.stationed:
        return None  # "soldiers posted at the bridge"
    if lemma == "obtain" and known.news.isdisjoint(tokens[k].stem for k in range(at + 1, min(at + 5, sentence.last))):
        return None
    if lemma in known.condemning and not condemns_harm(sentence, at, known):
        return None
    if lemma in known.giving and not gives_toll(sentence, at, known):
        return None
    if tags[at] == "E" and lemma in known.supposing and _said_to_be(sentence, at, lemma, known):
        return None
    if lemma in known.mentioning and not mentions_toll(sentence, at):
        return None
    if lemma in known.identifying and not be_before(sentence, at) and (lemma == "name" or done_by(sentence, at, known)):
        return None
    cue = Np(at, at + width(sentence, at, known))
    follow = cue.last
    if tags[at] == "G":
        k = at - 1 if tags[at - 1] == "R" else at  # "with the ministry later lowering its toll"
        own = np_before(tokens, tags, k, sentence.first) if tags[k - 1] in "NJ" else None
        if (
            own is not None
            and own.first > sentence.first
            and tokens[own.first - 1].stem == "with"
            and likely(sentence, own, known)
        ):
            return Saying(own, cue, follow, sentence.last, "before", lemma)
        if tags[at - 1] in "DP":
            return None
        first = made[-1].source if made else opens_sentence(sentence, at, known)
        return Saying(first, cue, follow, sentence.last, "before", lemma) if first is not None else None
    if (be_before(sentence, at) and not informed(sentence, at)) or done_by(sentence, at, known):
        return passive(sentence, cue, lemma, known)
    source = subject_of(sentence, at, known)
    turned = False
    apposed = source is not None and source.first == sentence.first and tags[source.last] == ","
    may_turn = lemma in known.after and lemma != "tell" and not apposed
    may_turn = may_turn and (
        tags[at - 1] == "," or _after_place(sentence, source, known) or _after_thing(sentence, at, known)
    )
    if may_turn and (
        ends_in_source(sentence, follow, known) or (tags[at - 1] == "," and ends_in_name(sentence, follow))
    ):
        source = None  # "Drones kill three in Tell, says the ministry", "… in Tell said the ministry"
    if (
        source is not None
        and not names_source(sentence, source, known)
        and not tokens[head_of(tokens, tags, source)].capital
        and lemma in known.after
        and lemma != "tell"
        and not tokens[source.first].capital
    ):
        other = np_after(tokens, tags, follow, sentence.last)
        goes_on = other is not None and sentence.tags[other.last : other.last + 1] in (["A"], ["V"], ["M"])
        if other is not None and likely(sentence, other, known) and not goes_on:
            source = None  # but "said some residents are helping"
    if source is None and _may_follow(sentence, at, lemma, known):
        source = source_at(sentence, follow, known)
        if source is not None and tags[at - 1] == "E" and not names_source(sentence, source, known):
            return None
        turned = source is not None
        if source is not None:
            source = issuer(sentence, source, known) or source
            source = _with_name(sentence, without_agency(sentence, source, known), known)
        if source is not None and tags[follow] != "#" and not speaks(sentence, source, known):
            return None
        if source is not None and lemma == "tell" and is_outlet(sentence, source, known):
            return None  # "inmates told Reuters"
        if source is not None and tags[at - 1] in "N)" and not likely(sentence, source, known):
            return None  # "the group said the missile hit"
    if source is None or not can_say(sentence, source, at, lemma, known):
        return None
    if not turned:
        source = _with_quoted_name(sentence, issued_from(sentence, source, known))
    to: Np | None = None
    end = source.last if turned else follow
    if lemma in ("tell", "inform") and not turned:
        to = _told_to(sentence, follow)
        end = to.last if to else follow
    if turned and tags[at - 1] == "," and not says_something(sentence, at):
        return Saying(source, cue, source.last, sentence.last, "before", lemma, to, source.last)  # "At noon, said X, …"
    if lemma == "tell" and not turned and (of := _told_of(sentence, follow)) is not None:
        return Saying(source, cue, of, sentence.last, "before", lemma, None, of)
    within = None if turned else _relative_end(sentence, source, follow)
    if within is not None:
        return Saying(source, cue, follow, within, "before", lemma, to, adjuncts(sentence, end, False))
    if not turned and _within_clause(sentence, source, end, known):
        return Saying(source, cue, end, sentence.last, "before", lemma, to, adjuncts(sentence, end, True))
    governs_left = turned or (
        lemma in known.after
        and (closes(sentence, end) or only_before(sentence, source, end) or relayed(sentence, end, known))
        and says_something(sentence, source.first)
    )
    if governs_left:
        if _aside(sentence, min(source.first, at), end) or _before_main(sentence, min(source.first, at), end, known):
            return Saying(source, cue, sentence.first, sentence.last, "after", lemma, to, adjuncts(sentence, end, True))
        stop = source.first if not turned else at
        closed = adjuncts(sentence, end, True)
        follows = closed + (tags[closed : closed + 1] == [","])  # "…, the army said on Friday, taking the toll to …"
        counted = any(count.first == follows + 1 for count in sentence.counts)
        if follows < sentence.last and (
            tags[follows] == "G"
            or tokens[follows].stem == "including"
            or (tokens[follows].stem == "with" and counted)  # "…, the ministry said, with several wounded"
            or _gives_reason(sentence, stop, follows, known)
            or (follows > closed and (_adds_clause(sentence, follows, known) or _goes_on(sentence, follows, known)))
        ):
            stop = sentence.last
        return Saying(source, cue, sentence.first, stop, "after", lemma, to, closed)
    reach = _reach(sentence, follow, lemma, known)
    return Saying(source, cue, follow, reach, "before", lemma, to, adjuncts(sentence, end, False))


def _adds_clause(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a clause with a count follows the source between commas: "Two died, police said, and three were hurt"."""
    if sentence.tokens[at].stem not in known.joining:
        return False
    return any(at < count.first <= at + 9 for count in sentence.counts)


def _goes_on(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether the clause goes on after the source: "Revenge was the motive, they said, for the deaths of four"."""
    if sentence.tags[at] != "P" or sentence.tokens[at].stem in known.reasons:
        return False
    return any(at < count.first <= at + 4 and "V" not in sentence.tags[at : count.first] for count in sentence.counts)


def _gives_reason(sentence: Sentence, stop: int, follows: int, known: Reporting) -> bool:
    """Whether why a toll may rise follows a source: "More deaths were likely, it added, as scores were hurt"."""
    if sentence.tokens[follows].stem not in known.reasons:
        return False
    return not known.prospects.isdisjoint(sentence.stems[sentence.first : stop])


def _a_suspect(sentence: Sentence, at: int) -> bool:
    """Whether "suspect" is who is suspected: "a second suspect", "a robbery suspect"."""
    token, before = sentence.tokens[at], sentence.tokens[at - 1]
    return token.text == "suspect" and not (before.stem.endswith("s") or before.stem in ("police", "they", "we"))


def _said_to_be(sentence: Sentence, at: int, lemma: str, known: Reporting) -> bool:
    """Whether others say something of what stands before a participle: "a drone, said to be Turkish".

    Whoever says something may say it to somebody; what is believed to fly is believed so by others.
    """
    if at + 2 >= sentence.last or sentence.tags[at + 1] != "T":
        return False
    return lemma in known.supposed or sentence.tokens[at + 2].stem in ("be", "have", "belong")


def _after_place(sentence: Sentence, source: Np | None, known: Reporting) -> bool:
    """Whether what stands before a verb belongs to what was said: a thing or a place, and no word for a source."""
    if source is None or names_source(sentence, source, known):
        return False
    return source.first > sentence.first and any(count.last <= source.first for count in sentence.counts)


def _may_follow(sentence: Sentence, at: int, lemma: str, known: Reporting) -> bool:
    """Whether a verb may turn round with its source: "…, said the mayor", "… were unaccounted for said the council"."""
    if lemma not in known.after or at <= sentence.first:
        return False
    before = sentence.tags[at - 1]
    if before in ',":)NH#.JE':
        return True
    ended = before in "GROV" or (before == "P" and sentence.tags[at - 2] == "E")
    return ended and lemma != "tell" and ends_in_source(sentence, at + 1, known)


def _after_thing(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether what stands right before a verb is told, and says nothing: "driven out by the war said the council"."""
    np = np_before(sentence.tokens, sentence.tags, at, sentence.first)
    counted = any(count.last < at for count in sentence.counts)
    return (
        counted and np is not None and sentence.tokens[head_of(sentence.tokens, sentence.tags, np)].stem in known.never
    )


def _told_to(sentence: Sentence, at: int) -> Np | None:
    """Whom somebody told: "told the agency", "told KOIN 6 News"."""
    to, tokens = np_after(sentence.tokens, sentence.tags, at, sentence.last), sentence.tokens
    if to is None or to.last >= sentence.last or not tokens[to.last - 1].capital:
        return to
    last = to.last + tokens[to.last].text.isdecimal()
    while to.last < last < sentence.last and tokens[last].capital and sentence.tags[last] == "N":
        last += 1
    named = last >= sentence.last or sentence.tags[last] in ".,PH"
    return Np(to.first, last) if named else to


def _told_of(sentence: Sentence, at: int) -> int | None:
    """Where that begins of which somebody told: "told later of further shells, by which nine were hurt"."""
    while at < sentence.last and sentence.tags[at] in "HR":
        at += 1
    return at + 1 if at < sentence.last and sentence.tokens[at].stem == "of" else None


def _within_clause(sentence: Sentence, source: Np, end: int, known: Reporting) -> bool:
    """Whether a source and its verb stand between commas right after what opens a clause: "after, police said, …"."""
    tags, comma = sentence.tags, source.first - 1
    if comma - 1 <= sentence.first or tags[comma] != ",":
        return False
    if tags[comma - 1] not in "SWC" and sentence.tokens[comma - 1].stem not in known.subordinate:
        return False
    return tags[end : end + 1] == [","]


def _aside(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a source and its verb stand between a counted subject and what befell it: "nine, police said, died"."""
    tags = sentence.tags
    if first <= sentence.first or tags[first - 1] != ",":
        return False
    closed = adjuncts(sentence, end, True)
    if tags[closed : closed + 1] != [","] or closed + 1 >= sentence.last or tags[closed + 1] not in "AVEMR":
        return False
    counted = any(count.last <= first for count in sentence.counts)
    return counted and not any(tags[k] in "VEAM" for k in range(sentence.first, first))


def _before_main(sentence: Sentence, first: int, end: int, known: Reporting) -> bool:
    """Whether a source stands between the clause that opens its sentence and the main one.

    "When shells hit the market, police said, nine people died".
    """
    opens = sentence.stems[sentence.first] in known.subordinate | known.reasons or sentence.tags[sentence.first] == "S"
    if not opens or sentence.tags[first - 1] != "," or any(count.first < first for count in sentence.counts):
        return False
    closed = adjuncts(sentence, end, True)
    return sentence.tags[closed : closed + 1] == [","] and any(count.first > closed for count in sentence.counts)


def _relative_end(sentence: Sentence, source: Np, follow: int) -> int | None:
    """Where the relative clause ends in which a source speaks of something else than people counted; None in no such.

    "The raid, which the army had announced, killed four"; but "four men who police said were soldiers".
    """
    tokens, tags, relative = sentence.tokens, sentence.tags, source.first - 1
    if relative <= sentence.first or tags[relative] != "W":
        return None
    before = relative - 1 - (tags[relative - 1] == ",")
    if tags[before] not in "NH" or any(count.first <= before < count.last for count in sentence.counts):
        return None
    if any(count.first == follow for count in sentence.counts):
        return None
    return next((k for k in range(follow, sentence.last) if tokens[k].text == ","), sentence.last)


def _with_quoted_name(sentence: Sentence, np: Np) -> Np:
    """A source with its name in quotation marks before it: "“Save the Children” organization"."""
    tokens, tags = sentence.tokens, sentence.tags
    closing = np.first - 1
    if closing <= sentence.first or tags[closing] != '"' or tokens[np.first].capital or tokens[closing].text == '"':
        return np
    opens = next((k for k in range(closing - 1, max(sentence.first - 1, closing - 7), -1) if tags[k] == '"'), None)
    if opens is None or any(tags[k] in ",VEAO" for k in range(opens + 1, closing)):
        return np  # "“We deplore it,” his statement read"
    return Np(opens + 1, np.last) if tokens[opens + 1].capital else np


def _reach(sentence: Sentence, at: int, lemma: str, known: Reporting) -> int:
    """Where what is said ends. An announcement of a thing ends before what it followed or came amid."""
    if lemma not in known.announcing or sentence.tags[at : at + 1] == ["#"]:
        return sentence.last
    tokens = sentence.tokens
    clause = False
    for k in range(at, sentence.last):
        clause = clause or sentence.tags[k] in "VA"
        if tokens[k].stem in ("that", "how") or sentence.tags[k] in ':"':
            return sentence.last
        if tokens[k].stem in known.aftermath:
            return k
        if (
            not clause
            and sentence.tags[k] == ","
            and sentence.tags[k + 1 : k + 2] == ["G"]
            and tokens[k + 1].stem not in known.lemmas
        ):
            return k
    return sentence.last


def _with_name(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """An office with the name after its comma: "…, said the commander, Adel Haddad"; the name of "a group called X"."""
    tokens, tags, k = sentence.tokens, sentence.tags, np.last + 1
    called = np.last + (tokens[k].stem == "as" if k < sentence.last else 0)
    if k < sentence.last and tokens[called].stem in known.naming and tokens[np.last].stem in known.naming:
        name = np_after(tokens, tags, called + 1, sentence.last)
        return name if name is not None and tokens[name.last - 1].capital else np
    if k >= sentence.last or tags[k - 1] != ",":
        return np
    head = tokens[head_of(tokens, tags, np)].stem
    if head in known.generic and tags[k] == "D":
        name = np_after(tokens, tags, k, sentence.last)  # "…, said a monitor, the Lowland Watch."
        closed = name is not None and (name.last >= sentence.last or tags[name.last] in ",.")
        return name if name is not None and closed and tokens[name.last - 1].capital else np
    if head not in known.roles:
        return np
    while k < sentence.last and tokens[k].capital and tags[k] == "N":
        k += 1
    closed = k >= sentence.last or tags[k] in ",."
    return Np(np.first, k) if closed and 2 < k - np.last <= 5 else np


def governed(sayings: Sequence[Saying], at: int) -> Saying | None:
    """The saying that governs the token at `at`: of those that reach it the one whose reach is smallest."""
    reaching = [saying for saying in sayings if saying.start <= at < saying.stop]
    if not reaching:
        return None
    return min(
        reaching, key=lambda saying: (saying.kind == "headline", saying.stop - saying.start, abs(saying.cue.first - at))
    )
