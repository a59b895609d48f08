"""Mentions of places in a text: known names, names that the encoder calls places, and names that their surroundings show to be places.

"In the Brackwater neighbourhood", "the village of Ost", "at Mill Lane Apartments", "the 300 block of Green Street". A name that is once shown to be
a place is one wherever it stands. Without commas and apostrophes too ("Syrias Aleppo city").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Kind
from sayso.reader.gazetteer import Gazetteer, Level, folded
from sayso.reader.nouns import is_common
from sayso.reader.placewords import (
    BLOCK,
    CAPITAL_WIRE,
    DEMONYMS,
    FAMILY,
    FUNCTION,
    IN_PROVINCE,
    INSIDE,
    JOINS,
    NO_PLACE,
    NOT_NAMES,
    NOUNS,
    OF,
    PART_OF_TOWN,
    PREPOSITIONS,
    SIDES,
    SIDES_ANYWHERE,
    STATES,
    STREETS,
    STRONG,
    VENUES,
    WORD,
)
from sayso.reader.voices_lexicon import TIME_NAMES


class Rank(IntEnum):
    """How exactly a mention fixes a place."""

    COUNTRY = 1
    REGION = 2
    CITY = 3
    PART = 4
    NAMED = 5
    VENUE = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in the text; ``cue`` is the preposition before it, empty where there is none."""

    span: Span
    rank: Rank
    cue: str

    @property
    def key(self) -> str:
        """The name as it is compared: no accents, capitals, sides, place nouns or possessives."""
        whole = folded(self.span.surface)
        if self.rank is Rank.PART:
            return whole
        core = SIDES_ANYWHERE.sub("", whole).split(",")[0]
        words = [w for w in core.replace(" block of ", " ").split() if w not in NOUNS] or whole.split()
        return re.sub(r"(?<=\w\w\w)'?s$|\.$", "", " ".join(words))


def mentions(analysis: Analysis, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The places named in a text, in text order and without overlap.

    >>> from sayso.reader.sentences import paragraphs, sentences
    >>> text = "Two men drowned near the village of Ost, north of Damascus."
    >>> [(m.span.surface, m.rank.name) for m in mentions(Analysis(text, (), sentences(text), paragraphs(text)), Gazetteer())]
    [('Ost', 'NAMED'), ('north of Damascus', 'CITY')]
    """
    return _Finder(analysis, gazetteer).all()


@dataclass(frozen=True, slots=True)
class _Run:
    """A capitalised run with the word before and the word after it, in lower case; ``opens`` where it begins a sentence."""

    start: int
    end: int
    before: str
    before2: str
    after: str
    opens: bool


# What runs on behind a place where text lost its commas.
_CUTS = TIME_NAMES | {"afp", "ap", "reuters"}


class _Finder:
    def __init__(self, analysis: Analysis, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = analysis.text, gazetteer
        self.opening = {s.start for s in analysis.sentences}
        self.places = {e.span.start: e.span for e in analysis.entities if e.kind is Kind.PLACE}
        self.others = {e.span.start for e in analysis.entities if e.kind is not Kind.PLACE}
        kinds: dict[str, Counter[bool]] = defaultdict(Counter)
        for e in analysis.entities:
            kinds[folded(e.span.surface.split()[-1])][e.kind is Kind.PERSON] += 1
        self.people = {name for name, votes in kinds.items() if votes[True] > 2 * votes[False]}

    def all(self) -> tuple[Mention, ...]:
        runs = list(self.runs())
        self.supported = {name for run in runs if (name := self.located(run))}
        self.surnames = {
            w[-1] for run in runs if len(w := self.text[run.start : run.end].split()) > 1 and self.gazetteer.level(" ".join(w)) is None
        }
        found = [self.mention(run) for run in runs]
        shown = {m.key: m.rank for m in found if m and m.rank >= Rank.CITY}
        result = []
        for run, m in zip(runs, found, strict=True):
            if m is None and (rank := shown.get(folded(self.text[run.start : run.end]))) and run.start not in self.others:
                m = Mention(Span.cut(self.text, run.start, run.end), rank, run.before if run.before in PREPOSITIONS else "")
            if m:
                result.append(self.widened(m))
        for part in PART_OF_TOWN.finditer(self.text):
            before = self.text[max(0, part.start() - 20) : part.start()].lower().split()
            before = before[:-1] if before[-1:] == ["the"] else before
            result.append(
                Mention(
                    Span.cut(self.text, part.start(), part.end()), Rank.PART, before[-1] if before and before[-1] in PREPOSITIONS else ""
                )
            )
        return tuple(self.joined(sorted(result, key=lambda m: (m.span.start, -m.span.end))))

    def runs(self) -> Iterator[_Run]:
        """Maximal runs of capitalised words with the small words that names hold."""
        words = [(m.start(), m.end()) for m in WORD.finditer(self.text)]
        i = 0
        while i < len(words):
            if not self.capital(words[i]):
                i += 1
                continue
            j = i + 1
            while j < len(words) and j - i < 12 and self.continues(words, j) and self.text[words[j][0] : words[j][1]].lower() not in _CUTS:
                j += 1
            while j > i + 1 and not self.capital(words[j - 1]):
                j -= 1
            yield from self.trimmed(words, i, j)
            i = j

    def capital(self, word: tuple[int, int]) -> bool:
        s = self.text[word[0] : word[1]]
        return s[0].isupper() or (
            s[:3].lower() in ("al-", "el-", "as-", "ar-", "ad-", "an-", "at-", "az-") and len(s) > 3 and s[3].isupper()
        )

    def continues(self, words: list[tuple[int, int]], j: int) -> bool:
        gap = self.text[words[j - 1][1] : words[j][0]]
        last = self.text[words[j - 1][0] : words[j - 1][1]]
        if gap not in (" ", "\u00a0") or (last.endswith(".") and len(last) > 4):
            return False
        if self.capital(words[j]):
            return True
        s = self.text[words[j][0] : words[j][1]]
        return (
            s in JOINS - {"and", "on", "the", "as"}
            and j + 1 < len(words)
            and self.capital(words[j + 1])
            and self.text[words[j][1] : words[j + 1][0]] == " "
        )

    def trimmed(self, words: list[tuple[int, int]], i: int, j: int) -> Iterator[_Run]:
        """The run without words at its ends that are no names."""

        def low(k: int) -> str:
            return self.text[words[k][0] : words[k][1]].lower().rstrip(".") if 0 <= k < len(words) else ""

        first, last = i, j
        while first < last and (low(first) in NOT_NAMES or low(first) in JOINS):
            first += 1
        if first < last:
            end = words[last - 1][1]
            if self.text[end - 1] == "." and not self.abbreviated(words[last - 1][0], end):
                end -= 1
            near = first == 0 or words[first][0] - words[first - 1][1] <= 2
            yield _Run(
                words[first][0],
                end,
                low(first - 1) if near else "",
                low(first - 2),
                low(last) if self.text[end : end + 1] == " " else "",
                words[i][0] in self.opening,
            )

    def abbreviated(self, start: int, end: int) -> bool:
        """Whether the stop that ends a word is part of it ("U.S.", "Cleveland Ave.")."""
        low = self.text[start : end - 1].lower()
        return "." in low or low in STATES or low in STREETS or len(low) == 1

    def mention(self, run: _Run) -> Mention | None:
        name = self.text[run.start : run.end]
        name = re.sub(r"['\u2019]s?$", "", name)
        before = run.before2 if run.before == "the" else run.before
        cue = before if before in PREPOSITIONS else ""
        if owned := self.owned(run, name, cue):
            return owned
        rank = self.rank(run, name, cue)
        if rank is None:
            return self.tail(run, name, cue)
        return Mention(Span.cut(self.text, run.start, run.start + len(name)), rank, cue)

    def rank(self, run: _Run, name: str, cue: str) -> Rank | None:
        words = [w.rstrip(".").lower() for w in name.split()]
        if CAPITAL_WIRE.fullmatch(name) and (run.opens or run.before in TIME_NAMES):
            return None  # where a correspondent sits
        level = self.gazetteer.level(name) or self.gazetteer.level(name.rstrip("."))
        if (level in (Level.COUNTRY, Level.REGION) and words != ["us"]) or name in ("US", "U.S."):
            return Rank(int(level or 1)) if not run.after.startswith("'") else Rank.REGION
        if words[-1] in NO_PLACE or demonym(name, self.gazetteer) or words[-1].endswith(("ists", "ist")):
            return None
        if (
            words[-1] in self.people
            and folded(name) not in self.supported
            and words[-1] not in VENUES
            and not _comma_region(self.text, run.end, self.gazetteer)
        ):
            return None
        if len(words) == 1 and words[0] in ("western", "eastern", "northern", "southern", "central"):
            return None
        if not level and words[-1] not in VENUES and (is_common(words[-1]) or "-held" in words[-1]):
            return None  # words of a headline
        placed = self.placed(run)
        if (
            words[-1] in VENUES
            and len(words) > 1
            and (cue or words[-1] in STRONG or BLOCK.search(self.text[max(0, run.start - 20) : run.start]))
        ):
            return Rank.VENUE
        if BLOCK.search(self.text[max(0, run.start - 20) : run.start]):
            return Rank.VENUE
        if run.after in NOUNS or (run.before == "of" and run.before2 in OF):
            return Rank.CITY if level else Rank.NAMED
        if placed:
            return Rank.CITY if level else Rank.NAMED
        if not level and IN_PROVINCE.match(self.text[run.end : run.end + 60]) and not self.person(run):
            return Rank.NAMED
        if run.start in self.others:
            return None
        if level and self.person(run) and not _comma_region(self.text, run.end, self.gazetteer):
            return None
        if level and (
            cue in PREPOSITIONS - {"for", "against", "of", "to"}
            or _comma_region(self.text, run.end, self.gazetteer)
            or _dateline(self.text, run)
        ):
            return Rank.CITY
        if level and len(words) == 1 and not run.opens and cue and not self.person(run):
            return Rank.CITY
        if cue in INSIDE - {"on", "across", "around"} and not self.person(run) and len(name) > 3 and not name.isupper() and self.ends(run):
            return Rank.NAMED
        return None

    def located(self, run: _Run) -> str:
        """The name of a run that a preposition or a place noun shows to be where something is, "" for any other."""
        before = run.before2 if run.before == "the" else run.before
        shown = before in INSIDE | {"from", "to", "into", "towards"} or run.after in NOUNS or (run.before == "of" and run.before2 in OF)
        return folded(self.text[run.start : run.end]) if shown else ""

    def placed(self, run: _Run) -> bool:
        """Whether the network calls a run a place and the article somewhere bears it out."""
        span = self.places.get(run.start)
        name = self.text[run.start : run.end]
        if span is None or (name.isupper() and len(name) < 6):
            return False
        return (
            folded(name) in self.supported
            or self.gazetteer.level(name) is not None
            or bool(_comma_region(self.text, run.end, self.gazetteer))
        )

    def ends(self, run: _Run) -> bool:
        """Whether the name ends a phrase, so that it does not just describe a noun behind it."""
        return not run.after.isalpha() or run.after in FUNCTION

    def person(self, run: _Run) -> bool:
        name = self.text[run.start : run.end]
        return bool(FAMILY.match(self.text[run.end : run.end + 20])) or (" " not in name and name.removesuffix("'s") in self.surnames)

    def owned(self, run: _Run, name: str, cue: str) -> Mention | None:
        """A known name behind a known possessive ("Syrias Aleppo"), or the possessive of one by itself."""
        head, _, rest = name.partition(" ")
        owner = re.sub(r"['\u2019]?s$", "", head)
        if owner == head or len(owner) < 4 or not (level := self.gazetteer.level(owner)):
            return None
        if rest and (inner := self.gazetteer.level(rest)):
            return Mention(Span.cut(self.text, run.start + len(name) - len(rest), run.start + len(name)), Rank(int(inner)), cue)
        if not rest and not self.gazetteer.level(name) and not self.person(run):
            return Mention(Span.cut(self.text, run.start, run.start + len(name)), Rank(int(level)), cue)
        return None

    def tail(self, run: _Run, name: str, cue: str) -> Mention | None:
        """The known country at the head of a run ("U.S. Senate race"), or a known name behind a side ("Eastern Aleppo")."""
        head, _, rest = name.partition(" ")
        if rest and self.gazetteer.level(head) is Level.COUNTRY and not demonym(head, self.gazetteer):
            return Mention(Span.cut(self.text, run.start, run.start + len(head)), Rank.COUNTRY, cue)
        if (
            head.lower() in ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "downtown")
            and rest
            and self.gazetteer.level(rest)
        ):
            return Mention(Span.cut(self.text, run.start, run.start + len(name)), Rank.CITY, cue)
        return None

    def widened(self, m: Mention) -> Mention:
        """The mention with a side of it before ("eastern", "north of"), the block, and its place noun or its state behind it."""
        start, end = m.span.start, m.span.end
        before = self.text[max(0, start - 40) : start]
        if side := SIDES.search(before) or BLOCK.search(before):
            start -= len(before) - side.start()
        if length := _comma_region(self.text, end, self.gazetteer):
            end += length
        elif m.rank is not Rank.COUNTRY and (
            noun := re.match(r" (?:city|province|countryside|neighbou?rhoods?|district|county)\b", self.text[end : end + 16])
        ):
            end += noun.end()
        return Mention(Span.cut(self.text, start, end), m.rank, m.cue)

    def joined(self, found: list[Mention]) -> Iterator[Mention]:
        last = 0
        for m in found:
            if m.span.start >= last:
                yield m
                last = m.span.end


def demonym(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of a people, not of a place: "Syrian", "Iraqi", "Dutch".

    >>> demonym("Syrian", Gazetteer()), demonym("Syria", Gazetteer())
    (True, False)
    """
    low = name.lower()
    stems = [low.removesuffix(ending) for ending in ("n", "an", "ian", "i", "ese") if low.endswith(ending)]
    return low in DEMONYMS or any(gazetteer.level(stem) is Level.COUNTRY for stem in stems)


def _comma_region(text: str, end: int, gazetteer: Gazetteer) -> int:
    """Length of ", Ohio" or ", Ill." behind a name, 0 where there is none."""
    m = re.match(r", ([A-Z][\w.]+(?: [A-Z][\w.]+)?)", text[end : end + 30])
    if not m:
        return 0
    for name in (m.group(1), m.group(1).split()[0]):
        plain = name.rstrip(".")
        if gazetteer.level(plain) in (Level.COUNTRY, Level.REGION) or plain.lower() in STATES:
            return 2 + len(name if name.endswith(".") and plain.lower() in STATES else plain)
    return 0


def _dateline(text: str, run: _Run) -> bool:
    name = text[run.start : run.end]
    return (run.start == 0 or text[run.start - 1] == "\n") and name.isupper() and not CAPITAL_WIRE.match(name)
