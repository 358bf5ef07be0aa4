"""Which word is a verb of reporting where it stands, of how many words, and whether its source can do what it says."""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after, np_before
from ..words.syntax import parts_played
from .closing import closes, ends_in_source
from .reporting import Reporting
from .spokesmen import names_source, subject_of


def width(sentence: Sentence, at: int, known: Reporting) -> int:
    """How many words the verb of saying at `at` has: "made it known", "took credit for"; most have one."""
    tokens = sentence.tokens
    for stems in known.wordings.get(tokens[at].stem, ()):
        if at + len(stems) <= sentence.last and all(tokens[at + k].stem == word for k, word in enumerate(stems)):
            return len(stems)
    return 1


def lemma_of(sentence: Sentence, at: int, known: Reporting) -> str | None:
    """The lemma of the verb of reporting at `at`; None where the word is none here."""
    token, tag = sentence.tokens[at], sentence.tags[at]
    words = width(sentence, at, known) if token.stem in known.wordings else 1
    if words > 1:
        return WORDED if _worded(sentence, at, at + words, known) else None
    lemma = known.bare.get(token.stem)
    if lemma is not None and lemma not in known.clausal:
        return lemma if _bare_verb(sentence, at, known) else None
    lemma = lemma or known.lemmas.get(token.stem)
    if lemma is None:
        return "see" if token.stem in known.seeing and tag in "VEN" else None
    if tag not in "VEGN" or (tag == "N" and not _verb_here(sentence, at) and not _titled(sentence, at, known)):
        return None
    if lemma in known.clausal and not _tells_clause(sentence, at, lemma, known):
        closed = closes(sentence, at + 1)
        paper = closed and sentence.tags[at - 1] == "N" and sentence.tokens[at - 1].stem in known.shown_by
        paper = paper or (closed and _closing_source(sentence, at, known)) or _turned_close(sentence, at, known)
        agent = known.passive if be_before(sentence, at) else ()
        return lemma if (paper and lemma in known.after) or lemma in agent else None  # "…, the study found."
    return lemma


def _worded(sentence: Sentence, at: int, follow: int, known: Reporting) -> bool:
    """Whether a verb of saying of several words is one: no "video made public on Monday", no "goes on shelling"."""
    first = sentence.tokens[at].stem
    if first in ("goes", "went"):
        if not closes(sentence, follow) or sentence.tags[follow : follow + 1] == ["G"]:
            return False
        source = subject_of(sentence, at, known)  # no "shelling that went on until dawn"
        if source is None or sentence.tags[at - 1] == "W":
            return False
        return sentence.tokens[source.first].stem in known.pronouns or names_source(sentence, source, known)
    if first != "made" or follow - at != 2 or be_before(sentence, at):
        return True
    told = _that_follows(sentence, follow) or sentence.tags[follow : follow + 1] in (["D"], ["#"])
    return told or (closes(sentence, follow) and _closing_source(sentence, at, known))


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
    said = any(count.last <= at for count in sentence.counts) and sentence.tags[at - 1] in ',"NH)'
    return said and ends_in_source(sentence, at + 1, known)


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
    if np is None or np.first <= sentence.first:
        return False
    aside = sentence.tags[np.first - 1] == ","
    if aside and sentence.tags[np.first] == "O" and sentence.tags[at + 1 : at + 2] == [","]:
        return True  # "Government forces, it found, killed 29"
    if not names_source(sentence, np, known):
        return False
    if aside:
        return True
    subordinate = sentence.tokens[np.first - 1].stem in known.subordinate or sentence.tags[np.first - 1] in "CSWP"
    return not subordinate and any(count.last <= np.first for count in sentence.counts)


def _after_comma(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a source stands between a comma and a form: "90 lives, the United Nations estimates, and drove out …"."""
    np = np_before(sentence.tokens, sentence.tags, at, sentence.first)
    if np is None or np.first <= sentence.first or sentence.tags[np.first - 1] != ",":
        return False
    return names_source(sentence, np, known)


def _bare_verb(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a form that may be a noun is a verb: "activists report 12 dead", "they claim that"."""
    if at == sentence.first or (sentence.tokens[at].text == "State" and sentence.tokens[at - 1].capital):
        return False  # "in Central Equatoria State, it said"
    if sentence.tokens[at - 1].stem == "to" and sentence.tokens[at - 2].stem in known.enabling:
        return True
    before, follow = sentence.tokens[at - 1], sentence.tags[at + 1] if at + 1 < sentence.last else "."
    dated = follow == "H" or (
        follow == "P" and sentence.tags[at + 2 : at + 3] == ["H"]
    )  # "… local media reports Friday"
    if follow == "," and _after_comma(sentence, at, known):
        return True
    if (follow == "." or dated) and (np := np_before(sentence.tokens, sentence.tags, at, sentence.first)) is not None:
        left = sentence.tags[np.first - 1] if np.first > sentence.first else "."
        outlet = before.capital and before.stem in known.organs  # "… in Tell Nour TV reports."
        if left == "," or outlet or (left not in "PT." and names_source(sentence, np, known)):
            return True  # "…, police report."
        told = subject_of(sentence, at, known) if before.stem in known.many else None
        return told is not None and any(count.last <= told.first for count in sentence.counts)
    if follow == "C" and before.capital and before.stem in known.organs and sentence.tokens[at].stem.endswith("s"):
        return True  # "… over 90 lives the United Nations estimates and drove out many"
    if at + 1 >= sentence.last:
        return False
    plural = before.stem.endswith("s") or before.stem in ("police", "they", "we", "media")
    said = (
        follow in "#D"
        or sentence.tokens[at + 1].stem in known.harms
        or sentence.tokens[at + 1].stem in ("that", "at", "more", "over", "no")
    )
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


def can_say(sentence: Sentence, source: Np, at: int, lemma: str, known: Reporting) -> bool:
    """Whether this source can do what the verb says: videos show, onlookers see, a posted statement posts nothing."""
    head = sentence.tokens[head_of(sentence.tokens, sentence.tags, source)].stem
    stems = {sentence.tokens[k].stem for k in range(source.first, source.last)}
    if lemma in known.showing:
        if source.first - 1 > sentence.first and sentence.tokens[source.first - 1].stem in _OF:
            paper = source.first - 2  # "statistics by the network show", "names collected by the clinic show"
            stems.add(sentence.tokens[paper - (sentence.tags[paper] == "E" and paper > sentence.first)].stem)
        return not known.shown_by.isdisjoint(stems)
    if lemma == "see":
        return not (known.onlookers | known.persons).isdisjoint(stems)  # "She saw the bodies of six people"
    if lemma in known.documenting and head in known.governed:
        return False  # "Johnson County has recorded nine homicides, the sheriff said"
    return not (lemma in known.releasing and head in known.papers)


_OF = frozenset(["by", "of", "from"])


def _verb_here(sentence: Sentence, at: int) -> bool:
    before = sentence.tags[at - 1] if at > sentence.first else "."
    return before in "NO" and at + 1 < sentence.last and sentence.tags[at + 1] in "#D"


def _titled(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a verb stands in a title before its source: "9 Dead In Raid On Tell, Says Watchdog"."""
    if not sentence.tokens[at].capital or sentence.tags[at - 1] != "," or at - 1 <= sentence.first:
        return False
    return ends_in_source(sentence, at + 1, known)


def be_before(sentence: Sentence, at: int) -> bool:
    """Whether a form of *be* stands before a verb, over adverbs and adjectives."""
    k = at - 1
    while k >= sentence.first and sentence.tags[k] in "RJ":
        k -= 1
    return k >= sentence.first and sentence.tokens[k].stem in parts_played(sentence.language)["be"]


def informed(sentence: Sentence, at: int) -> bool:
    """ "The network has been informed that nine died": it tells what it heard."""
    tokens = sentence.tokens
    return tokens[at].stem == "informed" and at + 1 < sentence.last and tokens[at + 1].stem == "that"


def done_by(sentence: Sentence, at: int, known: Reporting) -> bool:
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
