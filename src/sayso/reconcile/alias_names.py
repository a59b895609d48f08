"""A source's name taken apart: its words without case, accents, articles and possessives, and what sort of name it is.

What the reader hands over is the fullest name of one article, with lost commas and apostrophes where the text was crawled ("AFPs",
"UN childrens agency UNICEF"); nothing here leans on marks alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.reconcile import sourcewords as words
from sayso.reconcile.alias_known import BODIES, Body

LONGEST = 300  # code points of a name that are read; longer is a passage, not a name
_WORD = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*(?:\.'[sS]\b)?")
_NOTE = re.compile(r"\(([^()]{0,60})\)")
_MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u00a0": " "})
_DROPPED = str.maketrans("", "", "\u02bb\u02bd\u02be\u02bf\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as written, folded, its canonical spelling, and whether it is capitalised, all capitals, owns what follows,
    or stands before a comma.

    ``start`` and ``end`` index the cleaned text, ``end`` before a possessive ending.
    """

    text: str
    low: str
    key: str
    start: int
    end: int
    capital: bool
    caps: bool
    owns: bool
    comma: bool

    @property
    def country(self) -> str:
        """The country that the word stands for, or nothing."""
        return words.COUNTRIES.get(self.low, "") if self.capital and (self.low != "us" or self.caps) else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: the cleaned text, its words, and the short form that stood beside it in brackets."""

    text: str
    words: tuple[Word, ...]
    note: str = ""

    def cut(self, first: int, last: int) -> str:
        """The text of the words ``first`` to ``last`` (exclusive), without a possessive at its end."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""


def fold(text: str) -> str:
    """A text without accents and case, in one kind of apostrophe.

    >>> fold("Médecins Sans Frontières’")
    "medecins sans frontieres'"
    """
    bare = unicodedata.normalize("NFKD", text.translate(_MARKS).translate(_DROPPED))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=16384)
def take_apart(name: str) -> Name:
    """The words of ``name``.

    >>> [w.key for w in take_apart("the U.N.'s childrens agency").words]
    ['the', 'un', 'children', 'agency']
    """
    text = " ".join(name[: 2 * LONGEST].translate(_MARKS).translate(_DROPPED).split())[:LONGEST]
    note = ""
    for m in _NOTE.finditer(text):
        inner = m.group(1).replace(".", "").strip()
        if 2 <= len(inner) <= 10 and inner.isupper() and inner.isalpha():
            note = inner
    text = " ".join(_NOTE.sub(" ", text).split()) or note or text
    found: list[Word] = []
    for m in _WORD.finditer(text):
        found.append(_word(text, m.start(), m.end()))
    return Name(text, tuple(found), note)


def _word(text: str, start: int, end: int) -> Word:
    raw = text[start:end]
    owns = text[end : end + 1] == "'" and raw[-1] in "sSxXzZ"
    if raw[-2:] in ("'s", "'S"):
        raw, owns = raw[:-2].rstrip("."), True
    elif len(raw) > 3 and raw[-1] == "s" and _owner(raw[:-1]):  # "AFPs", "Russias": a lost apostrophe
        raw, owns = raw[:-1], True
    behind, end = end, start + len(raw)
    if "." in raw and all(len(p) == 1 for p in raw.split(".")):
        raw, end = raw.replace(".", ""), end + (text[end : end + 1] == ".")
    low = fold(raw)
    caps = len(raw) > 1 and raw.isupper() and any(c.isalpha() for c in raw)
    capital = raw[:1].isupper() or raw[:1].isdigit() or caps
    comma = text[behind : behind + 2].lstrip("'.")[:1] == ","
    return Word(raw, low, words.SPELLINGS.get(low, low), start, end, capital, caps, owns, comma)


def _owner(raw: str) -> bool:
    return raw.isupper() or (raw[0].isupper() and fold(raw) in words.COUNTRY_NAMES)


def stripped(name: Name) -> tuple[Word, ...]:
    """The words without leading articles, quantities and the "s" that a lost apostrophe leaves alone."""
    kept = [w for w in name.words if w.low != "s"]
    while kept and kept[0].low in words.ARTICLES:
        kept = kept[1:]
    return tuple(kept)


def canonical(parts: Sequence[Word]) -> tuple[str, ...]:
    """What is compared of a body's name: canonical spellings, countries by one name, no function words, pairs of words that are one country joined.

    >>> canonical(take_apart("Russian Ministry of Defence").words)
    ('russia', 'ministry', 'defense')
    """
    out: list[str] = []
    i = 0
    while i < len(parts):
        pair = (parts[i].low, parts[i + 1].low) if i + 1 < len(parts) else ("", "")
        if pair in words.COUNTRY_PAIRS:
            out.append(words.COUNTRY_PAIRS[pair])
            i += 2
            continue
        w = parts[i]
        if w.low not in words.FUNCTION or w.caps:
            out.append(w.country or w.key)
        i += 1
    return tuple(out)


def acronyms(parts: Sequence[Word]) -> tuple[str, ...]:
    """The acronyms that the words of a full name give, at least two letters: without and with its function words.

    >>> acronyms(take_apart("Harbour Observatory for Human Rights").words)
    ('HOHR', 'HOFHR')
    """
    parts = [w for i, w in enumerate(parts) if i or w.low not in words.ARTICLES]
    if len(parts) < 2 or any(w.caps and len(w.text) > 3 for w in parts):
        return ()
    content = [w for w in parts if w.low not in words.FUNCTION]
    if sum(w.capital for w in content) < len(content):
        return ()
    short = "".join(w.low[0] for w in content).upper()
    long = "".join(w.low[0] for w in parts).upper()
    return tuple(dict.fromkeys(a for a in (short, long) if len(a) > 1))


def _index() -> tuple[dict[tuple[str, ...], tuple[Body, bool]], dict[tuple[str, ...], tuple[Body, ...]]]:
    """Canonical words to the body that they always mean, with whether they count in capitals only; and to those they may mean."""
    sure: dict[tuple[str, ...], tuple[Body, bool]] = {}
    short: dict[tuple[str, ...], tuple[Body, ...]] = {}
    for body in BODIES:
        for name in (body.name, *body.names):
            parts = stripped(take_apart(name))
            sure[canonical(parts)] = (body, len(parts) == 1 and parts[0].caps)
        for name in body.shorts:
            key = canonical(stripped(take_apart(name)))
            short[key] = (*short.get(key, ()), body)
    return sure, short


_SURE, _SHORT = _index()


def well_known(parts: Sequence[Word]) -> Body | None:
    """The body of the table that the words mean wherever they stand.

    >>> well_known(take_apart("Reuters").words).name
    'Reuters'
    >>> well_known(take_apart("who").words)
    """
    if not parts:
        return None
    body, capitals = _SURE.get(canonical(parts), (None, False))
    if body is None or (capitals and not parts[0].caps) or not (parts[0].capital or len(parts) > 1):
        return None
    if body.name == "The Times" and len(parts) == 1:
        return None
    return body


def may_mean(parts: Sequence[Word]) -> tuple[Body, ...]:
    """The bodies of the table that the words mean beside a full name only."""
    return _SHORT.get(canonical(parts), ()) if parts and parts[0].capital else ()


def core(parts: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of an outlet or body without common nouns that only say what it is: "Reuters news agency", "the charity Harbour Aid".

    >>> [w.text for w in core(take_apart("state news agency SANA").words)]
    ['SANA']
    """
    end = len(parts)
    while end > 1 and not parts[end - 1].capital and _outlet_word(parts[end - 1], last=end == len(parts)):
        end -= 1
    cut = parts[:end]
    proper = any(w.capital for w in cut) and not only_kind(cut) and not all(w.country for w in cut)
    if end < len(parts) and proper and not cut[-1].owns:
        return core(cut)
    for i in range(len(parts) - 1, 0, -1):
        before = parts[i - 1]
        if not parts[i].capital:
            break
        if before.low in words.INTRODUCING and not before.capital and not before.owns:
            tail = parts[i:]
            return tail if not only_kind(tail) else parts
    if len(parts) > 1 and parts[0].country and parts[0].owns and well_known(parts[1:]):
        return parts[1:]
    while len(parts) > 1 and parts[0].low.endswith(("-language", "-based", "-run", "-owned", "-backed")) and parts[1].capital:
        parts = parts[1:]
    return parts


def _outlet_word(w: Word, last: bool) -> bool:
    return w.low in words.OUTLET_NOUNS or (not last and w.low in words.OUTLET_MODIFIERS)


def only_kind(parts: Sequence[Word]) -> bool:
    """Whether words only say what kind of body it is, so that every place has its own.

    >>> only_kind(take_apart("Ministry of Health").words), only_kind(take_apart("Syrian Ministry of Health").words)
    (True, False)
    """
    return all(w.low in words.GENERIC or w.low in words.FUNCTION or w.low.startswith(("pro-", "anti-")) for w in parts)
