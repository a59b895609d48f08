"""On whose word any stretch of an article stands: a statement's, an account that goes on, nobody's, or the article's own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.domain import NOBODY, Article, Attribution, Chain, Link, Span, Voice
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import APART, ASIDE, Analysis
from sayso.reader.hearing import Heard
from sayso.reader.interviews import Talk
from sayso.reader.mentions import Token, tokens
from sayso.reader.quoting import Quotations
from sayso.reader.relays import passive
from sayso.reader.surveys import Surveys

OWN = Chain()
_UNNAMED = Chain((Link(NOBODY),))
_TOLL = frozenset(
    """
    killed dead died deaths death wounded injured injuring killing casualties toll lives victims bodies displaced destroyed damaged hit updated
    """.split()
)
# What stands in every report of a long war, on nobody's word: its total, since it began.
_BACKGROUND = re.compile(
    r"\b\d{3},?\d{3}\b|\b(?:since|after)\b.{0,40}\b(?:war|conflict|uprising|began|started|beginning)\b|\bmillions?\b", re.IGNORECASE
)
_TURNS = frozenset({"meanwhile", "earlier", "separately", "elsewhere", "however", "later", "but"})
_COUNTED_OUT = frozenset({"outcome", "result", "results"})  # of a vote: they are what happened, and nobody's word
_ACCOUNT_REACH, _QUOTE_REACH = 2, 3  # sentences
# How many times as likely the network must hold a voice as the one that the rules find; chosen on articles kept out of training.
_SURER = 20.0

_CLAUSE = 120  # code points that a clause joined to a content may run on
_GOES_ON = re.compile(r"[\s,;]*(?:and|but|while|with|including|or)\b", re.IGNORECASE)


class Voices:
    """The voices of one article; build once from its attributions, then ask for any span."""

    def __init__(self, article: Article, analysis: Analysis, said: Sequence[Attribution]) -> None:
        """Index the attributions ``said`` of ``article``, which ``analysis`` was made from."""
        self._text = analysis.text
        self._analysis = analysis
        self._quotes = Quotations(analysis)
        self._said = [a for a in said if self._tells(a)]
        pieces = sorted((c.start, c.end, i) for i, a in enumerate(self._said) for c in a.content)
        self._pieces, self._starts = pieces, [p[0] for p in pieces]
        self._size = [sum(c.end - c.start for c in a.content) for a in self._said]
        self._sentences = analysis.sentences
        self._opens = [s.start for s in analysis.sentences]
        self._spoken: dict[int, list[int]] = {}
        for i, a in enumerate(self._said):
            if a.within is None and a.chain.links:
                self._spoken.setdefault(self._sentence((a.cue or a.source or a.content)[0].start), []).append(i)
        self._talk = Talk(analysis)
        self._surveys = Surveys(analysis, self._said, self._spoken, self._opens)
        self._mentions = sorted(self._named(), key=lambda m: m[:2])

    def chain_for(self, span: Span, heard: Heard | None = None) -> tuple[Chain, str | None]:
        """The chain behind ``span`` and the id of the innermost attribution whose content holds it, None where no content does.

        An empty chain is the article's own voice. ``heard`` is what the network heard behind the span; the rules decide alone where nothing was.
        """
        chain, statement = self._ruled(span)
        return (self._outweighed(chain, heard) if heard else chain), statement

    def _named(self) -> Iterator[tuple[int, int, Chain]]:
        """Where each originator is named, by first word and the word behind the last, with the chain."""
        chains = dict.fromkeys((*(a.chain for a in self._said), *self._surveys.chains()))  # who says two things in one breath is named once
        for chain in chains:
            mention = chain.links[0].mention if chain.links and chain.links[0].named else None
            if mention is not None and len(words := self._analysis.words_in(mention.start, mention.end)):
                yield words.start, words.stop, chain

    def _outweighed(self, ruled: Chain, heard: Heard) -> Chain:
        """The ruled chain, or the one whose originator the network holds for far likelier, of those that it saw as well; never one that the
        ruled originator was heard through, for that one relays."""
        found: dict[str, list[tuple[float, Chain]]] = defaultdict(list)
        found[""].append((heard.own, OWN))
        first = bisect_left(self._mentions, heard.first, key=lambda m: m[0])
        for begin, end, chain in self._mentions[first : bisect_left(self._mentions, heard.end, key=lambda m: m[0])]:
            found[chain.links[0].name.lower()].append((heard.behind(begin, end), chain))
        own, *relays = [link.name.lower() for link in ruled.links] or [""]
        mine = found.get(own)
        if mine is None:
            return ruled
        best = max((said for name, said in found.items() if name not in relays), key=_chance)
        return max(best, key=lambda pair: pair[0])[1] if _chance(best) > _SURER * _chance(mine) else ruled

    def _ruled(self, span: Span) -> tuple[Chain, str | None]:
        """The chain by rules, and the statement, as ``chain_for`` has them."""
        at = self._sentence(span.start)
        if (held := self._holding(span)) is not None:
            a = self._said[held]
            named = a.chain.originator
            if self._answered(a) and (poll := self._poll(span, at, True)) is not None:
                return poll, a.id
            if self._narrated(a):
                return self._spoken_by(span), a.id
            if self._outcome(a):
                return OWN, a.id
            if a.source or named is None or named.named or self._passed(a):
                return a.chain, a.id
            return OWN, a.id
        if introduced := self._introduced(span, at):
            return introduced, None
        if beside := self._beside(span, at):
            return beside, None
        if self._talk.speaker(span.start) is not None:
            return self._spoken_by(span), None
        apart = self._analysis.part_at(span.start) in ASIDE | APART  # no account goes on into it
        goes_on = None if apart else self._continued(span, at)
        unnamed = self._unnamed(span, at)
        if unnamed and (goes_on is None or unnamed != "reported"):
            return _UNNAMED, None
        if goes_on is None and at and not apart and self._adds_to(at):
            return _UNNAMED, None
        return goes_on or OWN, None

    def _tells(self, a: Attribution) -> bool:
        """Whether an attribution gives somebody's words rather than a wish or deed: by its cue, by a cue of marks or none, or by quoted words."""
        words = [t.low for c in a.cue for t in tokens(self._text, c.start, c.end) if t.word]
        if not words or any(w in lex.REPORTING for w in words):
            return True
        if any(w in lex.ATTITUDES for w in words):
            return False
        return any(lex.ASSERTING.match(w) for w in words) or (len(words) == 1 and words[0] in lex.CITED_AS) or a.voice is Voice.DIRECT

    def _narrated(self, a: Attribution) -> bool:
        """Whether the speaker is the one who writes ("we found that", "one might say"), not somebody quoted."""
        if a.within is not None or not a.chain.links or a.chain.links[0].name.lower() not in lex.OWN_PRONOUNS | {"one", "you"}:
            return False
        return bool(a.source) and self._quotes.around(a.source[0]) is None

    def _spoken_by(self, span: Span) -> Chain:
        """The speaker of a talk, else the article itself."""
        speaker = self._talk.speaker(span.start)
        return Chain((speaker,)) if speaker is not None else OWN

    def _poll(self, span: Span, at: int, answer: bool = False) -> Chain | None:
        return self._surveys.behind(span, at, self._bounds(at), answer)

    def _answered(self, a: Attribution) -> bool:
        """Whether the speaker is a share of those whom a poll asked."""
        return bool(a.source) and self._surveys.answered(a, self._text[slice(*self._bounds(self._sentence(a.source[0].start)))])

    def _passed(self, a: Attribution) -> bool:
        """Whether a cue without a source hides somebody: a passive or hearsay, not just a verb without subject."""
        words = [t.low for c in a.cue for t in tokens(self._text, c.start, c.end)]
        return passive(self._text, a.cue) or bool(set(words) & (lex.HEARSAY | lex.RUMOURS))

    def _outcome(self, a: Attribution) -> bool:
        """Whether the speaker is only the result of a vote ("the outcome showed")."""
        words = {t.low for t in tokens(a.chain.links[0].name)} if a.chain.links else set()
        return bool(words & _COUNTED_OUT) and len(a.chain.links) == 1 and not words & lex.DOCUMENT_NOUNS - {"results"}

    def _holding(self, span: Span) -> int | None:
        """The attribution with the shortest content that holds the span."""
        stop = bisect_right(self._starts, span.start)
        found = [i for a, b, i in self._pieces[max(0, stop - 60) : stop] if span.end <= b]
        return min(found, key=lambda i: self._size[i], default=None)

    def _beside(self, span: Span, at: int) -> Chain | None:
        """The chain of a statement whose content the span's clause goes on with: "she said that 40 came, and the number is growing"."""
        for i in reversed(self._spoken.get(at, [])):
            a = self._said[i]
            end = a.content[-1].end
            if not a.cue or a.cue[0].start > a.content[0].start or not end <= span.start <= end + _CLAUSE:
                continue
            between = self._text[end : span.start]
            if _GOES_ON.match(between) and not any(t.low in lex.REPORTING for t in tokens(self._text, end, span.start)):
                return a.chain
        return None

    def _introduced(self, span: Span, at: int) -> Chain | None:
        """Who brings in a speaker whose mention holds the span: the relays behind an originator ("diplomats of six embassies", the paper said), the
        poll behind those it asked ("six in ten said")."""
        for i in self._spoken.get(at, []):
            if any(s.holds(span) for s in self._said[i].source) and self._answered(self._said[i]):
                return self._poll(span, at, True)
            links = self._said[i].chain.links
            for k, link in enumerate(links):
                if link.mention is not None and link.mention.holds(span) and links[k + 1 :]:
                    return Chain(links[k + 1 :])
        return None

    def _unnamed(self, span: Span, at: int) -> str:
        """The passive of reporting or adverb of hearsay that governs the span in its sentence, "" where there is none."""
        if not self._sentences:
            return ""
        words = tokens(self._text, *self._bounds(at))
        here = next((i for i, t in enumerate(words) if t.start >= span.start), len(words))
        for i, t in enumerate(words[: here + 12]):
            between = {w.text for w in words[min(i, here) : max(i, here)]}
            if between & {";", ":"} or (i > here and "," in between):
                continue
            if t.low in {"reportedly", "supposedly", "purportedly"} or (t.low in _HIDING and _agentless(words, i)):
                return t.low
        return ""

    def _adds_to(self, at: int) -> bool:
        """Whether a sentence adds one more case ("have also returned") to what nobody in particular said in the one before it."""
        if at in self._spoken or "also" not in {t.low for t in tokens(self._text, *self._bounds(at))}:
            return False
        before = [self._said[i].chain.links[-1].named for i in self._spoken.get(at - 1, ())]
        end = self._sentences[at - 1].end
        return not any(before) and (bool(before) or bool(self._unnamed(Span.cut(self._text, end - 1, end), at - 1)))

    def _continued(self, span: Span, at: int) -> Chain | None:
        """The chain of an account that goes on into the span's sentence from one before it."""
        if not self._sentences:
            return None
        asked = at not in self._spoken or self._surveys.named(at) or any(self._answered(self._said[i]) for i in self._spoken[at])
        if asked and (poll := self._poll(span, at)):
            return poll
        if at in self._spoken:
            return None
        before = self._last_before(at)
        if before is None:
            return None
        last, away = before
        a = self._said[last]
        if not a.chain.links or not a.chain.links[0].named:
            return None
        if self._quoted_on(span, a, away) or (away <= _ACCOUNT_REACH and self._account(at, a)):
            return a.chain
        return None

    def _account(self, at: int, a: Attribution) -> bool:
        """Whether a sentence goes on counting what the speaker ``a`` of the paragraph counted: the dead and hurt of the same events."""
        start, end = self._bounds(at)
        words = [t.low for t in tokens(self._text, start, end) if t.word]
        if not words or words[0] in _TURNS or not _TOLL & set(words) or _BACKGROUND.search(self._text, start, end):
            return False
        anchor = (a.cue or a.source or a.content)[0]
        here, there = self._analysis.paragraph_at(start), self._analysis.paragraph_at(anchor.start)
        return here is not None and here == there

    def _quoted_on(self, span: Span, a: Attribution, away: int) -> bool:
        """Whether the span stands in a quotation that the last speaker's own words go on with."""
        if self._quotes.around(span) is None or away > _QUOTE_REACH:
            return False
        last = max((*a.content, *a.cue, *a.source), key=lambda s: s.end)
        return (
            self._quotes.voice(a.content) is not Voice.INDIRECT or last.surface.endswith(":") or self._text[last.end : last.end + 1] == ":"
        )

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


def _chance(mentions: Sequence[tuple[float, Chain]]) -> float:
    return sum(chance for chance, _ in mentions)


_HIDING = lex.PASSIVES - frozenset(
    "held described seen called cited quoted told credited considered expected known regarded blamed criticised criticized accused".split()
)


def _agentless(words: Sequence[Token], i: int) -> bool:
    """Whether word ``i`` is a passive of reporting without an agent: "it is thought", "are believed to", "were reported killed"."""
    helped = any(t.low in lex.BE for t in words[max(0, i - 3) : i])
    agent = i + 1 < len(words) and words[i + 1].low in {"by", "in", "from", "on"}
    return helped and not agent
