"""Which names are one source across articles, with the ground for it in a sentence.

Wrong merges are worse than missed ones: a name joins another only by a rule that holds wherever it stands (the same words in another
spelling or order, a known body, a person's whole name, somebody who speaks for a body, an acronym of four letters or more), and
whatever says too little by itself ("the Observatory", "Smith", "Defense Ministry") is first looked up in its own article. Where two
sources fit equally well, neither is taken. The practice is that of name authority files (VIAF, Library of Congress): a form of a name is
filed under one heading only when the heading follows from it, and a person may overrule it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.reconcile import sourcewords as words
from sayso.reconcile.alias_context import full_name
from sayso.reconcile.alias_known import BODIES
from sayso.reconcile.alias_members import named_with, shown
from sayso.reconcile.alias_names import fold, stripped, take_apart
from sayso.reconcile.alias_people import Person, same_person
from sayso.reconcile.alias_sorts import Seen, Sort, belongs_to, enough, see, several

__all__ = [
    "Known",
    "Match",
    "described",
    "in_context",
    "is_description",
    "kind_of",
    "member_of",
    "name_keys",
    "same_source",
    "several",
]


_BY_VOICE = 3  # ranks from here on: not the same name, but speaking for the same body


@dataclass(frozen=True, slots=True)
class Known:
    """A source that is there already: its id, all its names (those of its members among them), and its kind.

    ``kind`` is person, outlet, monitor, government, body, or empty where nobody has said; a person's word on it lets a bare name join.
    """

    id: str
    names: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The source that a name belongs to, and why, in a sentence. ``member`` is the person where the name is a member's."""

    id: str
    ground: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class _Tie:
    """Why two names are one source; the smaller the ``rank``, the closer."""

    rank: int
    ground: str


def name_keys(name: str, context: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys under which a name is stored and looked up: names that ``same_source`` would join share at least one.

    ``context`` are the other names of the same article, which say what a short form stands for. Sorted; none for a description.

    >>> name_keys("SOHR") == name_keys("the Syrian Observatory for Human Rights")
    True
    >>> name_keys("President Bashar al-Assad"), name_keys("a police source")
    (('person:asad',), ())
    """
    seen = see(in_context(name, context) or name)
    return _keys(seen)


@lru_cache(maxsize=16384)
def _keys(seen: Seen) -> tuple[str, ...]:
    if seen.sort in (Sort.DESCRIPTION, Sort.SEVERAL):
        return ()
    if seen.body:
        return (f"known:{seen.body.name}",)
    found = {f"name:{' '.join(seen.key)}"} if seen.person is None else {f"person:{seen.person.block}"}
    if seen.sort is Sort.SURNAME:
        found.add(f"name:{fold(seen.shown)}")
    if seen.sort is Sort.ACRONYM:
        found.add(f"acronym:{seen.key[0]}")
    found |= {f"acronym:{a.lower()}" for a in seen.full if enough(a)}
    if seen.member:
        found |= set(_keys(_body_seen(seen)))
    if seen.person and (leads := _voice_of(seen.person)):
        found.add(f"known:{leads}")
    return tuple(sorted(found))


def same_source(
    name: str, known: Sequence[Known], *, context: Sequence[str] = (), refused: Collection[tuple[str, str]] = ()
) -> Match | None:
    """The one source of ``known`` that ``name`` belongs to, or None where none does or more than one could.

    ``context`` are the other names of the same article; ``refused`` pairs of a name and a source id that a person has taken apart. The
    order of ``known``, ``context`` and ``refused`` makes no difference.

    >>> monitor = Known("s1", ("Syrian Observatory for Human Rights",))
    >>> same_source("SOHR", [monitor])
    Match(id='s1', ground='SOHR and Syrian Observatory for Human Rights are names of Syrian Observatory for Human Rights.', member='')
    >>> same_source("the monitor", [monitor]) is None
    True
    >>> same_source("the monitor", [monitor], context=["Syrian Observatory for Human Rights"]).id
    's1'
    """
    full = in_context(name, context)
    seen = see(full or name)
    if seen.sort in (Sort.DESCRIPTION, Sort.SEVERAL, Sort.SHORT):
        return None
    no = {(fold(n), i) for n, i in refused}
    asked = {fold(n) for n in (name, full) if n}
    found: list[tuple[int, str, str]] = []
    for source in known:
        if any((n, source.id) in no for n in asked):
            continue
        names = [see(other) for other in source.names]
        persons = any(n.sort is Sort.PERSON and n.person and not n.member and not _voice_of(n.person) for n in names)
        ties = [t for n in names if (t := _tie(seen, n, source.kind)) and not (persons and n.member and t.rank >= _BY_VOICE)]
        if ties:
            best = min(ties, key=lambda t: (t.rank, t.ground))
            found.append((best.rank, source.id, best.ground))
    if not found:
        return None
    rank = min(r for r, _, _ in found)
    closest = sorted({(i, g) for r, i, g in found if r == rank})
    if len({i for i, _ in closest}) > 1:
        return None
    source_id, ground = closest[0]
    if full:
        ground = f"In the same article, {see(name).shown} stands for {seen.shown}. {ground}"
    return Match(source_id, ground, shown(seen.name, seen.member.person) if seen.member else "")


def in_context(name: str, context: Sequence[str]) -> str | None:
    """The fuller name of the same article that a short form stands for, None where there is none or more than one.

    >>> in_context("the Observatory", ["Syrian Observatory for Human Rights", "SANA"])
    'Syrian Observatory for Human Rights'
    >>> in_context("Smith", ["John Smith", "Jane Smith"]) is None
    True
    """
    if not context:
        return None
    return full_name(name, tuple(sorted(set(context))))


def is_description(name: str) -> bool:
    """Whether a name says too little to be one source across articles: "a police source", "residents", "the governor", "Ministry of Health".

    >>> [is_description(n) for n in ("two officials", "the Britain-based monitor", "Harbour Ministry of Health", "?")]
    [True, True, False, True]
    """
    return see(name).sort is Sort.DESCRIPTION


def described(name: str) -> str | None:
    """The body that a nameless voice or a member belongs to, where the name says one.

    >>> described("a Pentagon spokesman"), described("Observatory director Rami Abdel Rahman"), described("two officials")
    ('Pentagon', 'Observatory', None)
    """
    return belongs_to(see(name)) or None


def member_of(name: str) -> tuple[str, str] | None:
    """The person and the body of a name that holds both; None for a tie that is past ("former …").

    >>> member_of("Observatory director Rami Abdel Rahman"), member_of("Mona Reed of the Harbour Police Department")
    (('Rami Abdel Rahman', 'Observatory'), ('Mona Reed', 'Harbour Police Department'))
    """
    return named_with(take_apart(name))


def kind_of(name: str) -> str:
    """The kind of source that a name alone gives: person, outlet, monitor, government, body, description, or empty where it does not say.

    >>> [kind_of(n) for n in ("SANA", "Mona Reed", "Harbour Council", "residents", "Reed")]
    ['outlet', 'person', 'body', 'description', '']
    """
    seen = see(name)
    if seen.body:
        return seen.body.kind
    if seen.sort is Sort.BODY and any(w.low in words.OUTLET_NAMES and w.capital for w in stripped(seen.name)):
        return "outlet"
    return {Sort.PERSON: "person", Sort.BODY: "body", Sort.ACRONYM: "body", Sort.DESCRIPTION: "description"}.get(seen.sort, "")


def _body_seen(seen: Seen) -> Seen:
    return see(belongs_to(seen))


def _tie(a: Seen, b: Seen, kind: str) -> _Tie | None:
    """Why ``a`` is the same source as ``b``, one of the names of a source of a kind."""
    if b.sort in (Sort.DESCRIPTION, Sort.SEVERAL):
        return None
    if a.body or b.body:
        return _known_tie(a, b)
    if a.person and b.person:
        return _people_tie(a, b, kind)
    if a.person or b.person:
        return _voice_tie(a, b)
    if a.key == b.key and (a.sort is not Sort.ACRONYM or enough(a.shown) or kind not in ("", "person")):
        return _Tie(0, _as_written(a, b))
    for short, long in ((a, b), (b, a)):
        if short.sort is Sort.ACRONYM and enough(short.shown) and short.shown in long.full:
            return _Tie(2, f"{short.shown} is the acronym of {long.shown}.")
    return None


def _as_written(a: Seen, b: Seen) -> str:
    return f"{a.shown} and {b.shown} are the same name." if a.shown != b.shown else f"{a.shown} is the name as it stands there."


def _known_tie(a: Seen, b: Seen) -> _Tie | None:
    if a.body and a.body is b.body:
        return _Tie(0, f"{a.shown} and {b.shown} are names of {a.body.name}.")
    for body, other in ((a.body, b), (b.body, a)):
        if body is None or other.person is None:
            continue
        if _voice_of(other.person) == body.name:
            return _Tie(3, f"{other.shown} is quoted as the voice of {body.name}.")
        if other.member and other.member.speaks and body.kind != "outlet" and _body_seen(other).body is body:
            return _Tie(3, f"{shown(other.name, other.member.person)} speaks for {belongs_to(other)}, a name of {body.name}.")
    return None


def _people_tie(a: Seen, b: Seen, kind: str) -> _Tie | None:
    assert a.person is not None and b.person is not None
    if Sort.SURNAME in (a.sort, b.sort):
        same = a.sort is b.sort and fold(a.shown) == fold(b.shown) and kind not in ("", "person")
        return _Tie(0, _as_written(a, b)) if same else None
    if same_person(a.person, b.person):
        if _rival_posts(a, b):
            return None
        both = a.member is None and b.member is None
        return _Tie(0 if both else 1, _as_written(a, b) if both or a.shown == b.shown else f"{a.shown} and {b.shown} name the same person.")
    one, two = (_spoken_for(s) for s in (a, b))
    if one and two and one == two:
        return _Tie(4, f"{a.shown} and {b.shown} both speak for {belongs_to(b)}.")
    voices = [_voice_of(p) for p in (a.person, b.person)]
    for voice, other in ((voices[0], b), (voices[1], a)):
        if voice and other.member and other.member.speaks and (body := _body_seen(other).body) and body.name == voice:
            return _Tie(4, f"{a.shown} and {b.shown} both speak for {voice}.")
    return None


def _rival_posts(a: Seen, b: Seen) -> bool:
    """Whether two of one name hold posts in two bodies of places, so that they need not be one person."""
    if not a.member or not b.member:
        return False
    one, two = _body_seen(a), _body_seen(b)
    local = all(any(w.low in words.POLICE | words.PLACE_NOUNS for w in s.name.words) for s in (one, two))
    return local and one.key != two.key


def _spoken_for(seen: Seen) -> tuple[str, ...]:
    """The body that a member speaks for, as it is compared; none for outlets, whose people do not speak for them."""
    if not seen.member or not seen.member.speaks:
        return ()
    body = _body_seen(seen)
    if body.sort not in (Sort.KNOWN, Sort.BODY) or kind_of(belongs_to(seen)) == "outlet":
        return ()
    return body.key


def _voice_tie(a: Seen, b: Seen) -> _Tie | None:
    """A member who speaks for a body, and the body."""
    for who, body in ((a, b), (b, a)):
        if who.person is None:
            continue
        if (key := _spoken_for(who)) and key == body.key:
            assert who.member is not None
            return _Tie(3, f"{shown(who.name, who.member.person)} speaks for {body.shown}.")
        if who.sort is Sort.PERSON and fold(who.shown) == fold(body.shown):
            return _Tie(0, _as_written(a, b))
    return None


def _voices() -> dict[tuple[str, str], str]:
    """Those who are quoted as the voice of a known body, by surname and given name."""
    people = [(body.name, see(who).person) for body in BODIES for who in body.people]
    return {(p.surname, p.given): body for body, p in people if p}


_VOICES = _voices()


def _voice_of(who: Person) -> str:
    """The known body that a person is quoted as the voice of, empty for none."""
    return _VOICES.get((who.surname, who.given), "")
