"""What a short form stands for in its article: "the Observatory", "Smith", "CBO", "Defense Ministry", "the Britain-based monitor"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.reconcile import sourcewords as words
from sayso.reconcile.alias_members import shown
from sayso.reconcile.alias_names import Word, canonical, may_mean, only_kind, stripped, take_apart
from sayso.reconcile.alias_people import Person, may_stand_for, same_person, sound
from sayso.reconcile.alias_sorts import Seen, Sort, see

_FULL = frozenset({Sort.KNOWN, Sort.BODY, Sort.PERSON, Sort.OTHER})


@lru_cache(maxsize=8192)
def full_name(name: str, context: tuple[str, ...]) -> str | None:
    """The fuller name among ``context`` (sorted, without repeats) that ``name`` stands for, None for none or for more than one."""
    seen = see(name)
    if seen.sort in (Sort.KNOWN, Sort.SEVERAL) or not stripped(seen.name):
        return None
    if seen.sort is Sort.PERSON and not (seen.member or (seen.person and not seen.person.given)):
        return None
    others = [o for c in context if (o := see(c)).sort in _FULL and o.name.text != seen.name.text and not o.member]
    if seen.member:
        return _member(name, seen, context)
    fitting = [o for o in others if _stands_for(seen, o)]
    if not fitting:
        return None
    if seen.person and not seen.member and _namesake(seen.person, fitting, context):
        return None
    longest = max(fitting, key=lambda o: (len(o.name.words), o.name.text))
    return longest.name.text if all(_one(longest, o) for o in fitting) else None


def _member(name: str, seen: Seen, context: tuple[str, ...]) -> str | None:
    """A member's name with the body's full name in place of its short form."""
    assert seen.member is not None
    short = shown(seen.name, seen.member.body)
    body = full_name(short, context)
    if body is None:
        return None
    start, end = seen.member.body[0].start, seen.member.body[-1].end
    return seen.name.text[:start] + body + seen.name.text[end:]


def _one(a: Seen, b: Seen) -> bool:
    """Whether two fuller names are one, so that a short form of both is not in doubt."""
    if a.body or b.body:
        return a.body is b.body
    if a.person and b.person:
        return same_person(a.person, b.person)
    return a.key == b.key


def _stands_for(short: Seen, full: Seen) -> bool:
    if short.person and not short.person.given and short.sort in (Sort.SURNAME, Sort.PERSON):
        if full.person and may_stand_for(short.person, full.person):
            return True
        return short.sort is Sort.SURNAME and full.person is None and _opens(short, full)
    if full.person:
        return False
    parts = stripped(short.name)
    if short.sort is Sort.ACRONYM:
        return parts[0].text in full.full or full.name.note == parts[0].text
    if full.body and full.body in may_mean(parts):
        return True
    if _monitor(parts):
        return _monitors(full)
    return _part_of(short, parts, full)


def _namesake(short: Person, fitting: Sequence[Seen], context: Sequence[str]) -> bool:
    """Whether the article names somebody else of the same surname, be it inside a longer name: "Ann Reed and her son"."""
    given = {w.low for full in fitting for w in full.name.words}
    for c in context:
        ws = take_apart(c).words
        for before, w in pairwise(ws):
            if sound(w.low) == short.block and before.capital and before.low not in words.ROLES | words.ARTICLES | given:
                return True
    return False


def _opens(short: Seen, full: Seen) -> bool:
    """Whether one capitalised word opens the name of a body: "Harbour" for "Harbour International"."""
    first = stripped(full.name)[:1]
    called = full.sort is Sort.BODY and any(w.low in words.CALLED_BY_FIRST for w in full.name.words)
    return called and bool(first) and first[0].low == stripped(short.name)[0].low and not first[0].country


def _monitor(parts: Sequence[Word]) -> bool:
    """Whether words describe a monitor: "the Britain-based monitor", "the war monitoring group"."""
    head = parts[-1].low
    if not all(not w.capital or w.country or w.low.endswith("-based") or w.low in words.GENERIC or w is parts[0] for w in parts):
        return False
    kinds = {p for w in parts[:-1] for p in w.low.split("-")}
    return head in words.MONITOR_NOUNS or (head in words.GROUP_NOUNS and bool(kinds & words.MONITORING))


def _monitors(full: Seen) -> bool:
    if full.body:
        return full.body.kind == "monitor"
    return full.sort is Sort.BODY and any(w.low in words.MONITOR_NAMES and w.capital for w in full.name.words)


def _part_of(short: Seen, parts: tuple[Word, ...], full: Seen) -> bool:
    """Whether a name for a body leaves out words of the full name: "Defense Ministry", "the university", "Clinton campaign"."""
    bodies = words.BODY_NOUNS
    if short.sort not in (Sort.BODY, Sort.SHORT, Sort.DESCRIPTION) or not any(w.low in bodies for w in parts):
        return False
    if short.sort is Sort.DESCRIPTION and not (_definite(short) and only_kind(parts)):
        return False
    few, many = canonical(parts), canonical(stripped(full.name))
    if len(few) >= len(many) or not set(few) <= set(many) or any(w.low in words.JOINING for w in full.name.words):
        return False
    if len(few) == 1 and few[0] not in words.POINTING:
        return False
    opens = few == many[: len(few)] and few[-1] in bodies - words.PLACE_NOUNS
    return few[-1] == many[-1] or opens or "ministry" in few


def _definite(short: Seen) -> bool:
    """Whether a description points at one thing: with "the", or as a capitalised name."""
    ws = take_apart(short.name.text).words
    return ws[0].low == "the" or all(w.capital or w.low in words.FUNCTION for w in ws)
