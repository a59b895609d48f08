"""Who stands behind one statement: its source taken apart, and those named around its cue through whom it came.

Patterns over the words outside the content: "told the paper", "citing a police source", "quoted by the agency", "in an interview with",
"the agency reported". They look at words and roles, hardly at marks, since crawled text often has lost them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis, Statement
from sayso.reader.mentions import Mention, Token, tokens
from sayso.reader.named import NameBook

_ENDS = frozenset(
    {"that", "how", "why", "whether", "as", "when", "while", "after", "before", "because", "but", "if", "since", "during", "who", "which"}
)
_SHORT = _ENDS | {"in", "on", "at", "by", "to", "from", "about", "with", "via", "there", "they", "it", "he", "she", "and", "his", "her"}
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today earlier later recently this last late early shortly".split()
)
_TALKS = frozenset(
    "interview interviews comments remarks statement statements conversation appearance op-ed article column piece story press".split()
)
_SPEAKING = frozenset({"speaking", "talking", "writing", "appearing"})
_MARKS = frozenset(",;:.!?()[]\u2013\u2014\u2026")
_AROUND = 300  # code points of a sentence looked at on either side of a statement
_QUOTES = frozenset('"\u201c\u201d\u00ab\u00bb')


@dataclass(frozen=True)
class Frame:
    """The words around a statement that are not what is said. ``gaps`` are the contents of statements there, ``roles`` the
    statement's own source and cue, ``others`` the sources of statements with words of their own."""

    text: str
    words: tuple[Token, ...]
    gaps: tuple[Span, ...]
    roles: tuple[Span, ...]
    others: tuple[Span, ...]

    def at(self, offset: int) -> int:
        """The index of the first word at or after an offset."""
        return next((i for i, t in enumerate(self.words) if t.start >= offset), len(self.words))

    def phrase(self, i: int, ends: frozenset[str], role_ends: bool = True) -> Span | None:
        """The noun phrase that starts at word ``i``: up to a mark, a verb of speaking, a gap, or one of the words ``ends``."""
        last = i
        quoted = False
        while last < len(self.words):
            t = self.words[last]
            if last > i and self._gap(self.words[last - 1].end, t.start):
                break
            if t.text in _QUOTES:
                if not quoted and not (last > i and self.words[last - 1].possessive):
                    break
                quoted = not quoted
                last += 1
                if not quoted:
                    break
                continue
            if not quoted and (t.text in _MARKS or t.low in ends or (last > i and (t.low in _DAYS or self._speaks(last)))):
                break
            if role_ends and any(r.start <= t.start < r.end for r in self.roles):
                break
            last += 1
        while last > i and not self.words[last - 1].word and self.words[last - 1].text not in _QUOTES:
            last -= 1
        return Span.cut(self.text, self.words[i].start, self.words[last - 1].end) if last > i and self.words[i].word else None

    def _gap(self, start: int, end: int) -> bool:
        return any(g.start < end and g.end > start for g in self.gaps)

    def _speaks(self, i: int) -> bool:
        """Whether word ``i`` is a finite verb of speaking rather than a noun or participle."""
        t, before = self.words[i], self.words[i - 1]
        if t.low not in lex.REPORTING or t.low in {"reports", "report", "records", "documents", "claims", "found", "according", "read"}:
            return False
        return (
            not (t.low in lex.CARRYING and i + 1 < len(self.words) and self.words[i + 1].low in {"by", "previously", "earlier", "in"})
            and before.word
        )


def frame(analysis: Analysis, index: int) -> Frame:
    """The frame of one statement: its sentence, within the enclosing content where there is one, without any content."""
    s = analysis.statements[index]
    anchor = (s.cue or s.source or s.content)[0]
    home = analysis.sentence_at(anchor.start) or anchor
    near = [x for x in (*s.source, *s.cue, *s.content) if home.meets(x)] or [anchor]
    start = min(anchor.start, max(home.start, min(x.start for x in near) - _AROUND))
    end = max(anchor.end, min(home.end, max(x.end for x in near) + _AROUND))
    outer = analysis.statements[s.within] if s.within is not None else None
    if outer is not None:
        piece = next((c for c in outer.content if c.start <= anchor.start < c.end), None)
        if piece is not None:
            start, end = max(start, piece.start), min(end, piece.end)
    beside = [o for o in analysis.statements[max(0, index - 12) : index + 12] if o is not s and o is not outer and not _citing(o)]
    gaps = [*s.content, *(c for o in beside if o.within == s.within for c in o.content)]
    gaps = [g for g in gaps if not any(g.holds(r) for r in (*s.cue, *s.source))]
    others = tuple(x for o in beside for x in o.source if not _meets(o, s))
    words = [t for t in tokens(analysis.text, start, end) if not any(g.start <= t.start < g.end for g in gaps)]
    return Frame(analysis.text, tuple(words), tuple(gaps), (*s.source, *s.cue), others)


def _citing(s: Statement) -> bool:
    """Whether a statement only names what its speaker cites: the network gives "citing officials" as one."""
    return bool(s.cue) and s.cue[0].surface.lower() in lex.CITING


def speaker(analysis: Analysis, s: Statement) -> Span | None:
    """The source of a statement, unless it only stands there for grammar ("it is thought") or is what a passive speaks of ("the port
    stands accused of")."""
    if not s.source or not s.cue:
        return s.source[0] if s.source else None
    source, before = s.source[0], s.source[0].start < s.cue[0].start
    return None if before and passive(analysis.text, s.cue) else source


def passive(text: str, cue: Sequence[Span]) -> bool:
    """Whether a cue is a passive of reporting, its helper inside the cue or right before it: "is thought", "were reported".

    >>> passive("Ten are widely believed dead", [Span(4, 23, "are widely believed")])
    True
    """
    if not cue:
        return False
    found = tokens(text, max(0, cue[0].start - 16), cue[-1].end)
    at = next((i for i in range(len(found) - 1, -1, -1) if found[i].low in lex.PASSIVES and found[i].start >= cue[0].start), None)
    if at is None or found[at].low in lex.CITES:
        return False
    return any(t.low in lex.BE | {"stand", "stands", "stood"} for t in found[max(0, at - 3) : at])


def _meets(a: Statement, b: Statement) -> bool:
    return any(x.meets(y) for x in a.content for y in b.content)


def voices(analysis: Analysis, index: int, book: NameBook) -> tuple[Span, ...]:
    """The mentions behind a statement, originator first; empty where no words stand for anybody."""
    s = analysis.statements[index]
    f = frame(analysis, index)
    source = speaker(analysis, s)
    if source is None and s.source:
        return tuple(_carried(f, book))
    own = split(analysis.text, source, book) if source is not None else []
    teller = _teller(f, s, book) if source is not None else None
    if not own and s.cue and (behind := _after_according(f, s.cue[0])):
        own = split(analysis.text, behind, book)
    first = [*_cited(f, s, book), *_as_saying(f, s)]
    then = [*_told(f, s, book), *_carried(f, book), *_reported(f, s, book)]
    links = [*first, *own, *then] if teller is None else [teller, *then, *own]
    chain: list[Span] = []
    for m in links:
        if not any(m.meets(c) for c in chain):
            chain.append(m)
    return tuple(chain)


def split(text: str, source: Span, book: NameBook) -> list[Span]:
    """The links that a source span names by itself, originator first: "diplomats cited by the Journal", "state TV, citing the ministry"."""
    words = Mention.of(text, source).words
    if len(words) > 1 and words[0].low in lex.RELATIVE_PRONOUNS:
        words = words[1:]  # "the man who police say ran"
    for i in range(1, len(words) - 1):
        t, rest = words[i], words[i + 1 :]
        if t.low in lex.CITING and rest:
            behind = Span.cut(text, rest[0].start, rest[-1].end)
            if is_voice(text, behind, book):
                return [*split(text, behind, book), *_clean(text, words[:i])]
        by = next((j for j in (i + 1, i + 2) if j < len(words) - 1 and words[j].low == "by"), None)
        if t.low in lex.CARRYING and by is not None:
            behind = Span.cut(text, words[by + 1].start, words[-1].end)
            if t.low in {"quoted", "cited", "reported", "carried", "relayed"} or book.is_outlet(behind):
                return [*_clean(text, words[:i]), *split(text, behind, book)]
        if t.low in _SPEAKING | lex.TELLING and rest:
            j = i + 2 if rest[0].low in {"to", "on", "with"} and len(rest) > 1 else i + 1
            told = Span.cut(text, words[j].start, words[-1].end)
            if book.is_outlet(told):
                return [*_clean(text, words[:i]), told]
    return [Span.cut(text, words[0].start, words[-1].end)] if words else []


def _clean(text: str, words: Sequence[Token]) -> list[Span]:
    """What stands before a relay, without the "as", "who" or marks that lead over to it."""
    kept = list(words)
    while kept and (
        not kept[-1].word or kept[-1].low in {"as", "who", "which", "that", "was", "were", "is", "has", "later", "first", "previously"}
    ):
        kept.pop()
    return [Span.cut(text, kept[0].start, kept[-1].end)] if kept else []


def is_voice(text: str, mention: Span, book: NameBook) -> bool:
    """Whether a cited phrase is somebody or some document that can say a thing, rather than a reason ("citing safety concerns")."""
    m = Mention.of(text, mention)
    if not m.words or m.head is None or text[mention.start] in "\"'\u2018\u201c":
        return False
    low = m.head.low
    if low in lex.VOICE_NOUNS or m.pronoun:
        return low not in lex.RUMOURS
    if any(n.span.start <= m.head.start < n.span.end and not m.head.possessive for n in book.inside(mention.start, mention.end)):
        return True
    return low.endswith(lex.PEOPLE_ENDINGS) and low not in lex.NO_PEOPLE


def _cited(f: Frame, s: Statement, book: NameBook) -> list[Span]:
    """Whom the speaker cites: "citing a police source", before or behind the speaker."""
    for i, t in enumerate(f.words[:-1]):
        if t.low not in lex.CITING or not _governs(f, s, t):
            continue
        found = f.phrase(i + 1, _ENDS)
        if found is not None and not any(found.meets(r) for r in s.source) and is_voice(f.text, found, book):
            return split(f.text, found, book)
    return []


def _governs(f: Frame, s: Statement, t: Token) -> bool:
    """Whether a word of the frame belongs to this statement, not to another speaker who stands nearer before it."""
    mine = max((r.start for r in f.roles if r.start <= t.start), default=-1)
    other = max((o.start for o in f.others if o.start <= t.start), default=-1)
    return other <= mine or not f.roles


def _as_saying(f: Frame, s: Statement) -> list[Span]:
    """Whom the source quotes: "quoted a witness as saying", with the witness before the content or at its head."""
    if not s.cue:
        return []
    cue = tokens(f.text, s.cue[0].start, s.cue[-1].end)
    if cue and cue[-1].low in lex.CITES and not any(t.low in lex.BE for t in cue[:-1]):
        opening = tokens(f.text, s.content[0].start, min(s.content[0].end, s.content[0].start + 200))
        at = next((i for i, t in enumerate(opening[:-1]) if t.low == "as" and opening[i + 1].low in {"saying", "having"}), 0)
        if at:
            return [Span.cut(f.text, opening[0].start, opening[at - 1].end)]
        i = f.at(s.cue[-1].end)
        found = f.phrase(i, _ENDS) if i < len(f.words) else None
        after = f.at(found.end) if found is not None else len(f.words)
        return [found] if found is not None and after < len(f.words) and f.words[after].low == "as" else []
    return []


def _told(f: Frame, s: Statement, book: NameBook) -> list[Span]:
    """The outlet that the speaker talks to: "told the paper", "in an interview with", "speaking to"."""
    if not s.cue:
        return []
    found: list[Span] = []
    ends = f.at(s.cue[-1].end)
    cue = tokens(f.text, s.cue[0].start, s.cue[-1].end)
    if any(t.low in lex.TELLING for t in cue):
        if len(s.content) > 1 and 0 <= s.content[0].start - s.cue[-1].end <= 5 and book.is_outlet(s.content[0]):
            return [s.content[0]]  # the network took the addressee for content
        last = max(i for i, t in enumerate(cue) if t.low in lex.TELLING)
        starts = f.at(cue[last].end)
        if starts < len(f.words) and (told := f.phrase(starts, _SHORT, role_ends=False)) and book.is_outlet(told):
            found.append(told)
    for i in range(len(f.words) - 2):
        t, link = f.words[i], f.words[i + 1]
        if t.start < s.cue[0].start:  # "an article in the Times by" its author
            outlet = f.phrase(i + 2, _SHORT) if t.low in _TALKS | {"report", "book"} and link.low == "in" else None
            if outlet is not None and book.is_outlet(outlet) and s.source and f.text[outlet.end : s.source[0].start].split() == ["by"]:
                found.append(outlet)
            continue
        talks = (t.low in _TALKS and link.low in {"with", "to", "on", "for", "in"}) or (
            t.low in _SPEAKING and link.low in {"to", "on", "with", "for"}
        )
        direct = i + 1 in (ends, ends + 1) and link.low in {"to", "on"} and f.words[i + 2].text[0].isupper()
        if not (talks or direct) or not _governs(f, s, t):
            continue
        outlet = f.phrase(i + 2, _SHORT, role_ends=False)
        if outlet is not None and book.is_outlet(outlet):
            found.append(outlet)
            break
    return found[:1]


def _carried(f: Frame, book: NameBook) -> list[Span]:
    """Those by whom the words are passed on: "carried by the agency", "as reported by", "according to"."""
    found: list[Span] = []
    for i, t in enumerate(f.words[:-2]):
        j = next((j for j in (i + 1, i + 2) if j < len(f.words) - 1 and f.words[j].low == "by"), None)
        if (
            t.low in lex.CARRYING
            and j is not None
            and not any(r.start <= t.start < r.end and r.end > f.words[j].start for r in f.roles[:1])
        ):
            who = f.phrase(j + 1, _SHORT)
            strong = t.low in {"quoted", "cited", "reported", "carried", "relayed", "published"}
            if who is not None and who not in found and (book.is_outlet(who) or (strong and is_voice(f.text, who, book))):
                found += split(f.text, who, book)
        elif t.low == "according" and f.words[i + 1].low == "to" and not any(r.start <= t.start < r.end for r in f.roles):
            who = f.phrase(i + 2, _ENDS)
            if who is None or any(who.meets(r) for r in (*f.others, *f.roles)):
                continue
            if is_voice(f.text, who, book):
                found += split(f.text, who, book)
    return found


def _reported(f: Frame, s: Statement, book: NameBook) -> list[Span]:
    """An outlet that reports the whole: "..., the agency said" behind it, "the agency quoted" or "the agency reported that" before it."""
    found: list[Span] = []
    for i, t in enumerate(f.words):
        if t.low not in {"reported", "reports", "said", "says", "quoted", "cited", "quotes"} or any(
            r.start <= t.start < r.end for r in f.roles
        ):
            continue
        start = i
        while start > 0 and i - start < 8 and _nominal(f, start - 1):
            start -= 1
        if start == i:
            continue
        who = Span.cut(f.text, f.words[start].start, f.words[i - 1].end)
        if any(who.meets(o) for o in (*f.others, *f.roles)):
            continue
        quoting = t.low in lex.CITES and bool(s.source) and 0 <= s.source[0].start - t.end <= 3
        if quoting or book.is_outlet(who):
            found.append(who)
    return found[:1]


def _nominal(f: Frame, i: int) -> bool:
    t = f.words[i]
    if not t.word or t.low in _ENDS | lex.REPORTING | lex.CITED_AS - {"of", "for"} | lex.BE | {"and", "but"}:
        return False
    return not f._gap(t.end, f.words[i + 1].start) and not any(r.start <= t.start < r.end for r in f.roles)


def _teller(f: Frame, s: Statement, book: NameBook) -> Span | None:
    """Who stands right before "told" where the network took the outlet for the source: "fishermen told the paper that", "..., fishermen told
    the paper, the agency reported"."""
    source, cue = s.source[0], s.cue[0] if s.cue else None
    if cue is None or source.start < cue.end or not any(t.low in lex.TELLING for t in tokens(f.text, cue.start, cue.end)):
        return None
    behind = next((t for t in f.words if t.start >= source.end and t.word), None)
    told = f.text[cue.end : source.start].strip().lower() in {"", "the", "a", "an", "to"}
    if not told and (behind is None or behind.low not in lex.REPORTING):
        return None
    start = i = f.at(cue.start)
    while start > 0 and i - start < 8 and _nominal(f, start - 1):
        start -= 1
    found = Span.cut(f.text, f.words[start].start, f.words[i - 1].end) if start < i else None
    return found if found is None or not told or is_voice(f.text, found, book) else None


def _after_according(f: Frame, cue: Span) -> Span | None:
    """Who follows "according to" where the network gave no source."""
    if not cue.surface.lower().startswith("according"):
        return None
    i = f.at(cue.end)
    if i < len(f.words) and f.words[i].low == "to":
        i += 1
    return f.phrase(i, _ENDS) if i < len(f.words) else None
