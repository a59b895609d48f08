"""The proper names of an article, gathered: which of them name the same one, and the fullest form of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis, Kind
from sayso.reader.mentions import Mention, Token, tokens

_REACH = 60  # candidates looked at per name: an article that names more of one kind than this is no article
_ABBREVIATED = frozenset("mr mrs ms dr sen rep gov gen col lt sgt capt maj cmdr prof rev hon adm pres st".split())
_TITLES = {
    "adm": "admiral", "sen": "senator", "gov": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant",
    "capt": "captain", "maj": "major", "cmdr": "commander", "prof": "professor", "rev": "reverend", "pres": "president",
}  # fmt: skip
TITLED = frozenset(_TITLES.values())  # "the admiral", behind "Adm."
_SMALL = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "SCONJ", "VERB"})
_INITIALS, _LONGEST = re.compile(r"\b(?:[^\W\d_]\.){2,}"), 8
_BEHIND = 20  # code points that the word behind a name lies in
_OFFICE = 3  # words of "of Estonia Lee"; with more, the first two are of the office and not of the name
_OPPOSED = re.compile(r"\b(?:anti|pro|non|un)-\Z", re.IGNORECASE)  # "anti-Harrow activists" are not Harrow
_OPENERS = frozenset(':-\u2013\u2014"\u201c\u2018(')
_BASED = re.compile(r"^\w+-based$")


@dataclass(frozen=True)
class Named:
    """One name where it stands: its words without title and article, what it names, its gender ("m", "f", "") and the words
    that describe it there ("rebel commander", "head of")."""

    span: Span
    kind: Kind
    words: tuple[Token, ...]
    gender: str = ""
    roles: frozenset[str] = field(default=frozenset())

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(t.low.replace(".", "") for t in self.words)

    @cached_property
    def outlet(self) -> bool:
        """Whether this names a paper, a station or an agency, as its words or the words beside it show."""
        return self.kind is not Kind.PERSON and (is_outlet([t.low for t in self.words]) or bool(self.roles & _OUTLET_ROLES))


_OUTLET_ROLES = lex.OUTLET_NOUNS - {
    "media",
    "press",
    "network",
    "agency",
    "station",
    "site",
    "program",
    "show",
    "correspondent",
    "wire",
    "outlet",
}
_MEMBER_FOR = re.compile(r"[RDI]-[A-Z][\w.]*")  # "Ann Lee (R-Harb.)"


def is_outlet(words: Iterable[str]) -> bool:
    """Whether lower-case words name a news outlet.

    >>> is_outlet(["harbour", "times"]), is_outlet(["national", "security", "agency"])
    (True, False)
    """
    found = [w for w in words if w not in lex.ARTICLES]
    if not found or found == ["today"] or lex.OFFICIAL_AGENCY & set(found):
        return False
    stems = [w if w in lex.OUTLET_NAMES else w.removesuffix("s") for w in found]
    return any(w in lex.OUTLET_NAMES - lex.OUTLET_LAST_ONLY for w in stems) or stems[-1] in lex.OUTLET_LAST_ONLY


class NameBook:
    """Every proper name of an analysis in text order, with the fullest form of each."""

    def __init__(self, analysis: Analysis) -> None:
        """Gather the names of ``analysis``; runs of capitalised words that the network missed are taken in as of unknown kind."""
        self._text = analysis.text
        self.all = sorted((n for n in _gathered(analysis) if not _MEMBER_FOR.fullmatch(n.span.surface)), key=lambda n: n.span)
        self._starts = [n.span.start for n in self.all]
        self._by_word: dict[str, list[Named]] = defaultdict(list)
        seen: set[tuple[tuple[str, ...], Kind]] = set()
        for n in self.all:
            if (n.key, n.kind) not in seen:
                seen.add((n.key, n.kind))
                for w in {*n.key, _initials(n)}:
                    self._by_word[w].append(n)
        self._full: dict[Span, Named] = {}
        self._outlets: dict[Span, bool] = {}
        self._defined = dict(_definitions(analysis.text, self.all))

    def inside(self, start: int, end: int) -> list[Named]:
        """The names that lie within ``start..end``."""
        found = self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [n for n in found if n.words[-1].end <= end + 2]

    def before(self, offset: int, most: int = _REACH) -> list[Named]:
        """The names that start before an offset, nearest first."""
        i = bisect_left(self._starts, offset)
        return self.all[max(0, i - most) : i][::-1]

    def after(self, offset: int, most: int = _REACH) -> list[Named]:
        """The names that start at or after an offset, nearest first."""
        i = bisect_right(self._starts, offset - 1)
        return self.all[i : i + most]

    def fullest(self, name: Named) -> Named:
        """The longest form in the article of what ``name`` names."""
        if name.span not in self._full:
            self._full[name.span] = self._fullest(name)
        return self._full[name.span]

    def _fullest(self, name: Named) -> Named:
        for _ in range(4):  # short form, acronym, its definition, the longer form: no chain is longer
            longer = self._longer(name)
            if longer is None:
                return name
            name = longer
        return name

    def qualifies(self, name: Named) -> bool:
        """Whether a name only says whose or what the person behind it is: "Harbour spokeswoman Ann Lee" is not the harbour."""
        behind = tokens(self._text, name.words[-1].end, name.words[-1].end + _BEHIND)[:1]
        return bool(behind) and behind[0].low in lex.VOICE_NOUNS and not behind[0].capital

    def is_outlet(self, mention: Span) -> bool:
        """Whether ``mention`` is a news outlet or one who reports for one, through whom words reach the reader."""
        if mention not in self._outlets:
            self._outlets[mention] = self._is_outlet(mention)
        return self._outlets[mention]

    def _is_outlet(self, mention: Span) -> bool:
        m = Mention.of(self._text, mention)
        if not m.words or m.head is None:
            return False
        low = [t.low for t in m.words]
        if m.head.low in lex.AUDIENCES - {"media", "press"} and not any(t.capital for t in m.words[1:]):
            return False
        if is_outlet([t.low for t in m.words if t.end <= m.head.end]) or any(is_outlet([w]) for w in low if w not in lex.OUTLET_LAST_ONLY):
            return any(t.capital for t in m.words) or m.head.low in lex.OUTLET_NOUNS
        if any(n.outlet for n in self.inside(mention.start, mention.end)):
            return True
        if len(low) > 1 and m.head.low in {"agency", "network", "station", "site", "wire", "outlet"}:
            return bool(set(low) & {"news", "media", "press", "tv", "television", "radio", "broadcasting"})
        return m.head.low in lex.OUTLET_NOUNS - {"agency", "network", "station", "site", "program", "show", "programme", "wire"}

    def _longer(self, name: Named) -> Named | None:
        key = name.key
        if defined := self._defined.get(key):
            return defined
        pool = [f for w in {key[-1], key[0], key[-1].removesuffix("s")} for f in self._by_word.get(w, ())[:_REACH]]
        found = [f for f in pool if f.key != key and _same(name, f)]
        if not found:
            return None

        def fit(f: Named) -> tuple[bool, bool, int, int]:
            agrees = not (name.gender and f.gender) or name.gender == f.gender
            before = f.span.start <= name.span.start
            return agrees, before, len(f.key), -abs(f.span.start - name.span.start)

        best = max(found, key=fit)
        return best if fit(best)[0] else None


def display(text: str, name: Named) -> str:
    """A name as it is shown: on one line, without title, article or possessive."""
    last = name.words[-1]
    end = last.end - (len(last.text) - len(last.low))
    return " ".join(text[name.words[0].start : end].split())


def _gathered(analysis: Analysis) -> Iterable[Named]:
    taken: list[Span] = []
    for e in analysis.entities:
        words = _trimmed(tokens(analysis.text, e.span.start, _closed(analysis.text, e.span)))
        if words and not _plain(analysis, words):
            taken.append(e.span)
            if not _OPPOSED.search(analysis.text, max(0, e.span.start - _LONGEST), e.span.start):
                yield _named(analysis.text, words, e.kind)
    starts = sorted(s.start for s in taken)
    ends = sorted(s.end for s in taken)
    for s in analysis.sentences:
        for run in _runs(tokens(analysis.text, s.start, s.end)):
            run = _bare(analysis, run)
            if not run:
                continue
            a, b = run[0].start, run[-1].end
            if bisect_left(starts, b) == bisect_right(ends, a):  # no entity starts before its end without having ended before its start
                words = _trimmed(list(run))
                if words and (len(words) > 1 or run[0].start > s.start):
                    yield _named(analysis.text, words, Kind.OTHER)


def _plain(analysis: Analysis, words: list[Token]) -> bool:
    """Whether what the network took for a name is a small word with the capital of what opens a sentence: "At least 19"."""
    if len(words) > 1 or not _opens(analysis, words[0]):
        return False
    inside = analysis.words_in(words[0].start, words[0].end)
    return len(inside) > 0 and analysis.words[inside.start].pos in _SMALL


def _opens(analysis: Analysis, word: Token) -> bool:
    """Whether a word stands at the start of its sentence, or of what a dash, a colon or a quotation mark opens in it."""
    sentence = analysis.sentence_at(word.start)
    before = analysis.text[sentence.start if sentence else 0 : word.start].rstrip()
    return not before or before[-1] in _OPENERS


def _closed(text: str, span: Span) -> int:
    """Where a name ends with the rest of the initials that the network cut: "U.S." for "U"."""
    found = _INITIALS.finditer(text, span.start, min(len(text), span.end + _LONGEST))
    return next((m.end() for m in found if m.start() < span.end < m.end()), span.end)


def _runs(words: list[Token]) -> Iterable[list[Token]]:
    run: list[Token] = []
    for i, t in enumerate(words):
        joins = t.low in {"of", "for", "and", "the"} and run and i + 1 < len(words) and words[i + 1].capital and t.low != "and"
        if t.word and (t.capital or joins) and t.low not in lex.PRONOUNS | lex.TIME_NAMES:
            run.append(t)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _bare(analysis: Analysis, run: list[Token]) -> list[Token]:
    """A run of capitalised words without a small word that only opens its sentence and without the titles of the name behind it."""
    while run and run[-1].low in _ABBREVIATED:
        run = run[:-1]
    if run and _opens(analysis, run[0]):
        first = analysis.words_in(run[0].start, run[0].end)
        if first and analysis.words[first.start].pos in _SMALL:
            run = run[1:]
    return run


def _trimmed(words: list[Token]) -> list[Token]:
    """A name without articles, marks and "X-based" before it."""
    while words and (not words[-1].word):
        words = words[:-1]
    while words and (not words[0].word or words[0].low in lex.ARTICLES or _BASED.match(words[0].low)):
        words = words[1:]
    return words


def _named(text: str, words: list[Token], kind: Kind) -> Named:
    titles: list[str] = []
    while len(words) > 1 and kind in (Kind.PERSON, Kind.OTHER) and (words[0].low in lex.TITLES or not words[0].word):
        titles.append(words[0].low)
        words = words[1:]
    if titles and len(words) > 1 and words[0].low in {"of", "for"}:  # "Secretary of State Ann Lee", "the Lord for Ann Lee"
        words = words[2 if words[0].low == "of" and len(words) > _OFFICE else 1 :]
    if kind is Kind.OTHER or (not titles and {w.low for w in words} & (lex.MONITOR_NAMES | lex.AGENCY_NOUNS | lex.COMPANY_NAMES)):
        kind = _guessed(words, titles)
    span = Span.cut(text, words[0].start, words[-1].end)
    said = {*titles, *_roles(text, span)}
    roles = frozenset(said | {_TITLES[r] for r in said & _TITLES.keys()})
    return Named(span, kind, tuple(words), _gender(words, roles) if kind is Kind.PERSON else "", roles)


def _guessed(words: list[Token], titles: list[str]) -> Kind:
    low = [w.low for w in words]
    if titles or low[0] in lex.MALE | lex.FEMALE:
        return Kind.PERSON
    if is_outlet(low) or set(low) & (lex.MONITOR_NAMES | lex.GROUP_NOUNS | lex.AGENCY_NOUNS | lex.COMPANY_NAMES):
        return Kind.ORGANIZATION
    return Kind.ORGANIZATION if len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1 else Kind.OTHER


def _roles(text: str, span: Span) -> set[str]:
    """The words beside a name that say what it is: the noun phrase before it, an apposition behind it."""
    found: set[str] = set()
    ahead = tokens(text, max(0, span.start - 60), span.start)[-5:]
    for i, t in reversed(list(enumerate(ahead))):
        if t.text == "." and i and ahead[i - 1].low in _ABBREVIATED:
            continue
        if not t.word or t.low in lex.REPORTING | lex.BE | {"that", "and", "but", "by", "to", "from", "with", "when", "as"}:
            break
        found.add(t.low)
    behind = tokens(text, span.end, min(len(text), span.end + 80))[:9]
    open_ = bool(behind) and (
        behind[0].text in {",", "(", "-", "\u2013", "\u2014"} or behind[0].low in lex.PERSON_NOUNS | {"head", "chief"}
    )
    apposed: set[str] = set()
    for i, t in enumerate(behind if open_ else []):
        if (i and t.text in {",", ")", ".", "-", "\u2013", "\u2014"}) or t.low in lex.REPORTING | lex.CITING | lex.BE | {"and", "but"}:
            if behind[0].text == "," and t.low in lex.REPORTING:
                apposed = set()  # "houses fell in Port Orla, the district council said": somebody else begins to speak
            break
        if t.word:
            apposed.add(t.low)
    return (found | apposed) - lex.ARTICLES - lex.CITED_AS


def _gender(words: list[Token], roles: frozenset[str]) -> str:
    for clues in (roles & (lex.TITLES | lex.PERSON_NOUNS | {"mr", "mrs", "ms", "miss"}), {words[0].low}):
        male, female = bool(clues & lex.MALE), bool(clues & lex.FEMALE)
        if male != female:
            return "m" if male else "f"
    return ""


def _initials(name: Named) -> str:
    return "".join(t.text[0] for t in name.words if t.capital).lower()


def _same(short: Named, full: Named) -> bool:
    """Whether the longer name can name what the shorter one names."""
    k, f = short.key, full.key
    if {short.kind, full.kind} in ({Kind.PERSON, Kind.ORGANIZATION}, {Kind.PERSON, Kind.PLACE}, {Kind.PLACE, Kind.ORGANIZATION}):
        return False
    if len(k) == 1 and short.words[0].text.replace(".", "").isupper() and 1 < len(k[0]) < 8 and _initials(full) == k[0] and len(f) > 1:
        return True
    if len(k) >= len(f) or not set(k) <= {*f, *(w + "s" for w in f)}:
        return False
    if Kind.PERSON in (short.kind, full.kind):
        return k[-1].removesuffix("s") == f[-1].removesuffix("s") or (len(k) == 1 and k[0] == f[0] and full.kind is Kind.PERSON)
    if Kind.PLACE in (short.kind, full.kind):
        return False
    head = next((w for i, w in enumerate(f) if i + 1 < len(f) and f[i + 1] in lex.CITED_AS), f[-1])
    return k[-1] in (f[-1], head) or (len(k) > 1 and k == f[: len(k)])


def _definitions(text: str, names: list[Named]) -> Iterable[tuple[tuple[str, ...], Named]]:
    """Acronyms that the article defines in brackets behind a name."""
    for n in names:
        behind = tokens(text, n.span.end, min(len(text), n.span.end + 24))[:3]
        if len(behind) == 3 and behind[0].text in "([" and behind[2].text in ")]" and behind[1].text.isupper() and len(n.key) > 1:
            yield (behind[1].low.replace(".", ""),), n
