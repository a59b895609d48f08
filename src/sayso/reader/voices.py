"""On whose word any stretch of an article stands: a statement's, an account that goes on, nobody's, or the article's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.domain import NOBODY, Article, Attribution, Chain, Link, Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis
from sayso.reader.chains import passive
from sayso.reader.mentions import Token, tokens
from sayso.reader.quoting import Quotations

OWN = Chain()
_UNNAMED = Chain((Link(NOBODY),))
_SHARE = re.compile(
    r"%|\bper ?cent(?:age)?\b|\bpoints?\b|\bin (?:10|ten|five|four|three)\b|\ba (?:third|quarter|half|majority)\b", re.IGNORECASE
)
_TOLL = frozenset(
    """
    killed dead died deaths death wounded injured casualties toll lives victims among including bodies civilians children
    strikes raids shelling bombardment attack attacks bombing raid strike targeted displaced fled evacuated arrested detained
    """.split()
)
_GOES_ON = frozenset({"among", "this", "these", "they", "another", "since", "of", "including", "it", "other", "others", "the", "two", "at"})
_BY_THEMSELVES = frozenset({"he", "she", "they"})


class Voices:
    """The voices of one article; build once from its attributions, then ask for any span."""

    def __init__(self, article: Article, analysis: Analysis, said: Sequence[Attribution]) -> None:
        """Index the attributions ``said`` of ``article``, which ``analysis`` was made from."""
        self._text = analysis.text
        self._analysis = analysis
        self._said = [a for a in said if not _attitude(a)]
        pieces = sorted((c.start, c.end, i) for i, a in enumerate(self._said) for c in a.content)
        self._pieces, self._starts = pieces, [p[0] for p in pieces]
        self._size = [sum(c.end - c.start for c in a.content) for a in self._said]
        self._quotes = Quotations(analysis)
        self._sentences = analysis.sentences
        self._opens = [s.start for s in analysis.sentences]
        self._spoken: dict[int, list[int]] = {}
        for i, a in enumerate(self._said):
            if a.within is None and a.chain.links:
                self._spoken.setdefault(self._sentence((a.cue or a.source or a.content)[0].start), []).append(i)

    def chain_for(self, span: Span) -> tuple[Chain, str | None]:
        """The chain behind ``span`` and the id of the innermost attribution whose content holds it, None where no content does.

        An empty chain is the article's own voice.
        """
        if (held := self._holding(span)) is not None:
            a = self._said[held]
            named = a.chain.originator
            if a.source or named is None or named.named or self._passed(a):
                return a.chain, a.id
            return OWN, a.id
        if (introduced := self._introduced(span)) is not None:
            return introduced, None
        at = self._sentence(span.start)
        if self._unnamed(span, at):
            return _UNNAMED, None
        if (goes_on := self._continued(span, at)) is not None:
            return goes_on, None
        return OWN, None

    def _passed(self, a: Attribution) -> bool:
        """Whether a cue without a source hides somebody: a passive or hearsay, not just a verb without subject."""
        words = [t.low for c in a.cue for t in tokens(self._text, c.start, c.end)]
        return passive(self._text, a.cue) or bool(set(words) & (lex.HEARSAY | lex.RUMOURS))

    def _holding(self, span: Span) -> int | None:
        """The attribution with the shortest content that holds the span."""
        stop = bisect_right(self._starts, span.start)
        found = [i for a, b, i in self._pieces[max(0, stop - 60) : stop] if span.end <= b]
        return min(found, key=lambda i: self._size[i], default=None)

    def _introduced(self, span: Span) -> Chain | None:
        """The relays behind a span that stands inside the mention of an originator ("diplomats of six embassies", the paper said)."""
        near = self._spoken.get(self._sentence(span.start), [])
        for i in near:
            links = self._said[i].chain.links
            for k, link in enumerate(links):
                if link.mention is not None and link.mention.holds(span):
                    return Chain(links[k + 1 :])
        return None

    def _unnamed(self, span: Span, at: int) -> bool:
        """Whether a passive of reporting or an adverb of hearsay governs the span in its sentence."""
        if not self._sentences:
            return False
        s = self._sentences[at]
        words = tokens(self._text, s.start, s.end)
        here = next((i for i, t in enumerate(words) if t.start >= span.start), len(words))
        for i, t in enumerate(words):
            if i - here > 12:
                break
            between = {w.text for w in words[min(i, here) : max(i, here)]}
            if between & {";", ":"} or (i > here and "," in between and len(between) > 9):
                continue
            if t.low in lex.HEARSAY:
                return True
            if t.low in _HIDING and _reported_fact(words, i):
                return True
        return False

    def _continued(self, span: Span, at: int) -> Chain | None:
        """The chain of an account that goes on into the span's sentence from one before it."""
        before = self._last_before(at)
        if before is None or self._spoken.get(at):
            return None
        last, away = before
        a = self._said[last]
        if not a.chain.links or not a.chain.links[0].named:
            return None
        if self._quoted_on(span, a, away):
            return a.chain
        name = {t.low.removesuffix("s") for t in tokens(a.chain.links[0].name)}
        if name & {w.removesuffix("s") for w in lex.SURVEY_NOUNS} and _SHARE.search(self._text, *self._bounds(at)):
            return a.chain
        return None

    def _quoted_on(self, span: Span, a: Attribution, away: int) -> bool:
        """Whether the span stands in a quotation that the last speaker's own words go on with."""
        stretch = self._quotes.around(span)
        if stretch is None or away > 3:
            return False
        return any(self._quotes.around(c) is not None for c in a.content)

    def _last_before(self, at: int) -> tuple[int, int] | None:
        """The last attribution in a sentence before ``at``, and how many sentences lie between."""
        for i in range(at - 1, max(-1, at - 13), -1):
            if i in self._spoken:
                return self._spoken[i][-1], at - i
        return None

    def _bounds(self, at: int) -> tuple[int, int]:
        return self._sentences[at].start, self._sentences[at].end

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self._opens, offset) - 1)


_HIDING = lex.PASSIVES - frozenset(
    "held described seen called cited quoted told credited considered expected known regarded blamed criticised criticized accused".split()
)


def _reported_fact(words: Sequence[Token], i: int) -> bool:
    """Whether word ``i`` is a passive of reporting without an agent: "it is thought", "are believed to", "were reported killed"."""
    helped = any(t.low in lex.BE for t in words[max(0, i - 2) : i])
    agent = i + 1 < len(words) and words[i + 1].low in {"by", "in", "from", "on"}
    return helped and not agent


def _attitude(a: Attribution) -> bool:
    """Whether an attribution ascribes a wish or deed rather than words."""
    words = [w for c in a.cue for w in c.surface.lower().split()]
    return bool(words) and any(w in lex.ATTITUDES for w in words) and not any(w in lex.REPORTING for w in words)
