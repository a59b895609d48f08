"""Statements to attributions: each with its chain of voices, originator first, and with how its words are given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.domain import NOBODY, Article, Attribution, Chain, Link, Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis, Statement
from sayso.reader.mentions import Mention, tokens
from sayso.reader.names import Names
from sayso.reader.quoting import Quotations
from sayso.reader.relays import passive, speaker

Links = tuple[Link, ...]


def attributions(article: Article, analysis: Analysis) -> tuple[Attribution, ...]:
    """The attributions of an article in text order, ids ``S1`` onwards.

    A link is a mention resolved within the article; the same voice twice in a row is one link. A statement inside another's content goes on with that
    one's chain; one whose speaker was brought in through an outlet keeps this outlet.

    >>> from sayso.reader.analysis import Statement
    >>> from sayso.reader.sentences import paragraphs, sentences
    >>> text = "A nurse told the Harbour Times that six people were hurt."
    >>> said = Statement((Span.cut(text, 31, 56),), (Span.cut(text, 8, 12),), (Span.cut(text, 0, 7),))
    >>> found = attributions(Article(text), Analysis(text, (), sentences(text), paragraphs(text), (), (said,)))
    >>> str(found[0].chain)
    'nurse → Harbour Times'
    """
    names = Names(article, analysis)
    quotations = Quotations(analysis)
    own = [_heard(links, article.outlet) for links in _own_links(analysis, names)]
    whole = [_enclosed(i, own, analysis.statements) for i in range(len(own))]
    return tuple(
        Attribution(
            f"S{i + 1}",
            s.content,
            s.cue,
            s.source,
            Chain(whole[i]),
            f"S{s.within + 1}" if s.within is not None else None,
            quotations.voice(s.content),
            _denied(analysis.text, s),
            min(1.0, max(0.0, s.score)),
        )
        for i, s in enumerate(analysis.statements)
    )


def _own_links(analysis: Analysis, names: Names) -> list[Links]:
    """Each statement's links apart from those of the statement around it."""
    found: list[Links] = []
    kept: dict[str, Links] = {}  # originator to the outlets that it came through when it was first brought in
    plain: dict[str, int] = {}  # originator to where it last spoke
    for i, s in enumerate(analysis.statements):
        links = tuple(Link((r := names.resolve(m)).name, m, r.trail) for m in names.voices[i])
        if len(links) > 2 and any(link.name == links[0].name for link in links[1:]):
            links = links[1:]  # "told the Times, the agency said, citing the paper": cited is the relay, not whom it heard
        if not links:
            links = _unsourced(analysis, i, found, names)
        elif _caption(links[0]):
            links = (Link(NOBODY),)
        elif s.source and speaker(analysis, s) is None:
            links = (Link(NOBODY), *links)
        elif _hearsay(analysis.text, s.cue) and len(links) == 1:
            links = (*links, Link(NOBODY))
        if links and links[0].named and s.within is None:
            name = links[0].name
            if len(links) > 1 and name not in plain:
                kept[name] = links[1:]
            elif len(links) == 1 and name in kept and _same_telling(analysis, name, links[0], plain[name], s):
                links = (*links, *kept[name])
            plain[name] = s.content[0].start
        found.append(_merged(links))
    return found


def _heard(links: Links, outlet: str) -> Links:
    """The links with the outlet that prints the article under its own name where it is named as a relay: "told the Post" in the Harbour Post."""
    own = _title(outlet)
    return tuple(replace(k, name=outlet) if i and _title(k.name) and _title(k.name) <= own else k for i, k in enumerate(links))


def _title(name: str) -> frozenset[str]:
    return frozenset(t.low for t in tokens(name) if t.word) - lex.ARTICLES


def _caption(link: Link) -> bool:
    """Whether a speaker is only the line under a picture: "this file photo shows"."""
    words = {t.low for t in tokens(link.mention.surface)} if link.mention else set()
    return bool(words & lex.PICTURES and words & lex.OF_FILES)


def _same_telling(analysis: Analysis, name: str, link: Link, last: int, s: Statement) -> bool:
    """Whether a speaker is still heard through the outlet named with them first: always one without a name of their own, who is known
    only through it; one with a name in the same paragraph and the next."""
    head = Mention.of(name, Span(0, len(name), name)).head
    if head is not None and head.low in lex.VOICE_NOUNS and not head.capital:
        return True
    between = [bisect_right(analysis.paragraphs, at, key=lambda p: p.start) for at in (last, s.content[0].start)]
    return link.mention is not None and between[1] - between[0] <= 1


def _unsourced(analysis: Analysis, index: int, before: Sequence[Links], names: Names) -> Links:
    """The links of a statement without a source: nobody, a bare "reports", or the speaker that an "adding" or "and said" goes on from."""
    s = analysis.statements[index]
    cue = tokens(analysis.text, s.cue[0].start, s.cue[-1].end) if s.cue else []
    if any(t.low in {"report", "reports"} for t in cue) and not any(t.low in lex.BE for t in cue):
        t = next(t for t in cue if t.low in {"report", "reports"})
        return (Link(t.low, Span.cut(analysis.text, t.start, t.end)),)
    if s.within is not None and [t.low for t in cue] == ["saying"]:
        return ()  # "quoted a pilot as saying": whom it quotes stands with the statement around it
    if not cue or passive(analysis.text, s.cue) or any(t.low in lex.RUMOURS | lex.HEARSAY for t in cue):
        return (Link(NOBODY),)
    anchor = s.cue[0]
    home = analysis.sentence_at(anchor.start)
    goes_on = cue[0].low.endswith("ing") or _coordinated(analysis.text, anchor.start)
    for j in range(index - 1, max(-1, index - 8), -1):
        o = analysis.statements[j]
        if goes_on and o.source and o.within == s.within and home is not None and home.holds(o.source[0]):
            return before[j]
    for o in analysis.statements[index + 1 : index + 3]:  # "Citing officials, the paper said"
        if goes_on and o.source and o.within == s.within and home is not None and home.holds(o.source[0]):
            return (Link((r := names.resolve(o.source[0])).name, o.source[0], r.trail),)
    return (Link(NOBODY),)


def _coordinated(text: str, start: int) -> bool:
    near = tokens(text, max(0, start - 24), start)[-2:]
    return any(t.low in {"and", "but"} for t in near)


def _hearsay(text: str, cue: Sequence[Span]) -> bool:
    return any(t.low in lex.HEARSAY for c in cue for t in tokens(text, c.start, c.end))


def _enclosed(index: int, own: Sequence[Links], statements: Sequence[Statement]) -> Links:
    """A statement's links followed by those of the statements around it."""
    links: Links = ()
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at not in seen:
        seen.add(at)
        links += own[at]
        at = statements[at].within
    return _merged(links)


def _merged(links: Sequence[Link]) -> Links:
    """The links without one that repeats the voice before it."""
    kept: list[Link] = []
    for link in links:
        if not any(link.name == k.name for k in kept):
            kept.append(link)
    return tuple(kept)


def _denied(text: str, s: Statement) -> bool:
    """Whether the cue says that the content is not so."""
    cue = [t for c in s.cue for t in tokens(text, c.start, c.end)]
    at = next((i for i, t in enumerate(cue) if t.low in lex.DENYING), None)
    return at is not None and not any(t.low in lex.NOT or t.low.endswith("n't") for t in cue[:at])
