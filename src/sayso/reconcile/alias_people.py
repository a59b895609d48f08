"""Names of people: titles off, particles joined, spellings carried over from other alphabets brought together, and whether two are one person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reconcile import sourcewords as words
from sayso.reconcile.alias_names import Word

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|an|at)-(?=\w)")
_SERVANT = re.compile(r"^abd(?:[aeiou]l|ur|us|ar|as|u|e)?-?(?:al-|el-)?(?=\w{4})")
_SERVANTS = frozenset("abd abdel abdul abdal abdol abdur abdus".split())
_DOUBLED = re.compile(r"(.)\1")
_MOST = 5  # words of a person's name


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name: folded parts, a title that only one holds at a time, and whether it was carried over from another alphabet.

    ``given`` is empty for a bare surname, ``suffix`` "jr" and the like; ``title`` as "president", else empty.
    """

    surname: str
    given: str = ""
    middles: tuple[str, ...] = ()
    suffix: str = ""
    title: str = ""
    foreign: bool = False

    @property
    def block(self) -> str:
        """The surname as it is looked up: one for all spellings."""
        return sound(self.surname)


def sound(word: str) -> str:
    """A folded name as it sounds, whichever way it was carried over from another alphabet.

    >>> sound("assad") == sound("asad"), sound("mansour") == sound("mansoor")
    (True, True)
    """
    word = word.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("q", "k")
    return _DOUBLED.sub(r"\1", word[:-1] + "i" if word.endswith("y") else word)


def person(parts: Sequence[Word]) -> Person | None:
    """The person that ``parts`` name after titles and roles, or None where they cannot be a person's name.

    >>> from sayso.reconcile.alias_names import take_apart
    >>> person(take_apart("President Bashar al-Assad").words)
    Person(surname='assad', given='bashar', middles=(), suffix='', title='president', foreign=True)
    >>> person(take_apart("Harbour Relief Agency").words)
    """
    begin, title = after_titles(parts)
    if any(w.low in words.BARRING | words.SPLITTING or (w.comma and w.capital and w.low not in words.ROLES) for w in parts[:begin]):
        return None
    bare = list(parts[begin:])
    cut = next((i for i, w in enumerate(bare) if i and not w.capital and (w.low in words.SPLITTING or bare[i - 1].comma)), len(bare))
    bare = bare[:cut]
    suffix = ""
    if len(bare) > 1 and bare[-1].low in words.SUFFIXES:
        suffix = bare[-1].low
        bare = bare[:-1]
    if not 0 < len(bare) <= _MOST or not all(fits(w, bare) for w in bare) or any(w.owns or w.comma for w in bare[:-1]):
        return None
    keys, foreign = _keys([w.low for w in bare])
    if not keys:
        return None
    return Person(keys[-1], keys[0] if len(keys) > 1 else "", tuple(keys[1:-1]), suffix, title, foreign)


def before_comma(parts: Sequence[Word]) -> int:
    """How many words come before a comma that ends a person's name and opens what is said of the person; 0 where there is none.

    >>> from sayso.reconcile.alias_names import take_apart
    >>> before_comma(take_apart("Mona Reed, a former mayor").words), before_comma(take_apart("Harbour, Vale and Reed").words)
    (2, 0)
    """
    cut = next((i for i, w in enumerate(parts[:-1], 1) if w.comma and not parts[i].capital), 0)
    front = parts[:cut]
    named = cut and front[-1].low not in words.PEOPLE and not any(w.low in words.BODY_NOUNS for w in front)
    return cut if named and person(front) else 0


def after_titles(parts: Sequence[Word]) -> tuple[int, str]:
    """The index behind the titles, roles and lower-case words before a name, and the title that names its holder."""
    begin = 0
    last = len(parts) - 1
    while last > 0 and parts[last].low in words.SUFFIXES:
        last -= 1
    for i, w in enumerate(parts[:last]):
        if i and begin <= i - 1 and not w.capital and (w.low in words.SPLITTING or parts[i - 1].comma):
            break
        if w.low in words.ROLES or (not w.capital and w.low not in words.NOBLE):
            begin = i + 1
    title = parts[begin - 1].low if begin and parts[begin - 1].low in words.UNIQUE_TITLES else ""
    if title and begin > 1 and parts[begin - 2].low in {"vice", "deputy"}:
        title = ""
    return begin, title


def fits(w: Word, among: Sequence[Word] = ()) -> bool:
    """Whether a word can be part of a person's name: capitalised or a particle, no noun of a body, no acronym."""
    if w.low in words.BODY_NOUNS or w.text[:1].isdigit() or (w.country and len(among) > 1 and w.low not in words.COUNTRY_NAMES):
        return False
    if w.caps and len(w.text) > 2 and not (among and all(a.caps for a in among) and len(among) > 1):
        return False
    return w.capital or w.low in words.NOBLE or bool(_ARTICLE.match(w.low))


def _keys(lows: list[str]) -> tuple[list[str], bool]:
    """The parts of a name in one spelling, particles joined, and whether it came from another alphabet."""
    out: list[str] = []
    foreign = False
    held = ""
    for i, raw in enumerate(lows):
        low = raw.rstrip(".")
        last = i == len(lows) - 1
        if low in {"al", "el"} and not last and (i or held):
            foreign = True
            continue
        if low in _SERVANTS and not last:
            held, foreign = "abd", True
            continue
        if low in {"abu", "umm", "um"} and not last:
            held, foreign = "abu" if low == "abu" else "um", True
            continue
        if low in words.NOBLE and not last and (i or len(lows) == 2) and low not in {"ben", "di", "ter"} and not held:
            held = low
            continue
        bare = _ARTICLE.sub("", low)
        foreign = foreign or bare != low
        if bare in words.TRANSLITERATIONS:
            bare, foreign = words.TRANSLITERATIONS[bare], True
        elif _SERVANT.match(bare):
            rest = _SERVANT.sub("", bare)
            bare, foreign = "abd" + words.TRANSLITERATIONS.get(rest, rest), True
        out.append(held + bare)
        held = ""
    return out, foreign


def same_person(a: Person, b: Person) -> bool:
    """Whether two names are one person's: given name and surname agree, middle names do not speak against it; or a title that only one
    holds and its holder's surname.

    >>> from sayso.reconcile.alias_names import take_apart
    >>> one, two, junior = (person(take_apart(n).words) for n in ("Rami Abdel Rahman", "Rami Abdulrahman", "Rami Abdulrahman Jr."))
    >>> same_person(one, two), same_person(two, junior)
    (True, False)
    """
    foreign = a.foreign or b.foreign
    if a.suffix != b.suffix or not _same(a.surname, b.surname, foreign):
        return False
    if not a.given or not b.given:
        return bool(a.title) and a.title == b.title
    return len(a.given) > 1 and _same(a.given, b.given, foreign) and _middles_fit(a.middles, b.middles, foreign)


def may_stand_for(short: Person, full: Person) -> bool:
    """Whether a bare surname can stand for a full name of the same article."""
    return not short.given and bool(full.given) and short.suffix in ("", full.suffix) and short.block == full.block


def _same(a: str, b: str, foreign: bool) -> bool:
    return a == b or (foreign and sound(a) == sound(b))


def _middles_fit(a: tuple[str, ...], b: tuple[str, ...], foreign: bool) -> bool:
    if not a or not b:
        return all(len(m) <= 2 for m in (*a, *b))
    if any(len(m) <= 2 for m in (*a, *b)):
        one, two = ("".join(m if len(m) <= 2 else m[0] for m in ms) for ms in (a, b))
        return one.startswith(two) or two.startswith(one)
    return len(a) == len(b) and all(_same(x, y, foreign) for x, y in zip(a, b, strict=True))
