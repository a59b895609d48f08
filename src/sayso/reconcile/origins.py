"""On whose word each entry of a question really stands: origins are counted, not articles.

* Whoever the chain names first is the origin; later links only relay.
* A headline or lead in the outlet's own voice that gives a number which its article attributes further down restates that source
  ("restated").
* An unattributed passage that is a near copy of an attributed one, with the same number, stands on that source ("copy"). Copies that name
  their source differently are of one source. Copies without any source are one report, of the agency in its credit line where there is
  one ("credit").
* Nobody named is a party of its own in every article.
* "X and Y said" counts for both where either speaks elsewhere in the question; a member's own words come first ("joint").

Airwars grades an event by its independent sources and Iraq Body Count merges reports that share one; both ask the same of a coder.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sayso.domain import NOBODY, Entry, Party, Relation, Verdict, VerdictKind
from sayso.reconcile.bounds import Bounds, admits, bounds, equal, phrase, same
from sayso.reconcile.copies import copies, credit
from sayso.reconcile.populations import within

CHANGES = frozenset({Relation.INCREASE, Relation.DECREASE})


@dataclass(frozen=True, slots=True)
class Say:
    """One entry as one party's word.

    ``second_hand`` says that the entry only repeats the party's word in the outlet's voice, so that it never decides what the party says;
    ``joint`` that the party
    spoke together with another; ``named`` that a source stands behind it, not just an outlet, an agency's own voice or nobody.
    """

    entry: Entry
    party: Party
    bounds: Bounds
    population: str
    second_hand: bool = False
    joint: bool = False
    named: bool = True


def says(entries: Sequence[Entry], populations: Mapping[str, str]) -> tuple[list[Say], list[Verdict]]:
    """Every entry as somebody's word, in order of publication, and the grounds for each that was laid at another's door."""
    ordered = sorted(entries, key=reported)
    plain = [_plain(e, populations) for e in ordered]
    grounds: list[Verdict] = []
    settled: dict[str, Say] = {}
    by_article: dict[str, list[Say]] = defaultdict(list)
    for s in plain:
        by_article[s.entry.article].append(s)
    for s in plain:
        if not s.named:
            source = _restated(s, by_article[s.entry.article])
            if source:
                settled[s.entry.id] = replace(s, party=source.party, second_hand=True, named=source.named)
                grounds.append(_ground("restated", s, source))
    by_id = {s.entry.id: s for s in plain}
    for group in copies(ordered):
        _settle_copies([settled.get(e.id, by_id[e.id]) for e in group], settled, grounds)
    final = [settled.get(s.entry.id, s) for s in plain]
    return _joint(_outlets_quoted(final, grounds)), grounds


def reported(e: Entry) -> tuple[dt.date, str, int, str]:
    """The order of entries: by publication (unknown first), then article, place in the text and id."""
    return (e.published or dt.date.min, e.article, e.figure.amount.start, e.id)


def _plain(e: Entry, populations: Mapping[str, str]) -> Say:
    party, is_named = e.originator, bool(e.parties) and e.originator.id != NOBODY
    if e.parties and party.id == NOBODY:
        party = Party(f"{NOBODY}:{e.article}", NOBODY)
    elif not e.parties:
        agency = e.credit or credit(e.context)
        if agency and agency.casefold() != e.outlet.name.casefold():
            party = Party(f"credit:{agency}", agency)
    return Say(e, party, bounds(e.figure.quantity), populations[e.id], named=is_named)


def _restated(s: Say, article: Sequence[Say]) -> Say | None:
    """The attributed figure of its article that an unattributed one restates: the same number first, else one that it leaves room for."""
    best: tuple[tuple[int, int, int], Say] | None = None
    for t in article:
        if not t.entry.parties or t.entry.id == s.entry.id or (s.entry.parties and not t.named):
            continue
        if s.entry.figure.relation != t.entry.figure.relation and {s.entry.figure.relation, t.entry.figure.relation} & CHANGES:
            continue
        related = within(s.population, t.population) or within(t.population, s.population)
        if not related or s.bounds.family != t.bounds.family:
            continue
        rank = 0 if equal(s.bounds, t.bounds) else 1 if same(s.bounds, t.bounds) else 2 if admits(s.bounds, t.bounds) else 9
        if rank == 9 or (rank > 0 and s.population != t.population):
            continue
        key = (rank, s.population != t.population, not t.named)
        if best is None or key < best[0]:
            best = (key, t)
    return best[1] if best else None


def _settle_copies(group: Sequence[Say], settled: dict[str, Say], grounds: list[Verdict]) -> None:
    for alike in _alike(group):
        sources = [s for s in alike if s.named]
        per_article: dict[str, set[str]] = defaultdict(set)
        for s in sources:
            per_article[s.entry.article].add(s.party.id)
        ids = Counter(s.party.id for s in sources)
        if len(ids) > 1 and all(len(p) == 1 for p in per_article.values()):
            chief = next(s for s in sources if s.party.id == min(ids, key=lambda i: (-ids[i], [t.party.id for t in sources].index(i))))
            for s in sources:
                if s.party.id != chief.party.id:
                    settled[s.entry.id] = replace(s, party=chief.party)
                    grounds.append(_ground("copy", s, chief))
        bare = [s for s in alike if not s.named]
        if sources:
            for s in bare:
                source = next((t for t in sources if t.entry.article != s.entry.article), None)
                if source:
                    settled[s.entry.id] = replace(s, party=settled.get(source.entry.id, source).party, second_hand=True, named=True)
                    grounds.append(_ground("copy", s, source))
        elif len({s.party.id for s in bare}) > 1:
            first = next((s for s in bare if s.party.id.startswith("credit:")), None) or next(
                (s for s in bare if s.party.name == NOBODY), bare[0]
            )
            for s in bare:
                if s.party.id != first.party.id:
                    settled[s.entry.id] = replace(s, party=first.party)
                    grounds.append(_ground("copy", s, first))


def _alike(group: Sequence[Say]) -> list[list[Say]]:
    """The copies of one passage, apart by number and population: an edited number is another answer."""
    found: list[list[Say]] = []
    for s in group:
        for alike in found:
            t = alike[0]
            if equal(s.bounds, t.bounds) and s.population == t.population and s.bounds.family == t.bounds.family:
                alike.append(s)
                break
        else:
            found.append([s])
    return [a for a in found if len({s.entry.article for s in a}) > 1]


def _ground(rule: str, s: Say, source: Say) -> Verdict:
    amount, whose = phrase(s.entry.figure.quantity), source.party.name if source.party.name != NOBODY else "nobody named"
    reason = {
        "restated": f"{s.entry.outlet.name} gives {amount} in its own voice and attributes {phrase(source.entry.figure.quantity)}"
        f" to {whose} in the same article.",
        "copy": f"The passage with {amount} in {s.entry.outlet.name} is nearly word for word that of {source.entry.outlet.name},"
        f" which stands on {whose}.",
        "relay": f"{s.entry.outlet.name} quotes {amount} from {source.entry.outlet.name}, where it stands on {whose}.",
    }[rule]
    return Verdict(VerdictKind.AGREE, (s.entry.id, source.entry.id), (source.party.id,), rule, reason)


def _outlets_quoted(found: Sequence[Say], grounds: list[Verdict]) -> list[Say]:
    """Lead a quoted outlet's number to where the outlet has it from, if the question holds the outlet's own report of it."""
    own: dict[tuple[str, Decimal | None, Decimal | None, str], Say] = {}
    for s in found:
        if not s.entry.parties:
            own.setdefault((s.entry.outlet.id, s.bounds.low, s.bounds.high, s.population), s)
    led = []
    for s in found:
        report = own.get((s.entry.originator.id, s.bounds.low, s.bounds.high, s.population)) if s.entry.parties else None
        if report is None:
            led.append(s)
            continue
        led.append(replace(s, party=report.party, second_hand=True, named=report.named))
        grounds.append(_ground("relay", s, report))
    return led


def _joint(found: Sequence[Say]) -> list[Say]:
    """Split a party that is several speaking together where one of them also speaks alone in the question."""
    known: dict[str, Party] = {}
    for s in found:
        if s.named and " and " not in s.party.name:
            known.setdefault(s.party.name.casefold(), s.party)
    split: list[Say] = []
    for s in found:
        members = _members(s.party, known) if s.named and " and " in s.party.name else ()
        split += [replace(s, party=p, joint=True) for p in members] or [s]
    return split


def _members(party: Party, known: Mapping[str, Party]) -> tuple[Party, ...]:
    pieces = party.name.split(" and ")
    for i in range(1, len(pieces)):
        left, right = " and ".join(pieces[:i]).strip(), " and ".join(pieces[i:]).strip()
        one, other = known.get(left.casefold()), known.get(right.casefold())
        if (one or other) and left and right:
            return (one or Party(f"{party.id}#{left}", left), other or Party(f"{party.id}#{right}", right))
    return ()
