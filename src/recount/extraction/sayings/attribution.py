"""Attribution: which words of a report somebody is said to vouch for, and who.

A `Saying` is one reporting word with its source and the stretch of tokens that it governs: before it ("…, the
ministry said"), after it ("the ministry said that …"), or the whole sentence ("according to …").
"""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after, np_before
from ..words.syntax import parts_played
from ..words.tokens import Token
from .according import according, hearsay, quoted, quoting
from .giving import counts_harm, gives_toll
from .headlines import headline, opening
from .meeting import bounded
from .reporting import Reporting, reporting
from .saying import Saying
from .spokesmen import likely, names_source, opens_sentence, speaks, subject_of
from .unmarked import is_outlet, mentions_toll, without_agency


def find_sayings(sentence: Sentence) -> list[Saying]:
    """The sayings of one sentence, in order."""
    known = reporting(sentence.language)
    made: list[Saying] = []
    tokens, tags = sentence.tokens, sentence.tags
    at = sentence.first
    first = opening(sentence, known)
    if first is not None:
        made.append(first)
        at = first.start
    for k in [k for k, stem in enumerate(sentence.stems[at : sentence.last], at) if stem in known.starts]:
        if k < at:
            continue
        at = k
        saying = (
            according(sentence, at, known)
            or quoting(sentence, at, known)
            or quoted(sentence, at, known)
            or _verb(sentence, at, known, made)
            or hearsay(sentence, at, known, made)
            or headline(sentence, at, known)
        )
        if saying is not None:
            made.append(saying)
            at = max(saying.cue.last, at + 1)
    return bounded(made, tokens, tags, sentence.language)


def _verb(sentence: Sentence, at: int, known: Reporting, made: list[Saying]) -> Saying | None:
    tokens, tags = sentence.tokens, sentence.tags
    lemma = _lemma(sentence, at, known)
    if lemma is None:
        return None
    if lemma in ("claim", "count") and counts_harm(sentence, at):
        return None
    if lemma == "obtain" and known.news.isdisjoint(tokens[k].stem for k in range(at + 1, min(at + 5, sentence.last))):
        return None
    if lemma in known.giving and not gives_toll(sentence, at, known):
        return None
    if lemma in known.mentioning and not mentions_toll(sentence, at):
        return None
    cue = Np(at, at + 1)
    follow = at + 1
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
    if (_be_before(sentence, at) and not _informed(sentence, at)) or _done_by(sentence, at, known):
        return None
    source = subject_of(sentence, at, known)
    turned = False
    apposed = source is not None and source.first == sentence.first and tags[source.last] == ","
    closing = lemma in known.after and lemma != "tell" and tags[at - 1] == "," and not apposed
    if closing and _ends_in_source(sentence, follow, known):
        source = None  # "Drones kill three in Tell, says the ministry"
    if (
        source is not None
        and not names_source(sentence, source, known)
        and not tokens[head_of(tokens, tags, source)].capital
        and lemma in known.after
        and lemma != "tell"
        and not tokens[source.first].capital
    ):
        other = np_after(tokens, tags, follow, sentence.last)
        if other is not None and likely(sentence, other, known):
            source = None
    if source is None and lemma in known.after and at > sentence.first and tags[at - 1] in ',":)NH#.JE':
        source = np_after(tokens, tags, follow, sentence.last, titles=True)
        if source is not None and tags[at - 1] == "E" and not names_source(sentence, source, known):
            return None
        turned = source is not None
        if source is not None:
            source = _with_name(sentence, without_agency(sentence, source, known), known)
        if source is not None and not speaks(sentence, source, known):
            return None
        if source is not None and lemma == "tell" and is_outlet(sentence, source, known):
            return None  # "inmates told Reuters"
        if source is not None and tags[at - 1] in "N)" and not likely(sentence, source, known):
            return None  # "the group said the missile hit"
    if source is None or not _can_say(sentence, source, at, lemma, known):
        return None
    if not turned:
        source = _with_quoted_name(sentence, source)
    to: Np | None = None
    end = source.last if turned else follow
    if lemma in ("tell", "inform") and not turned:
        to = np_after(tokens, tags, follow, sentence.last)
        end = to.last if to else follow
    if turned and tags[at - 1] == "," and not _says_something(sentence, at):
        return Saying(source, cue, source.last, sentence.last, "before", lemma, to, source.last)  # "At noon, said X, …"
    governs_left = turned or (
        lemma in known.after
        and (_closes(sentence, end) or _only_before(sentence, source, end))
        and _says_something(sentence, source.first)
    )
    if governs_left:
        stop = source.first if not turned else at
        closed = _adjuncts(sentence, end, True)
        follows = closed + (tags[closed : closed + 1] == [","])  # "…, the army said on Friday, taking the toll to …"
        counted = any(count.first == follows + 1 for count in sentence.counts)
        if follows < sentence.last and (
            tags[follows] == "G"
            or tokens[follows].stem == "including"
            or (tokens[follows].stem == "with" and counted)  # "…, the ministry said, with several wounded"
        ):
            stop = sentence.last
        return Saying(source, cue, sentence.first, stop, "after", lemma, to, closed)
    reach = _reach(sentence, follow, lemma, known)
    return Saying(source, cue, follow, reach, "before", lemma, to, _adjuncts(sentence, end, False))


def _with_quoted_name(sentence: Sentence, np: Np) -> Np:
    """A source with its name in quotation marks before it: "“Save the Children” organization"."""
    tokens, tags = sentence.tokens, sentence.tags
    closing = np.first - 1
    if closing <= sentence.first or tags[closing] != '"' or tokens[np.first].capital or tokens[closing].text == '"':
        return np
    opens = next((k for k in range(closing - 1, max(sentence.first - 1, closing - 7), -1) if tags[k] == '"'), None)
    return Np(opens + 1, np.last) if opens is not None and tokens[opens + 1].capital else np


def _ends_in_source(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a source that is named as one follows a verb of reporting, and closes the sentence."""
    np = np_after(sentence.tokens, sentence.tags, at, sentence.last, titles=True)
    return np is not None and names_source(sentence, np, known) and _closes(sentence, np.last)


def _adjuncts(sentence: Sentence, at: int, closes: bool) -> int:
    """Where the time and the place of a reporting verb end, which begin at `at`.

    What is said follows a verb that does not close its sentence, so there only times belong to the verb, and places
    only where "that" or a comma comes after them.
    """
    tokens, tags = sentence.tokens, sentence.tags
    k = sure = at
    while k < sentence.last and k - at < 12:
        if tags[k] in "HR" or _day_part(tokens, tags, k):
            k = sure = k + 1
        elif tags[k] == "P" and tags[k + 1 : k + 2] == ["H"]:
            k = sure = k + 2
        elif tags[k] == "P" and (np := np_after(tokens, tags, k + 1, sentence.last)) is not None:
            k = np.last
        else:
            break
    return k if closes or (k < sentence.last and (tags[k] in ",." or tokens[k].stem == "that")) else sure


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
    """An office with the name after its comma: "…, said the commander, Adel Haddad"."""
    tokens, tags, k = sentence.tokens, sentence.tags, np.last + 1
    if k >= sentence.last or tags[k - 1] != "," or tokens[head_of(tokens, tags, np)].stem not in known.roles:
        return np
    while k < sentence.last and tokens[k].capital and tags[k] == "N":
        k += 1
    closed = k >= sentence.last or tags[k] in ",."
    return Np(np.first, k) if closed and 2 < k - np.last <= 5 else np


def _lemma(sentence: Sentence, at: int, known: Reporting) -> str | None:
    """The lemma of the verb of reporting at `at`; None where the word is none here."""
    token, tag = sentence.tokens[at], sentence.tags[at]
    lemma = known.bare.get(token.stem)
    if lemma is not None and lemma not in known.clausal:
        return lemma if _bare_verb(sentence, at, known) else None
    lemma = lemma or known.lemmas.get(token.stem)
    if lemma is None:
        return "see" if token.stem in known.seeing and tag in "VEN" else None
    if tag not in "VEGN" or (tag == "N" and not _verb_here(sentence, at)):
        return None
    told = lemma in known.assessing and any(count.first == at + 1 for count in sentence.counts)
    if (
        lemma in known.clausal
        and not told
        and not any(sentence.tokens[k].stem == "that" for k in range(at + 1, min(at + 3, sentence.last)))
    ):
        closes = at + 1 >= sentence.last or sentence.tags[at + 1] == "."
        paper = closes and sentence.tags[at - 1] == "N" and sentence.tokens[at - 1].stem in known.shown_by
        paper = paper or (closes and _after_comma(sentence, at, known))
        return lemma if paper and lemma in known.after else None  # "…, the study found."
    return lemma


def _after_comma(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a source and a comma stand before a verb that closes its sentence: "…, the mayor recalled"."""
    np = np_before(sentence.tokens, sentence.tags, at, sentence.first)
    apart = np is not None and np.first > sentence.first and sentence.tags[np.first - 1] == ","
    return np is not None and apart and names_source(sentence, np, known)


def _bare_verb(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a form that may be a noun is a verb: "activists report 12 dead", "they claim that"."""
    if at == sentence.first:
        return False
    if sentence.tokens[at - 1].stem == "to" and sentence.tokens[at - 2].stem in known.enabling:
        return True
    before, follow = sentence.tokens[at - 1], sentence.tags[at + 1] if at + 1 < sentence.last else "."
    if follow == "." and (np := np_before(sentence.tokens, sentence.tags, at, sentence.first)) is not None:
        left = sentence.tags[np.first - 1] if np.first > sentence.first else "."
        outlet = before.capital and before.stem in known.organs  # "… in Tell Nour TV reports."
        return left == "," or outlet or (left not in "PT." and names_source(sentence, np, known))  # "…, police report."
    if at + 1 >= sentence.last:
        return False
    plural = before.stem.endswith("s") or before.stem in ("police", "they", "we", "media")
    said = follow in "#D" or sentence.tokens[at + 1].stem in ("that", "at", "more", "over", "no")
    if sentence.tokens[at].stem.endswith("s") and sentence.tokens[at].stem != "stress":
        if sentence.tags[at - 1] == "," and (
            sentence.tokens[at + 1].capital
            or sentence.tokens[at + 1].stem == "that"
            or _ends_in_source(sentence, at + 1, known)
        ):
            return True  # "…, claims the ministry"
        plural, said = sentence.tags[at - 1] in "N)OR", said or follow == "O"
    return plural and not before.possessive and said


def _can_say(sentence: Sentence, source: Np, at: int, lemma: str, known: Reporting) -> bool:
    """Whether this source can do what the verb says: videos show, onlookers see, a posted statement posts nothing."""
    head = sentence.tokens[head_of(sentence.tokens, sentence.tags, source)].stem
    stems = {sentence.tokens[k].stem for k in range(source.first, source.last)}
    if lemma in known.showing:
        if source.first - 1 > sentence.first and sentence.tokens[source.first - 1].stem in _OF:
            stems.add(sentence.tokens[source.first - 2].stem)  # "statistics by the network show"
        return not known.shown_by.isdisjoint(stems)
    if lemma == "see":
        return not (known.onlookers | known.persons).isdisjoint(stems)  # "She saw the bodies of six people"
    return not (lemma in known.releasing and head in known.papers)


_OF = frozenset(["by", "of", "from"])


def _verb_here(sentence: Sentence, at: int) -> bool:
    before = sentence.tags[at - 1] if at > sentence.first else "."
    return before in "NO" and at + 1 < sentence.last and sentence.tags[at + 1] in "#D"


def _be_before(sentence: Sentence, at: int) -> bool:
    k = at - 1
    while k >= sentence.first and sentence.tags[k] in "RJ":
        k -= 1
    return k >= sentence.first and sentence.tokens[k].stem in parts_played(sentence.language)["be"]


def _informed(sentence: Sentence, at: int) -> bool:
    """ "The network has been informed that nine died": it tells what it heard."""
    tokens = sentence.tokens
    return tokens[at].stem == "informed" and at + 1 < sentence.last and tokens[at + 1].stem == "that"


def _done_by(sentence: Sentence, at: int, known: Reporting) -> bool:
    """ "attacks claimed by the rebels": a participle with whoever does it, no verb with a subject before it."""
    if (
        sentence.tokens[at].stem == "accused"
        and sentence.tokens[at + 1 : at + 2]
        and sentence.tokens[at + 1].stem == "of"
    ):
        return True
    if sentence.tags[at] != "E" or at + 2 >= sentence.last or sentence.tokens[at + 1].stem != "by":
        return False
    doer = np_after(sentence.tokens, sentence.tags, at + 2, sentence.last)
    if doer is not None and doer.last < sentence.last and sentence.tokens[doer.last].stem == "that":
        return False  # "said by Skype that"
    return doer is not None and (names_source(sentence, doer, known) or sentence.tokens[doer.last - 1].capital)


_CLOSERS = frozenset(['"', ",", ".", ":", "C", "S", "W", "G", ")"])


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether nothing said follows a reporting verb: the end, a comma, only a time or "in a statement"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = at
    steps = 0
    while k < sentence.last and steps < 9:
        tag, stem = tags[k], tokens[k].stem
        if stem == "that" or tag in "#A" or any(count.first == k for count in sentence.counts):
            return False
        if tag in _CLOSERS:
            if tag == ":":
                return tokens[k].text != ":"
            if tag == '"' or (tag == "," and k + 1 < sentence.last and tags[k + 1] == '"'):
                return tag == ","
            return True
        if (tag == "P" and (k == at or _day_part(tokens, tags, k - 1))) or (tag == "T" and k > at):
            end = np_after(tokens, tags, k + 1, sentence.last)
            hour = k + 1 < sentence.last and tags[k + 1] in "H#"
            if end is None and not hour:
                return True
            k = end.last if end is not None else k + 2
            steps += 1
            continue
        if tag in "HR" or (tag == "#" and tags[k - 1] in "H#") or _day_part(tokens, tags, k):
            k += 1
            steps += 1
            continue
        return k > at and tag in "P"
    return True


def _only_before(sentence: Sentence, source: Np, end: int) -> bool:
    """Whether all counts stand before the source and none after, in a text without commas."""
    before = [count for count in sentence.counts if count.last <= source.first]
    if (
        not before
        or sentence.tokens[source.first - 1].stem in reporting(sentence.language).subordinate
        or sentence.tags[source.first - 1] in ',"C'
        or (sentence.tokens[end : end + 1] and sentence.tokens[end].stem == "that")
    ):
        return False
    return not any(count.first >= end for count in sentence.counts)


def _day_part(tokens: Sequence[Token], tags: Sequence[str], k: int) -> bool:
    """ "early" in "early Friday", "morning" in "Friday morning"."""
    follow = tags[k + 1 : k + 3]
    return (tokens[k].stem in ("early", "late") and (follow[:1] == ["H"] or follow == ["P", "H"])) or (
        tags[k - 1] == "H" and tokens[k].stem in ("morning", "evening", "night", "afternoon")
    )


def _says_something(sentence: Sentence, end: int) -> bool:
    """Whether a clause stands before a source: a verb, or a figure."""
    return any(sentence.tags[k] in "VEAM" or sentence.tags[k] == "G" for k in range(sentence.first, end)) or any(
        count.last <= end for count in sentence.counts
    )


def governed(sayings: Sequence[Saying], at: int) -> Saying | None:
    """The saying that governs the token at `at`: of those that reach it the one whose reach is smallest."""
    reaching = [saying for saying in sayings if saying.start <= at < saying.stop]
    if not reaching:
        return None
    return min(
        reaching, key=lambda saying: (saying.kind == "headline", saying.stop - saying.start, abs(saying.cue.first - at))
    )
