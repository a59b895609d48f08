"""What sort of name a source has: a known body, a body, a person, an acronym, a bare surname, several voices, or a mere description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sayso.reconcile import sourcewords as words
from sayso.reconcile.alias_known import Body
from sayso.reconcile.alias_members import Member, body_of, bodylike, membership, shown
from sayso.reconcile.alias_names import Name, Word, acronyms, canonical, core, may_mean, only_kind, stripped, take_apart, well_known
from sayso.reconcile.alias_people import Person, after_titles, before_comma, person

_UNORDERED = frozenset({"ministry", "embassy", "department"})
_LEAST_ACRONYM = 4  # letters of an acronym that says enough by itself
_EVERYWHERE = ("PD", "SO", "FD")  # every other town's police, sheriff's office and fire department


class Sort(StrEnum):
    """What sort of name it is."""

    KNOWN = "known"
    BODY = "body"
    ACRONYM = "acronym"
    PERSON = "person"
    SURNAME = "surname"
    SHORT = "short"
    SEVERAL = "several"
    DESCRIPTION = "description"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Seen:
    """A name as it is compared. ``key`` is what equal names share; ``body`` the known body; ``full`` the acronyms that a full name gives."""

    name: Name
    sort: Sort
    key: tuple[str, ...] = ()
    body: Body | None = None
    person: Person | None = None
    member: Member | None = None
    full: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name for a sentence, without a leading article."""
        return shown(self.name, stripped(self.name)) or self.name.text


@lru_cache(maxsize=16384)
def see(text: str) -> Seen:
    """Sort a name.

    >>> [see(n).sort.value for n in ("SANA news agency", "Harbour Council", "a police source", "Mona Reed", "Reed", "the Observatory")]
    ['known', 'body', 'description', 'person', 'surname', 'short']
    """
    name = take_apart(text)
    parts = stripped(name)
    if not any(c.isalpha() for w in parts for c in w.low) or (len(parts) == 1 and parts[0].low in words.PRONOUNS and not parts[0].caps):
        return Seen(name, Sort.DESCRIPTION)
    short = core(parts)
    for some in (parts, short, take_apart(name.note).words):
        if body := well_known(some):
            return Seen(name, Sort.KNOWN, ("=", body.name), body)
    if len(several(text)) > 1:
        return Seen(name, Sort.SEVERAL, canonical(parts))
    member = membership(parts)
    if cut := 0 if member else before_comma(parts):
        parts = parts[:cut]
        short = parts
    if member and (who := person(member.person)) and (who.given or bodylike(member.body)):
        return Seen(name, Sort.PERSON, ("person", who.block), None, who, member)
    if may_mean(parts) or may_mean(short):
        return Seen(name, Sort.SHORT, canonical(short))
    if _describes(parts):
        return Seen(name, Sort.DESCRIPTION, canonical(parts))
    return _plain(name, short)


def _plain(name: Name, parts: tuple[Word, ...]) -> Seen:
    """A name that stands for somebody by itself."""
    key = _body_key(parts)
    if len(key) == 1 and key[0] in words.COUNTRY_NAMES and _country(parts):
        return Seen(name, Sort.BODY, key)
    if len(parts) == 1 and parts[0].caps and parts[0].text.isalnum():
        return Seen(name, Sort.ACRONYM, (parts[0].low,))
    if any(w.low in words.BODY_NOUNS for w in parts) and person_after_title(parts) is None:
        return Seen(name, Sort.BODY, key, full=acronyms(parts))
    who = person(parts)
    if who is None or any(w.low in words.DOCUMENTS for w in parts if not w.capital):
        return Seen(name, Sort.OTHER, key, full=acronyms(parts))
    if len(parts) == 1 and _run_together(parts[0]):
        return Seen(name, Sort.OTHER, key)
    bare = not who.given and not who.title
    kunya = not who.given and who.surname.startswith(("abu", "um")) and len(parts) > 1
    return Seen(name, Sort.SURNAME if bare or kunya else Sort.PERSON, ("person", who.block), None, who, full=acronyms(parts))


def _run_together(w: Word) -> bool:
    """Whether a word is a name of several run together, as no surname is: "BuzzFeed", not "McCain" or "Mark-Viverito"."""
    capitals = [i for i, c in enumerate(w.text) if c.isupper()]
    prefix = w.low[: capitals[1]] if len(capitals) > 1 else ""
    return len(prefix) > 2 and w.text.isalpha() and prefix not in {"mac", "van", "von", "del", "fitz", "della"}


def person_after_title(parts: Sequence[Word]) -> Person | None:
    """The person whose whole name stands behind a title or role, whatever bodies stand before it: "House Speaker Mona Reed"."""
    who = person(parts)
    return who if who and (who.given or parts[0].low in words.TITLES) and after_titles(parts)[0] else None


def _country(parts: Sequence[Word]) -> bool:
    return len(parts) > 1 or parts[0].low in words.SPEAKING_COUNTRIES


def _body_key(parts: Sequence[Word]) -> tuple[str, ...]:
    """What equal bodies share: canonical words, in one order where the language has several."""
    key = canonical(parts)
    if "police" in key and key[-1] == "department":
        key = key[:-1]
    if len(key) > 1 and key[-2] == "sheriff" and key[-1] in {"office", "department"}:
        key = key[:-1]
    return tuple(sorted(key)) if _UNORDERED & set(key) and len(key) > 1 else key


def enough(acronym: str) -> bool:
    """Whether an acronym is long enough to mean one body wherever it stands."""
    return len(acronym) >= _LEAST_ACRONYM and not acronym.endswith(_EVERYWHERE)


def _describes(parts: tuple[Word, ...]) -> bool:
    """Whether words describe somebody instead of naming: a noun for people or papers as head, or nothing but words of kind."""
    cut = next((i for i, w in enumerate(parts) if i and w.low in words.SPLITTING and not w.capital), len(parts))
    front = parts[:cut]
    head = front[-1]
    body = any(w.low in words.BODY_NOUNS and w.capital for w in front[1:])
    if head.low in words.DOCUMENTS and not (body and head.capital):
        return True
    if head.low in words.PEOPLE and not _ends_in_name(front) and not (head.capital and cut < len(parts) and parts[cut].low == "for"):
        return True
    first = front[0]
    if (first.low in words.PRONOUNS and len(parts) > 1 and not first.caps) or any(w.low == "percent" for w in front):
        return True
    if head.low in words.BODY_NOUNS and cut < len(parts) and parts[cut].low in {"of", "for"} and parts[-1].capital and first.capital:
        return only_kind(parts)  # "University of Harbour", "Ministry of Health"
    proper = [w for i, w in enumerate(front) if w.capital and not w.text[0].isdigit() and not _hyphened(w) and (i or not _common(w))]
    if first.low in words.INDEFINITE and not any(w.low in words.BODY_NOUNS | words.OUTLET_NOUNS for w in front[1:] if proper):
        return True
    paper = not first.capital and first.low in words.DOCUMENTS | words.PEOPLE - words.ROLES
    if not proper or (paper and not (len(front) > 2 and front[-1].capital and front[-2].capital)):
        return True
    return only_kind(parts)


def _ends_in_name(front: Sequence[Word]) -> bool:
    """Whether the last word, though also a noun for people, is a capitalised surname behind a given name: "Stephen King"."""
    if len(front) < 2 or not front[-1].capital or front[-1].low not in words.TITLES:
        return False
    return front[-2].capital and front[-2].low not in words.ROLES | words.BODY_NOUNS and not front[-2].country and not front[-2].owns


def _hyphened(w: Word) -> bool:
    """Whether a capital belongs to a compound that names nobody: "Britain-based", "Arabic-language"."""
    return w.low.endswith(("-based", "-language", "-backed", "-run", "-owned"))


def _common(w: Word) -> bool:
    """Whether a capitalised first word may be a common word that opens a sentence."""
    known = (
        words.GENERIC | words.PEOPLE | words.DOCUMENTS | words.INDEFINITE | words.OUTLET_MODIFIERS | words.QUALIFYING | words.INTRODUCING
    )
    return not w.caps and (w.low in known or w.low.startswith(("pro-", "anti-")))


@lru_cache(maxsize=16384)
def several(name: str) -> tuple[str, ...]:
    """The voices of a name that joins more than one, in order; the name alone where it joins none.

    >>> several("Harbour Watch and activists"), several("Centers for Relief and Rescue")
    (('Harbour Watch', 'activists'), ('Centers for Relief and Rescue',))
    """
    taken = take_apart(name)
    parts = stripped(taken)
    if len(parts) > 3 and parts[0].low == "both":
        parts = parts[1:]
    for i in range(1, 0 if before_comma(parts) else len(parts) - 1):
        if parts[i].low != "and" and parts[i].text != "&":
            continue
        left, right = parts[:i], parts[i + 1 :]
        after = right[0]
        voices = after.low in words.ARTICLES | words.INDEFINITE or not after.capital
        if voices and not any(w.low in words.PEOPLE | words.DOCUMENTS | words.OUTLET_NOUNS | {"media"} or w.capital for w in right):
            continue
        names = (_voice(left) and _voice(right) and not only_kind(right)) or (
            not any(w.low in words.BODY_NOUNS for w in parts) and not any(w.low in words.SPLITTING for w in parts)
        )
        if voices or names:
            rest = right[1:] if after.low in words.ARTICLES and len(right) > 1 else right
            return (shown(taken, left), *several(shown(taken, rest)))
    return (taken.text,)


def _voice(parts: Sequence[Word]) -> bool:
    """Whether words can be a voice by themselves: a body, somebody with a whole name, or people."""
    who = person(parts)
    return bodylike(parts) or parts[-1].low in words.PEOPLE or (who is not None and bool(who.given))


def belongs_to(seen: Seen) -> str:
    """The body that a nameless voice or a member belongs to, as text; empty where none is named."""
    if seen.member:
        return shown(seen.name, seen.member.body)
    return shown(seen.name, body_of(stripped(seen.name))) if seen.sort is Sort.DESCRIPTION else ""
