"""Of whom: the narrower populations that a count of people may be restricted to ("six civilians of 22 dead").

A count of civilians and one of everybody are not the same answer; Iraq Body Count and UCDP keep them in separate fields for that reason.
Words
outside these lists do not narrow: that figures of one question count the same thing was settled when they were grouped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.domain import Entry, Relation
from sayso.reconcile.bounds import Bounds, anchor, bounds

EVERYBODY = ""
_CIVILIAN = "civilian"

_LISTS = {
    "civilian": "civilian civilians noncombatant noncombatants non-combatant non-combatants",
    "child": "child children kid kids minor minors baby babies infant infants toddler toddlers boy boys girl girls schoolchildren"
    " schoolboys schoolgirls teenager teenagers",
    "woman": "woman women female females mother mothers",
    "man": "man men male males father fathers",
    "armed": "fighter fighters militant militants rebel rebels insurgent insurgents jihadist jihadists terrorist terrorists extremist"
    " extremists gunman gunmen bomber bombers attacker attackers shooter shooters guerrilla guerrillas combatant combatants mercenary"
    " mercenaries takfiris islamists",
    "soldier": "soldier soldiers troop troops serviceman servicemen servicemember servicemembers policeman policemen policewoman police"
    " officer officers loyalists guardsmen marines sailors conscripts recruits peacekeeper peacekeepers",
    "journalist": "journalist journalists reporter reporters photographer photographers",
    "medic": "medic medics doctor doctors nurse nurses paramedic paramedics staffer staffers",
    "foreigner": "foreigner foreigners tourist tourists expatriate expatriates",
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# "three of the dead" are not all of them; "two of the victims have died" may be all who did.
_SOME = re.compile(r"\s+of (?:the |those |all )?(?:dead|deceased|killed|slain|fatalities|deaths|wounded|injured|who died)\b", re.IGNORECASE)
_REST = re.compile(r"\b(?:others?|(?:other|more|remaining) (?:people|persons?|victims?|men|women))\b", re.IGNORECASE)
_NEAR = 60  # code points after an amount, and before the end of what is counted, that are looked at
_NARROWER = {word: name for name, words in _LISTS.items() for word in words.split()}


def population(counted: str) -> str:
    """The narrower population that a noun phrase names, ``""`` for everybody; several in one phrase are joined by ``+``.

    >>> population("regime soldiers"), population("people"), population("women and children")
    ('soldier', '', 'child+woman')
    """
    return "+".join(sorted({_NARROWER[w] for w in _WORD.findall(counted.lower()) if w in _NARROWER}))


def populations(entries: Sequence[Entry], predicate: str = "") -> dict[str, str]:
    """The population of each entry, by its id; ``predicate`` is the question's.

    A part of a whole in the same question is narrower than the whole even where its noun does not say so. So are "three of the dead" and, of the
    killed, "two others": those beside whom they are the others were killed too. "Civilians" only narrows where
    somebody in the question tells them
    from others: a report of a shelled market that says "17 civilians" means everybody it counts.
    """
    own = {e.id: population(e.figure.counted.surface if e.figure.counted else "") for e in entries}
    at = {(e.article, e.figure.id): e for e in entries}
    wholes = {e.id: _whole(e, at) for e in entries}
    if not _told_apart(entries, own, wholes):
        own = {i: EVERYBODY if p == _CIVILIAN else p for i, p in own.items()}
    found = dict(own)
    for e in entries:
        whole = wholes[e.id]
        if whole is not None and own[e.id] == own[whole.id]:
            noun = e.figure.counted.surface.lower().split() if e.figure.counted else []
            found[e.id] = "+".join(filter(None, (own[e.id], f"part {noun[-1] if noun else 'some'}")))
        elif whole is None and (rest := _rest(e, predicate)):
            found[e.id] = "+".join(filter(None, (own[e.id], f"part {rest}")))
    return found


def _whole(e: Entry, at: Mapping[tuple[str, str], Entry]) -> Entry | None:
    figure = e.figure
    whole = at.get((e.article, figure.part_of)) if figure.relation is Relation.PART and figure.part_of else None
    return None if whole is None or whole.id == e.id else whole


def _rest(e: Entry, predicate: str) -> str:
    """What the words around an amount call a part of the whole: ``some`` ("three of the dead"), ``others``, or nothing."""
    s, end = e.figure.sentence, e.figure.amount.end
    if s.holds(e.figure.amount) and _SOME.match(s.surface[end - s.start : end - s.start + _NEAR]):
        return "some"
    return "others" if predicate == "killed" and e.figure.counted and _REST.search(e.figure.counted.surface[-_NEAR:]) else ""


def _told_apart(entries: Sequence[Entry], own: Mapping[str, str], wholes: Mapping[str, Entry | None]) -> bool:
    """Whether a report of the question counts civilians apart from everybody or from the armed."""
    if any(own[e.id] == _CIVILIAN and wholes[e.id] for e in entries):
        return True
    civilians: dict[str, list[Bounds]] = {}
    for e in entries:
        if own[e.id] == _CIVILIAN:
            civilians.setdefault(e.article, []).append(bounds(e.figure.quantity))
    return any(
        own[e.id] in ("armed", "soldier")
        or (own[e.id] == EVERYBODY and any(anchor(c) < anchor(bounds(e.figure.quantity)) for c in civilians[e.article]))
        for e in entries
        if e.article in civilians
    )


def within(narrow: str, wide: str) -> bool:
    """Whether everybody in ``narrow`` is also in ``wide``.

    >>> within("civilian", EVERYBODY), within("civilian", "soldier"), within("woman", "child+woman")
    (True, False, True)
    """
    return (
        wide == EVERYBODY
        or narrow == wide
        or (narrow != EVERYBODY and set(narrow.split("+")) <= set(wide.split("+")) and "part" not in wide)
    )


def main_population(counted: str, found: Sequence[str]) -> str:
    """The population that a question is about: what its own noun names if somebody answers for that, else everybody, else what most
    answer for.
    """
    asked = population(counted)
    if asked in found:
        return asked
    if EVERYBODY in found:
        return EVERYBODY
    count = Counter(found)
    return min(count, key=lambda p: (-count[p], p)) if count else asked


def named(population: str) -> str:
    """The population for people to read.

    >>> named("child+woman")
    'child and woman'
    """
    return population.replace("+", " and ") or "everybody"
