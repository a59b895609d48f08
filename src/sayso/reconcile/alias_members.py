"""People and nameless voices of a body: "Observatory director Rami Abdel Rahman", "a Pentagon spokesman"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reconcile import sourcewords as words
from sayso.reconcile.alias_names import Name, Word, may_mean, only_kind, stripped, well_known
from sayso.reconcile.alias_people import before_comma, fits

_AT = frozenset("of for at with from".split())
_INTO = _AT | {"in", "inside", "within"}
_ENDS = frozenset("in at from who with to near which that".split())


@dataclass(frozen=True, slots=True)
class Member:
    """A person named with a body: the words of both, and whether the person speaks for the whole body by the role given."""

    person: tuple[Word, ...]
    body: tuple[Word, ...]
    speaks: bool


def shown(name: Name, parts: Sequence[Word]) -> str:
    """The text of a run of a name's words."""
    return name.text[parts[0].start : parts[-1].end] if parts else ""


def membership(parts: tuple[Word, ...]) -> Member | None:
    """The person and body that a name holds together, whichever stands first; None where it holds no such pair or the tie is past.

    >>> from sayso.reconcile.alias_names import take_apart
    >>> found = membership(take_apart("Harbour Watch director Mona Reed").words)
    >>> [w.text for w in found.person], [w.text for w in found.body], found.speaks
    (['Mona', 'Reed'], ['Harbour', 'Watch'], True)
    """
    if before_comma(parts):
        return _person_first(parts)
    return _person_last(parts) or _person_first(parts)


def _person_last(parts: tuple[Word, ...]) -> Member | None:
    begin = len(parts)
    while begin and fits(parts[begin - 1], parts) and parts[begin - 1].low not in words.ROLES and not parts[begin - 1].owns:
        begin -= 1
    while begin < len(parts) and not parts[begin].capital and "-" not in parts[begin].low:
        begin += 1
    who, before = parts[begin:], parts[:begin]
    if not 1 <= len(who) <= 4 or not before or any(w.low in words.PAST for w in before) or _joins_voices(before):
        return None
    if before[-1].owns and not any(_role(w) for w in before):
        return Member(who, before, False) if len(who) > 1 and bodylike(before) else None
    first = next((i for i, w in enumerate(before) if _role(w) and i + 1 < len(before) and before[i + 1].low in _AT), None)
    if first is not None:
        last = len(before)
        while last > first + 1 and _role(before[last - 1]):
            last -= 1
        body = _after(before[first + 1 : last])
        if body:
            return Member(who, body, _speaks(before[: first + 1], body)) if len(who) > 1 else None
        before = before[: first + 1]
    end = len(before)
    while end and (_role(before[end - 1]) or _qualifies(before[end - 1])):
        end -= 1
    body = _bare(before[:end])
    if end == len(before) or not bodylike(body):
        return None
    return Member(who, body, _speaks(before[end:], body))


def _joins_voices(before: Sequence[Word]) -> bool:
    """Whether the words before a person hold another voice: "both the council and its chairman"."""
    joins = [i for i, w in enumerate(before) if w.low in words.BARRING]
    return any(before[i].low not in {"and", "&"} or not i or before[i - 1].low not in words.GENERIC for i in joins)


def _person_first(parts: tuple[Word, ...]) -> Member | None:
    begin = 0
    while begin < len(parts) and parts[begin].low in words.TITLES:
        begin += 1
    end = begin
    while end < len(parts) and fits(parts[end], parts) and parts[end].low not in words.ROLES:
        end += 1
        if parts[end - 1].owns:
            break
    who, rest = parts[begin:end], parts[end:]
    if not 2 <= len(who) <= 4 or not rest or who[-1].owns or any(w.low in words.PAST for w in rest):
        return None
    if rest[0].low in _AT:
        body = _after(rest)
        return Member(who, body, _speaks(parts[:begin], body)) if body else None
    role = next((i for i, w in enumerate(rest) if _role(w)), None)
    if role is None:
        return None
    last = role
    while last + 1 < len(rest) and _role(rest[last + 1]):
        last += 1
    body = _after(rest[last + 1 :])
    if not body:
        body = _bare(rest[:role])
        while body and _qualifies(body[-1]):
            body = body[:-1]
        if not bodylike(body):
            return None
    return Member(who, body, _speaks(rest[role : last + 1], body))


def body_of(parts: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the body that a nameless voice belongs to, empty where it names none.

    >>> from sayso.reconcile.alias_names import take_apart
    >>> [w.text for w in body_of(take_apart("a source at Harbour Police Command").words)]
    ['Harbour', 'Police', 'Command']
    """
    cut = next((i for i, w in enumerate(parts) if i and w.low in words.SPLITTING and not w.capital), len(parts))
    if cut < len(parts) and parts[cut].low in _INTO:
        body = _after(parts[cut:])
        if body and not (parts[cut].low == "in" and all(w.low in words.PLACE_NOUNS for w in body if w.low in words.BODY_NOUNS)):
            return body
    end = cut
    while end and (parts[end - 1].low in words.PEOPLE | words.DOCUMENTS or _qualifies(parts[end - 1])):
        end -= 1
    begin = 0
    while begin < end and (parts[begin].low in words.INDEFINITE | words.ARTICLES | words.PAST or _lower(parts[begin])):
        begin += 1
    body = parts[begin:end]
    return body if bodylike(body) and not only_kind(body) else ()


def bodylike(parts: Sequence[Word]) -> bool:
    """Whether words name a body: a known one, one with a noun for bodies in it, or an acronym that is no country.

    >>> from sayso.reconcile.alias_names import take_apart
    >>> [bodylike(take_apart(n).words) for n in ("Pentagon", "Harbour Council", "TBI", "Texas", "U.S.")]
    [True, True, True, False, False]
    """
    if not parts or not any(w.capital for w in parts):
        return False
    if well_known(parts) or may_mean(parts):
        return True
    if any(w.low in words.BODY_NOUNS for w in parts):
        return True
    return any(w.caps and not w.country and w.text.isalnum() for w in (parts[0], parts[-1]))


def _after(rest: tuple[Word, ...]) -> tuple[Word, ...]:
    """The body named after a preposition: from the first one before a capital on, up to where it is and who else."""
    for i, w in enumerate(rest):
        if w.low not in _INTO:
            continue
        tail = _bare(rest[i + 1 :])
        if not tail or not tail[0].capital:
            continue
        end = next((k for k, t in enumerate(tail) if k and t.low in _ENDS and not t.capital), len(tail))
        tail = tail[:end]
        if bodylike(tail) and (not only_kind(tail) or may_mean(tail) or well_known(tail)):
            return tail
    return ()


def _bare(parts: tuple[Word, ...]) -> tuple[Word, ...]:
    while parts and parts[0].low in words.ARTICLES:
        parts = parts[1:]
    return parts


def _role(w: Word) -> bool:
    return w.low in words.ROLES


def _lower(w: Word) -> bool:
    return not w.capital and w.low not in words.BODY_NOUNS


def _qualifies(w: Word) -> bool:
    """Whether a word only narrows a role down: lower-case, or one of those that do so in capitals."""
    return w.low in words.QUALIFYING or (_lower(w) and w.low not in words.FUNCTION)


def _speaks(role: Sequence[Word], body: Sequence[Word]) -> bool:
    police = any(w.low in {"police", "sheriff", "sheriffs", "fire"} for w in body)
    return any(w.low in words.SPEAKING or (police and w.low in words.RANKS) for w in role)


def named_with(name: Name) -> tuple[str, str] | None:
    """The person and the body of a name as text."""
    found = membership(stripped(name))
    return (shown(name, found.person), shown(name, found.body)) if found else None
