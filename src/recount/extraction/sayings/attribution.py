"""Attribution: which words of a report somebody is said to vouch for, and who.

A `Saying` is one reporting word with its source and the stretch of tokens that it governs: before it ("…, the
ministry said"), after it ("the ministry said that …"), or the whole sentence ("according to …").
"""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after, np_before
from ..words.syntax import parts_played
from .according import according, hearsay, issuer, quoted, quoting
from .closing import adjuncts, closes, ends_in_source, only_before, relayed, says_something
from .giving import counts_harm, gives_toll
from .headlines import headline, opening
from .meeting import bounded
from .passive import passive
from .reporting import Reporting, reporting
from .saying import Saying
from .shape import shaped
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
    for k in range(at, sentence.last):
        listed = tokens[k].stem in known.starts
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
    cue = Np(at, at + _width(sentence, at, known))
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
    if (_be_before(sentence, at) and not _informed(sentence, at)) or _done_by(sentence, at, known):
        return passive(sentence, cue, lemma, known)
    source = subject_of(sentence, at, known)
    turned = False
    apposed = source is not None and source.first == sentence.first and tags[source.last] == ","
    closing = lemma in known.after and lemma != "tell" and tags[at - 1] == "," and not apposed
    if closing and ends_in_source(sentence, follow, known):
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
            source = issuer(sentence, source, known) or source
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
    if turned and tags[at - 1] == "," and not says_something(sentence, at):
        return Saying(source, cue, source.last, sentence.last, "before", lemma, to, source.last)  # "At noon, said X, …"
    if lemma == "tell" and not turned and (of := _told_of(sentence, follow)) is not None:
        return Saying(source, cue, of, sentence.last, "before", lemma, None, of)
    within = None if turned else _relative_end(sentence, source, follow)
    if within is not None:
        return Saying(source, cue, follow, within, "before", lemma, to, adjuncts(sentence, end, False))
    governs_left = turned or (
        lemma in known.after
        and (closes(sentence, end) or only_before(sentence, source, end) or relayed(sentence, end, known))
        and says_something(sentence, source.first)
    )
    if governs_left:
        if _aside(sentence, min(source.first, at), end):
            return Saying(source, cue, sentence.first, sentence.last, "after", lemma, to, adjuncts(sentence, end, True))
        stop = source.first if not turned else at
        closed = adjuncts(sentence, end, True)
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
    return Saying(source, cue, follow, reach, "before", lemma, to, adjuncts(sentence, end, False))


def _told_of(sentence: Sentence, at: int) -> int | None:
    """Where that begins of which somebody told: "told later of further shells, by which nine were hurt"."""
    while at < sentence.last and sentence.tags[at] in "HR":
        at += 1
    return at + 1 if at < sentence.last and sentence.tokens[at].stem == "of" else None


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
    return Np(opens + 1, np.last) if opens is not None and tokens[opens + 1].capital else np


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
    if k >= sentence.last or tags[k - 1] != "," or tokens[head_of(tokens, tags, np)].stem not in known.roles:
        return np
    while k < sentence.last and tokens[k].capital and tags[k] == "N":
        k += 1
    closed = k >= sentence.last or tags[k] in ",."
    return Np(np.first, k) if closed and 2 < k - np.last <= 5 else np


def _width(sentence: Sentence, at: int, known: Reporting) -> int:
    """How many words the verb of saying at `at` has: "made it known", "took credit for"; most have one."""
    tokens = sentence.tokens
    for stems in known.wordings.get(tokens[at].stem, ()):
        if at + len(stems) <= sentence.last and all(tokens[at + k].stem == word for k, word in enumerate(stems)):
            return len(stems)
    return 1


def _lemma(sentence: Sentence, at: int, known: Reporting) -> str | None:
    """The lemma of the verb of reporting at `at`; None where the word is none here."""
    token, tag = sentence.tokens[at], sentence.tags[at]
    width = _width(sentence, at, known) if token.stem in known.wordings else 1
    if width > 1:
        made = token.stem == "made" and width == 2
        bare = made and not _be_before(sentence, at)  # "a video made public on Monday"
        told = _that_follows(sentence, at + width) or sentence.tags[at + width : at + width + 1] in (["D"], ["#"])
        return None if bare and not told else WORDED
    lemma = known.bare.get(token.stem)
    if lemma is not None and lemma not in known.clausal:
        return lemma if _bare_verb(sentence, at, known) else None
    lemma = lemma or known.lemmas.get(token.stem)
    if lemma is None:
        return "see" if token.stem in known.seeing and tag in "VEN" else None
    if tag not in "VEGN" or (tag == "N" and not _verb_here(sentence, at)):
        return None
    if lemma in known.clausal and not _tells_clause(sentence, at, lemma, known):
        closed = closes(sentence, at + 1)
        paper = closed and sentence.tags[at - 1] == "N" and sentence.tokens[at - 1].stem in known.shown_by
        paper = paper or (closed and _closing_source(sentence, at, known)) or _turned_close(sentence, at, known)
        agent = known.passive if _be_before(sentence, at) else ()
        return lemma if (paper and lemma in known.after) or lemma in agent else None  # "…, the study found."
    return lemma


WORDED = "state"
"""The lemma that a verb of saying of several words counts as."""


def _tells_clause(sentence: Sentence, at: int, lemma: str, known: Reporting) -> bool:
    """Whether a clause is said: after "that", or one that opens with a count ("disclosed at least nine had died")."""
    if _that_follows(sentence, at + 1):
        return True
    count = next((one for one in sentence.counts if one.first == at + 1), None)
    if count is None or lemma in known.assessing:
        return count is not None
    return sentence.tags[count.last : count.last + 1] in (["A"], ["V"])


def _turned_close(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a verb and its source close a sentence: "…, disclosed the ministry"."""
    return at > sentence.first and sentence.tags[at - 1] in ',"NH)' and ends_in_source(sentence, at + 1, known)


def _that_follows(sentence: Sentence, at: int) -> bool:
    """Whether "that" opens what is said, after its verb or after to whom, when and where: "related to him that"."""
    for k in range(at, min(at + 9, sentence.last)):
        if sentence.tokens[k].stem == "that":
            return True
        if sentence.tags[k] not in "PDNJHRT":
            return False
    return False


def _closing_source(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a source stands before a verb that closes its sentence: "…, the mayor has recalled".

    After a comma, or after a toll in a text that lost its commas.
    """
    np = subject_of(sentence, at, known)
    if np is None or np.first <= sentence.first or not names_source(sentence, np, known):
        return False
    if sentence.tags[np.first - 1] == ",":
        return True
    subordinate = sentence.tokens[np.first - 1].stem in known.subordinate or sentence.tags[np.first - 1] in "CSWP"
    return not subordinate and any(count.last <= np.first for count in sentence.counts)


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
    if follow == "C" and before.capital and before.stem in known.organs and sentence.tokens[at].stem.endswith("s"):
        return True  # "… over 90 lives the United Nations estimates and drove out many"
    if at + 1 >= sentence.last:
        return False
    plural = before.stem.endswith("s") or before.stem in ("police", "they", "we", "media")
    said = follow in "#D" or sentence.tokens[at + 1].stem in ("that", "at", "more", "over", "no")
    said = said or (follow == "T" and sentence.tags[at + 2 : at + 3] == ["A"])  # "claim to have killed"
    if sentence.tokens[at].stem.endswith("s") and sentence.tokens[at].stem != "stress":
        if sentence.tags[at - 1] == "," and (
            sentence.tokens[at + 1].capital
            or sentence.tokens[at + 1].stem == "that"
            or ends_in_source(sentence, at + 1, known)
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


def governed(sayings: Sequence[Saying], at: int) -> Saying | None:
    """The saying that governs the token at `at`: of those that reach it the one whose reach is smallest."""
    reaching = [saying for saying in sayings if saying.start <= at < saying.stop]
    if not reaching:
        return None
    return min(
        reaching, key=lambda saying: (saying.kind == "headline", saying.stop - saying.start, abs(saying.cue.first - at))
    )
