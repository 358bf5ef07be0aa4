"""Claimants: who vouches for a claim, from its own sentence, its quotation, or the account that it goes on with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from recount.model import Span, Statement

from ..counting.counts import Count
from ..sayings.attribution import governed
from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..sayings.sources import Source, Sources
from ..sayings.spokesmen import names_source
from ..view.line import Line
from ..view.navigation import leads_away
from ..view.view import View
from ..words.phrases import Np, head_of, np_after, span_of
from ..words.syntax import parts_played
from .accounts import Named, account_before, within_attacks
from .accountsafter import account_after
from .sections import gathered


def name_sources(view: View) -> Named:
    """Every saying's source by (line, index in the line), in the order of the text."""
    spoken = [saying.source for line in view.lines for saying in line.sayings]
    sources = Sources(view.text, view.tokens, view.tags, view.language, spoken)
    named: dict[tuple[int, int], Source] = {}
    for number, line in enumerate(view.lines):
        subject = _subject_before(view, number)
        if subject is not None:
            sources.tell(subject)
        for at, saying in enumerate(line.sayings):
            if not sources.past and (own := _subject_within(view, line, saying)) is not None:
                sources.tell(own)
            source = sources.name(saying)
            if source is not None:
                named[(number, at)] = source
    for number, np in _speaking(view).items():
        source = sources.name(Saying(np, np, np.last, np.last, "headline", ""))
        if source is not None:
            named[(number, SPEAKS)] = source._replace(rule="speaks in a transcript")
    for number, np in _headed(view, named).items():
        named.setdefault((number, SPEAKS), sources.plain(np, "heads the line"))
    for number, np in gathered(view).items():
        named.setdefault((number, SPEAKS), sources.plain(np, "heads its report"))
    for number, np in _stated(view).items():
        named.setdefault((number, SPEAKS), sources.plain(np, "whose statement the text is"))
    return named


def _headed(view: View, named: Named) -> dict[int, Np]:
    """Lines that open with a source of the text and a colon, by line: "Tell Watch: Ten killed as mine explodes"."""
    names = {words for source in named.values() if (words := _capitals(source.span.exact))}
    found: dict[int, Np] = {}
    for number, line in enumerate(view.lines):
        first = line.sentence.first
        if not line.sentence.counts or line.sayings:
            continue
        colon = next((k for k in range(first + 1, min(first + 5, line.sentence.last)) if view.tokens[k].text == ":"), 0)
        if colon and (own := _posts(view, line, colon)) is not None:
            found[number] = own
        elif colon and _capitals(span_of(view.text, view.tokens, Np(first, colon)).exact) in names:
            found[number] = Np(first, colon)
    return found


def _posts(view: View, line: Line, colon: int) -> Np | None:
    """A source that posts what stands after a colon: "Police on Twitter: “Several people injured”"."""
    known, first = reporting(view.language), line.sentence.first
    on = next((k for k in range(first + 1, colon) if view.stems[k] in known.through), colon)
    np = Np(first, on)
    posted = on < colon and view.stems[colon - 1] in known.means
    return np if posted and names_source(line.sentence, np, known) else None


def _capitals(name: str) -> frozenset[str]:
    """The words of a name that begin with a capital, but for an article."""
    return frozenset(word for word in name.split() if word[0].isupper() and word != "The")


SPEAKS = -1
"""The index under which a line's speaker stands in a transcript."""


def _speaking(view: View) -> dict[int, Np]:
    """The speakers of a transcript by line: "NOUR: We hear that …". One line alone of that form is none."""
    heads: dict[int, Np] = {}
    for line in view.lines:
        first = line.sentence.first
        if line.paragraph in heads or (first and view.tokens[first - 1].text != "\n"):
            continue
        k = first
        while k < line.sentence.last and k - first < 4 and view.tokens[k].text.isupper():
            k += 1
        named = first < k < line.sentence.last and view.tokens[k].text == ":"
        label = view.stems[first] in reporting(view.language).labels
        if named and not label and not leads_away(view.tokens, first, line.sentence.last, view.language):
            # a speaker, no "UPDATE:", no "RELATED: Two killed in crash"
            heads[line.paragraph] = Np(first, k)
    names = [view.tokens[np.first].stem for np in heads.values()]
    if len(names) < 2 or (len(names) == 2 and len(set(names)) == 2 and min(heads) == 0):
        return {}  # a headline's place, and a dateline
    return {number: heads[line.paragraph] for number, line in enumerate(view.lines) if line.paragraph in heads}


def _stated(view: View) -> dict[int, Np]:
    """Whose statement the text is, for the lines after its heading: "Statement by Salma Nour, director of …"."""
    known = reporting(view.language)
    for number, line in enumerate(view.lines[:HEADING]):
        first, last = line.sentence.first, line.sentence.last
        if (
            last - first > 3
            and view.tokens[first].stem in known.headed
            and view.tokens[first + 1].stem in known.headed_by
        ):
            np = np_after(view.tokens, view.tags, first + 2, last, titles=True)
            under = (at for at in range(number + 1, len(view.lines)) if view.lines[at].news)
            return dict.fromkeys(under, np) if np is not None else {}
    return {}


HEADING = 6
"""So many lines at the beginning may hold a heading."""


def _subject_before(view: View, number: int) -> Np | None:
    """The subject of the sentence before a pronoun that speaks ("The clinic went through its book. It said …").

    Only where nobody speaks in that sentence, and where the phrase can be a source.
    """
    line = view.lines[number]
    if not number or not line.sayings or line.paragraph != view.lines[number - 1].paragraph:
        return None
    before = view.lines[number - 1]
    source = line.sayings[0].source
    known = reporting(view.language)
    if before.sayings or source.last - source.first > 1 or view.tokens[source.first].stem not in known.pronouns:
        return None
    tokens, tags, sentence = view.tokens, view.tags, before.sentence
    np = np_after(tokens, tags, sentence.first, sentence.last, links=_LINKS)
    if np is None or np.last >= sentence.last:
        return None
    if tokens[source.first].stem in known.persons and _names_person(view, np):
        return np
    if tags[np.last] not in "VAEM":
        return None
    head = tokens[head_of(tokens, tags, np)].stem
    if head in known.reckonings:
        return None  # "The figures could not be confirmed"
    return np if head in known.organs or head in known.roles or head in known.short else None


def _subject_within(view: View, line: Line, saying: Saying) -> Np | None:
    """The source that opens a sentence in which only a pronoun speaks: "Police are asking for help after they said"."""
    known = reporting(view.language)
    if saying.source.last - saying.source.first > 1 or view.stems[saying.source.first] not in known.pronouns:
        return None
    np = np_after(view.tokens, view.tags, line.sentence.first, saying.source.first)
    if np is None or view.tags[np.last] not in "AVE" or not names_source(line.sentence, np, known):
        return None
    return np


def _names_person(view: View, np: Np) -> bool:
    """Whether a sentence opens with a person's name and tells of him: "Adel Haddad, who heads the clinic, was hurt"."""
    known, tokens = reporting(view.language), view.tokens
    words = tokens[np.first : np.last]
    stems = {token.stem for token in words}
    named = len(words) > 1 and all(token.capital or token.stem.startswith("al-") for token in words)
    told = view.tags[np.last] in "VAEMW" or tokens[np.last].text == ","
    return named and told and stems.isdisjoint(known.organs | known.named) and view.tags[np.first] == "N"


_LINKS = frozenset(["of", "for", "in", "at"])


def claimant_of(
    view: View, number: int, count: Count, named: Named, statements: Sequence[Statement]
) -> tuple[Saying | None, Source | None]:
    """The saying that governs a count of line `number`, and the source that vouches for it."""
    line = view.lines[number]
    saying = governed(line.sayings, count.first)
    if saying is not None:
        source = named.get((number, line.sayings.index(saying)))
        if source is None:
            told = _quotation(view.tokens[count.first].start, statements, told=True)
            if told is not None and told.speaker is not None:
                source = Source(told.speaker, True, frozenset(), "who told it")
        return saying, source
    said = _quotation(view.tokens[count.first].start, statements)
    if said is not None and said.speaker is not None:
        source = _of_cue(view, number, said, named)
        return None, source or Source(said.speaker, True, frozenset(), "speaker of the quotation")
    if (quoting := _quoted_on(view, number, named)) is not None:
        return None, quoting
    if (number, SPEAKS) in named:
        return None, named[(number, SPEAKS)]
    at = account_before(view, number, count, named)
    if at is not None:
        return None, named[at]._replace(rule="goes on with the account before it")
    after = account_after(view, number, named)
    if after is not None:
        return None, named[after]._replace(rule="whose account the sentence after it tells")
    return None, _of_list(view, number, named)


def _of_list(view: View, number: int, named: Named) -> Source | None:
    """The source of the toll that a list breaks down: who speaks in the line that opens it, or right before that.

    A list within a list is said by whoever says the outer one.
    """
    intro = view.lists.get(number)
    if intro is None and after_list(view, number):
        intro = view.lists.get(number - 1)
    if intro is None or view.lines[number].sayings or not view.lines[number].news:
        return None
    for _ in range(NESTED):
        for opener in _openers(view, intro):
            for at in range(len(view.lines[opener].sayings) - 1, -1, -1):
                source = named.get((opener, at))
                if source is not None and _counts_items(view, opener, view.lines[opener].sayings[at]):
                    return source._replace(rule="opens the list")
        outer = view.lists.get(intro)
        if outer is None or outer >= intro:
            return None
        intro = outer
    return None


def _counts_items(view: View, opener: int, saying: Saying) -> bool:
    """Whether a saying of what opens a list is of its items.

    What ends in a colon is; else only who recorded them ("verified the incidents below"), no "in those below, the panel
    found no fault".
    """
    known, last = reporting(view.language), view.lines[opener].sentence.last
    colon = view.tokens[last - 1].text == ":" or opener not in view.lists.values()
    return colon or not saying.lemma or saying.lemma in known.objects or saying.lemma in known.carrying


def _openers(view: View, intro: int) -> Iterator[int]:
    """The line that opens a list and those that it goes on with ("Here are the details:"), past inner lists."""
    yield intro
    details = reporting(view.language).details
    at = intro
    for before in range(intro - 1, max(-1, intro - FAR), -1):
        first = view.lines[at].sentence.first
        if view.tags[first] not in "DO" and view.stems[first] not in details:
            return
        if before in view.lists:
            continue
        if view.lines[before].paragraph < view.lines[at].paragraph - 1 and at - before == 1:
            return
        yield before
        at = before


FAR = 24
"""So many lines back a list's opening may go on with."""


def after_list(view: View, number: int) -> bool:
    """Whether a line goes on with the toll that the list right before it breaks down: "The attacks also killed 15"."""
    line = view.lines[number]
    if number - 1 not in view.lists or number in view.lists:
        return False
    also = parts_played(view.language)["also"]
    opens = line.sentence.first
    if within_attacks(view, line):
        return True
    if view.tokens[opens].stem in reporting(view.language).connectives:
        return True  # "Additionally, 11 civilians died"
    return view.tags[opens] in "DO" and any(view.tokens[k].stem in also for k in range(opens, line.sentence.last))


NESTED = 3
"""So many lists may stand in one another."""


def _quotation(start: int, statements: Sequence[Statement], told: bool = False) -> Statement | None:
    """The quotation (or what is `told`) with a speaker that holds an offset. Statements are sorted, few overlap."""
    at = bisect_right(statements, start, key=lambda statement: statement.span.start)
    for statement in reversed(statements[max(0, at - 4) : at]):
        if (told or statement.kind == "quotation") and start < statement.span.end and statement.speaker is not None:
            return statement
    return None


def _quoted_on(view: View, number: int, named: Named) -> Source | None:
    """Who is quoted right before a quotation that names nobody: "“They fired,” SANA said. “Five were martyred.”"."""
    line = view.lines[number]
    first, last = line.sentence.first, line.sentence.last
    if not number or view.tags[first] != '"' or line.sayings:
        return None
    before = view.lines[number - 1]
    closed = view.tags[last - 1] == '"' or (view.tags[last - 1] == "." and '"' in view.tags[last - 2 : last + 1])
    apart = line.paragraph - before.paragraph
    if not closed or apart > 1 or '"' not in view.tags[before.sentence.first : before.sentence.last]:
        return None
    at = len(before.sayings) - 1
    source = named.get((number - 1, at))
    return source._replace(rule="goes on quoting whoever was quoted before") if source is not None else None


def _of_cue(view: View, number: int, said: Statement, named: Named) -> Source | None:
    """The source of the saying whose reporting word a quotation has, by its fullest name: "…”, his statement read"."""
    if said.cue is None:
        return None
    for other in range(max(0, number - FAR), min(len(view.lines), number + FAR)):
        for at, saying in enumerate(view.lines[other].sayings):
            if view.tokens[saying.cue.first].start == said.cue.start and (other, at) in named:
                return named[(other, at)]._replace(rule="speaker of the quotation")
    return None


def relays_of(view: View, saying: Saying | None) -> tuple[Span, ...]:
    """The outlet that the source told ("…, he told AFP"), or that quoted it: it passed the figure on."""
    if saying is None or saying.to is None:
        return ()
    known = reporting(view.language)
    if saying.lemma != "quote" and known.agencies.isdisjoint(view.stems[saying.to.first : saying.to.last]):
        return ()
    return (span_of(view.text, view.tokens, saying.to),)
