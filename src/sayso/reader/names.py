"""Mentions to names: every voice under the fullest name that the article gives it.

A name takes its longest form; a pronoun the speaker or person last spoken of that it can stand for; "the paper" or "the monitor" the
name of that kind; "the source" the fuller description before it. What cannot be told stays as the words that stand there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.domain import Article, Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis, Kind, Statement
from sayso.reader.antecedents import alike, passing
from sayso.reader.descriptions import Descriptions
from sayso.reader.heads import GENERIC, head_name
from sayso.reader.mentions import Mention, described, parts
from sayso.reader.named import NameBook, Named, display
from sayso.reader.quoting import Quotations
from sayso.reader.relays import voices

_LOOK_BACK = 40  # speakers
_BODIES = lex.MONITORS | lex.GROUP_NOUNS | lex.AGENCY_NOUNS | lex.OUTLET_NOUNS | lex.DOCUMENT_NOUNS | {"observatory"}
_SOURCES = frozenset("source official spokesman spokeswoman spokesperson".split())  # described anew each time they speak
_SIDES = frozenset(
    "republican republicans democrat democrats democratic gop conservative conservatives liberal liberals american americans".split()
)
_FAINT = 0.5  # where somebody must be meant, one that is not likelier than all else is left to the rules
_THAT = 5  # code points that "that" takes
_SENTENCES = 6  # a pronoun farther than this from its name is left alone


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention's name, and the spans that led from the mention to it, nearest first; none where the mention is the name."""

    name: str
    trail: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A speaker as mentioned: where, how it resolved, and what can stand for it."""

    span: Span
    name: str
    kind: Kind | None
    gender: str
    plural: bool
    head: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fit:
    """One that a mention can stand for: how salient it is apart from distance, its name, where it was last mentioned, and the mention to show."""

    salient: float
    name: str
    span: Span
    shown: Span


class Names:
    """The names of one article's voices. Build once per article, then ask for any mention of it.

    ``voices`` are the mentions behind each statement of the analysis, originator first.
    """

    def __init__(self, article: Article, analysis: Analysis, mentions: Iterable[Span] = ()) -> None:
        """Read the names of ``analysis``, the analysis of ``article``; ``mentions`` are further ones that may be gone back to."""
        self._text = analysis.text
        self._outlet = article.outlet
        self._analysis = analysis
        self.book = NameBook(analysis)
        self._sentences = [s.start for s in analysis.sentences]
        self._quotes = Quotations(analysis)
        self._passed: list[tuple[str, _Fit]] = []  # pronouns of which the network knows whom they stand for
        self._said: list[_Said] = []
        self._said_at: list[int] = []
        self.voices = [voices(analysis, i, self.book) for i in range(len(analysis.statements))]
        self._speaking: dict[Span, Statement] = {}
        self._opening = {c.start: s.source[0] for s in analysis.statements if s.source for c in s.content}
        for s, mentions in zip(analysis.statements, self.voices, strict=True):
            for m in (*s.source[:1], *mentions):
                self._speaking.setdefault(m, s)
        self._descriptions = Descriptions(self._text, self.book, self._before)
        self._resolve = lru_cache(maxsize=4096)(self._resolved)
        spoken = {m for found in self.voices for m in found}
        silent = {} if analysis.antecedents is None else {s: p for s, p in passing(analysis) if s not in spoken}
        for m in sorted({*spoken, *mentions, *silent}):
            if m in silent:
                self._pass(m, silent[m])
            else:
                self._note(m)

    def resolve(self, mention: Span) -> Resolved:
        """The fullest name for ``mention``; unresolved pronouns and descriptions keep their own words, without leading article."""
        return self._resolve(mention)

    def _note(self, span: Span) -> None:
        """Remember a speaker for the pronouns and short forms after it."""
        m = Mention.of(self._text, span)
        if not m.words or m.pronoun in lex.OWN_PRONOUNS:
            return
        found = self.resolve(span)
        if m.pronoun:
            if not found.trail:
                return
            before = next((s for s in reversed(self._said) if s.name == found.name), None)
            kind = before.kind if before else (Kind.PERSON if m.pronoun in lex.PEOPLE_PRONOUNS else None)
            gender = lex.PEOPLE_PRONOUNS.get(m.pronoun, before.gender if before else "")
            plural, head = bool(before and before.plural), before.head if before else ""
            words = before.words if before else frozenset()
        else:
            named = head_name(m, self.book)
            head = m.head.low if m.head else ""
            kind = named.kind if named else (Kind.PERSON if head in lex.PERSON_NOUNS - GENERIC and not m.plural else None)
            gender = named.gender if named else next((g for g, s in (("m", lex.MALE), ("f", lex.FEMALE)) if head in s), "")
            plural = m.plural and (named is None or named.kind is not Kind.PERSON)
            words = frozenset(t.low for t in m.words if t.word) - lex.ARTICLES
        self._said.append(_Said(span, found.name, kind, gender, plural, head, words))
        self._said_at.append(span.start)

    def _before(self, offset: int) -> list[_Said]:
        i = bisect_left(self._said_at, offset)
        return self._said[max(0, i - _LOOK_BACK) : i][::-1]

    def _resolved(self, mention: Span) -> Resolved:
        m = Mention.of(self._text, mention)
        if not m.words:
            return Resolved(" ".join(mention.surface.split()))
        if m.pronoun:
            return self._pronoun(mention, m.pronoun) or Resolved(" ".join(mention.surface.split()))
        closed = [(n.span.start, n.span.end) for n in self.book.inside(mention.start, mention.end)]
        pieces = parts(m.words, closed)
        if len(pieces) > 1 and all(self._speaker(Mention(p)) for p in pieces):
            each = [self._one(Mention(p), mention) for p in pieces if p]
            if any(e.trail for e in each):
                return Resolved(" and ".join(e.name for e in each), tuple(s for e in each for s in e.trail))
            return Resolved(described(self._text, m.words))
        return self._one(m, mention)

    def _speaker(self, m: Mention) -> bool:
        return (m.head is not None and m.head.low in lex.VOICE_NOUNS) or head_name(m, self.book) is not None

    def _one(self, m: Mention, mention: Span) -> Resolved:
        """The name of a single speaker."""
        if m.pronoun:
            return self._pronoun(mention, m.pronoun) or Resolved(m.words[0].text)
        if name := head_name(m, self.book):
            before = [t for t in m.words if t.end <= name.span.start and t.low not in lex.ARTICLES]
            if (
                name.kind is Kind.PERSON
                and 0 < len(before) < 3
                and all(t.capital and t.low not in lex.TITLES | lex.VOICE_NOUNS for t in before)
            ):
                return Resolved(" ".join(self._text[before[0].start : name.words[-1].end].split()))  # the network saw half of the name
            return self._named(name)
        first = m.words[0]
        if first.low in {"his", "her", "its", "their"} and len(m.words) > 1:
            owner = self._pronoun(Span.cut(self._text, first.start, first.end), first.low)
            if owner:
                return Resolved(f"{owner.name}'s {described(self._text, m.words[1:])}", owner.trail)
        plain = Resolved(described(self._text, m.words) or " ".join(mention.surface.split()))
        start = m.words[0].start
        if m.head is None:
            return plain
        if self._outlet and first.low == "this" and m.head.low in lex.OUTLET_NOUNS:
            return Resolved(self._outlet)
        if judged := self._judged(mention, list(self._meant(m, start))):
            return judged
        if found := self._descriptions.named(m, start):
            return self._named(found, always=True)
        if said := self._fuller(m, start):
            return Resolved(said.name, (said.span,))
        title = self._descriptions.titled(m, start)
        return Resolved(title[0], (title[1],)) if title else plain

    def _named(self, name: Named, always: bool = False) -> Resolved:
        full = self.book.fullest(name)
        trail = (full.span,) if always or full.span != name.span else ()
        return Resolved(display(self._text, full), trail)

    def _meant(self, m: Mention, start: int) -> Iterable[_Fit]:
        """Those whom a definite description of one person or body can stand for."""
        assert m.head is not None
        h = m.head.low
        own = m.words[-1] is not m.head or any(t.capital or t.possessive for t in m.words[1:])  # words that describe one of its own
        if own or not m.definite or m.plural or h in lex.DOCUMENT_NOUNS or h in _SOURCES:
            return
        gender = next((g for g, s in (("m", lex.MALE), ("f", lex.FEMALE)) if h in s), "")
        kinds = {Kind.ORGANIZATION} if h in _BODIES else {Kind.PERSON} if h in lex.PERSON_NOUNS else {Kind.PERSON, Kind.ORGANIZATION}
        telling = {t.low for t in m.words[1:-1]}  # "the regional rescue service" is no body whose name has nothing of it
        for other, fit in reversed(self._passed[-_LOOK_BACK:]):
            people = lex.PEOPLE_PRONOUNS.get(other)
            kind = Kind.ORGANIZATION if other in lex.THING_PRONOUNS else Kind.PERSON if people else None
            if fit.span.end <= start and kind in kinds and (not gender or people in (gender, None)) and not (people is None and telling):
                yield fit
        for n in self.book.before(start):
            full = self.book.fullest(n)
            if n.kind is Kind.ORGANIZATION and telling and not telling & set(full.key):
                continue
            if n.kind in kinds and not (gender and full.gender and gender != full.gender):
                yield _Fit(0.0, display(self._text, full), n.span, full.span)

    def _fuller(self, m: Mention, start: int) -> _Said | None:
        """The speaker described before with the same noun and more words; or under whose name the noun stands."""
        assert m.head is not None
        if not m.definite and len(m.words) != 1:
            return None
        extra = m.modifiers - {m.head.low, "same", "other"}
        for s in self._before(start):
            more = len(s.words) > len(m.modifiers) or s.name.lower() != described(self._text, m.words).lower()
            if s.head == m.head.low and extra <= s.words and more:
                return s
        return None

    def _pronoun(self, mention: Span, pronoun: str) -> Resolved | None:
        if pronoun in lex.OWN_PRONOUNS:
            return self._own(mention)
        if pronoun in lex.RELATIVE_PRONOUNS:
            return self._antecedent(mention)
        hidden = self._speaking[mention].content if mention in self._speaking else ()
        here = self._sentence(mention.start)
        fits = [f for f in self._near(mention, pronoun) if not any(c.holds(f.span) for c in hidden)]
        speaker = self._saying(mention)
        if told := next((f for f in fits if speaker is not None and f.span == speaker), None):
            return Resolved(told.name, (told.shown,))
        if judged := self._judged(mention, fits, pronoun in lex.PEOPLE_PRONOUNS):
            return judged
        best = max(fits, key=lambda f: f.salient - 0.6 * (here - self._sentence(f.span.start)), default=None)
        return Resolved(best.name, (best.shown,)) if best else None

    def _saying(self, mention: Span) -> Span | None:
        """Who says, in words that are not quoted, something that begins with this pronoun: "she said she had"."""
        if self._quotes.around(mention) is not None:
            return None
        near = (self._opening.get(mention.start - i) for i in range(_THAT + 1))
        return next((source for source in near if source is not None and source.end <= mention.start), None)

    def _pass(self, mention: Span, pronoun: str) -> None:
        """Remember whom a pronoun stands for that speaks itself nowhere: the way from a later one to the name leads over it."""
        if found := self._judged(mention, self._near(mention, pronoun)):
            self._passed.append((pronoun, _Fit(0.0, found.name, mention, found.trail[0])))

    def _near(self, mention: Span, pronoun: str) -> list[_Fit]:
        """The candidates not too many sentences before a pronoun; those that somebody is quoted on only where the pronoun is quoted too, or no other is."""
        here = self._sentence(mention.start)
        fits = [f for f in self._candidates(mention.start, pronoun) if here - self._sentence(f.span.start) <= _SENTENCES]
        if self._quotes.around(mention) is not None:
            return fits
        return [f for f in fits if self._quotes.around(f.span) is None] or fits

    def _judged(self, mention: Span, fits: Sequence[_Fit], somebody: bool = False) -> Resolved | None:
        """The one of ``fits`` that the network holds the mention likeliest to stand for, None where it holds it likelier that it stands for
        none of them, unless ``somebody`` must be meant, or where it has not seen them together."""
        judge = self._analysis.antecedents
        if judge is None or not fits:
            return None
        chances = judge.chances(mention, [f.span for f in fits])
        total: dict[str, float] = defaultdict(float)
        for f, chance in zip(fits, chances, strict=True):
            total[f.name] += chance
        name = max(total, key=lambda n: total[n])
        if total[name] <= (_FAINT if somebody else 1 - sum(chances)):
            return None
        return Resolved(name, (next(f.shown for f in fits if f.name == name),))

    def _candidates(self, start: int, pronoun: str) -> Iterable[_Fit]:
        """Those a third-person pronoun can stand for."""
        people = lex.PEOPLE_PRONOUNS.get(pronoun)
        for s in self._before(start):
            if people is not None and s.kind is Kind.PERSON and not s.plural and s.gender in ("", people):
                yield _Fit(1.5 + 0.5 * s.name[:1].isupper() + 0.5 * (s.gender == people), s.name, s.span, s.span)
            elif people is not None and s.kind is Kind.OTHER and not s.plural and not s.words <= _SIDES:
                yield _Fit(1.0, s.name, s.span, s.span)
            elif (
                pronoun in lex.THING_PRONOUNS
                and not s.plural
                and (s.kind in (Kind.ORGANIZATION, Kind.PLACE, Kind.OTHER) or s.head in _BODIES)
            ):
                yield _Fit(2.0 + 0.5 * (s.kind is Kind.ORGANIZATION), s.name, s.span, s.span)
            elif pronoun in lex.GROUP_PRONOUNS and s.plural:
                yield _Fit(2.0, s.name, s.span, s.span)
        for other, fit in reversed(self._passed[-_LOOK_BACK:]):
            if fit.span.end <= start and alike(other, pronoun):
                yield fit
        for n in self.book.before(start):
            fits = n.kind is Kind.PERSON if people is not None else n.kind is Kind.ORGANIZATION and pronoun in lex.THING_PRONOUNS
            if not fits or n.key[-1] in _SIDES or self.book.qualifies(n) or (people is not None and n.gender not in ("", people)):
                continue
            full = self.book.fullest(n)
            if people is not None and full.gender not in ("", people):
                continue
            opens = n.span.start - self._sentences[self._sentence(n.span.start)] < 30 if self._sentences else False
            owner = n.words[-1].possessive
            yield _Fit(
                1.0 + 0.5 * (people is not None and full.gender == people) + 0.6 * opens - 0.4 * owner,
                display(self._text, full),
                n.span,
                full.span,
            )

    def _own(self, mention: Span) -> Resolved | None:
        """Who says "I": the speaker of the words it stands in."""
        around = [s for s in self._analysis.statements if s.source and any(c.holds(mention) for c in s.content) and s.source[0] != mention]
        if not around:
            return None
        speaker = min(around, key=lambda s: sum(c.end - c.start for c in s.content)).source[0]
        if Mention.of(self._text, speaker).pronoun in lex.OWN_PRONOUNS:
            return None
        found = self._resolve(speaker)
        return Resolved(found.name, (speaker, *found.trail))

    def _antecedent(self, mention: Span) -> Resolved | None:
        """What a relative pronoun stands for: the name or noun phrase right before it."""
        near = self.book.before(mention.start, 1)
        if near and not self._text[near[0].words[-1].end : mention.start].strip(" ,-\u2014\u2013"):
            if near[0].kind in (Kind.PLACE, Kind.ORGANIZATION) and mention.surface.lower() in {"who", "whom"}:
                return self._who(mention)
            found = self._named(near[0])
            return Resolved(found.name, (near[0].span, *found.trail))
        words = self._analysis.words
        i = self._analysis.words_in(mention.start, mention.end).start - 1
        while i >= 0 and words[i].pos == "PUNCT":
            i -= 1
        last = i
        while i >= 0 and words[i].pos in {"NOUN", "ADJ", "PROPN", "NUM"}:
            i -= 1
        if i >= 0 and words[i].pos == "DET":
            i -= 1
        if last <= i:
            return None
        span = Span.cut(self._text, words[i + 1].start, words[last].end)
        found = self._one(Mention.of(self._text, span), span)
        return Resolved(found.name, (span, *found.trail))

    def _who(self, mention: Span) -> Resolved | None:
        """The person in whose description "who" follows the name of a place or body: "Ann Lee, a teacher at Harbour School who"."""
        home = self._analysis.sentence_at(mention.start)
        near = self.book.before(mention.start, 6)
        person = next((n for n in near if n.kind is Kind.PERSON and home is not None and home.holds(n.span)), None)
        if person is None:
            return None
        found = self._named(person)
        return Resolved(found.name, (person.span, *found.trail))

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self._sentences, offset) - 1)
