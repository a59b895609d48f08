"""From a reading to the profiles of its figures."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from sayso.domain import Figure, Period, Reading, Relation
from sayso.reconcile.assertion import Outcome, outcome
from sayso.reconcile.concepts import OUTCOMES, PEOPLE, Counted, act, counted, folded, singular, words
from sayso.reconcile.locus import names, wide
from sayso.reconcile.profile import Profile
from sayso.reconcile.signature import signature, telling

_TRIVIAL = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "km", "m", "cm", "mile", "foot"})
_BUILT = frozenset({"object", "other"})
_COMPOUND = re.compile(r"-(?!strong\b)[a-z]+\s+[a-z]", re.IGNORECASE)
_OWN = 4.0  # an outcome nearer than this is the figure's own
_NEXT = 1.5  # and nearer than this, next to it
# What the reader took from the clause, and what stands next to the figure: "five were shot, three fatally", "two died and three were hospitalized".
_MENDED = frozenset(
    {
        ("killed", "wounded"),
        ("wounded", "killed"),
        ("shot", "killed"),
        ("shot", "wounded"),
        ("killed", "hospitalized"),
    }
)
_FEW_DAYS = 8
_LONG = 100  # days beyond which a period is a running total's
_AROUND = 6
_CONTEXT = 220  # code points on each side of a figure that say what it is about
_SINCE = re.compile(
    r"\bsince\b.{0,80}\b(?:began|begin|started|start|erupted|outbreak|conflict|war|uprising|revolution|revolt|20\d\d|19\d\d)\b"
    r"|\b(?:conflict|war|uprising|revolt)\b.{0,60}\b(?:has|have) (?:killed|claimed|left|displaced|cost|driven|forced|uprooted)\b"
    r"|\b(?:years?|decade)[- ](?:long|old)\b.{0,30}\b(?:war|conflict)\b|\byears? of (?:war|conflict|fighting)\b|\bso far this year\b"
    r"|\b(?:has|have) been (?:killed|wounded|displaced|uprooted)\b.{0,40}\bin the (?:[\w-]{1,30} ){0,2}(?:war|conflict)\b",
    re.IGNORECASE,
)
_HAPPENINGS = {
    "air strike": "airstrike airstrikes",
    "strike": "strike strikes raid raids",
    "shooting": "shooting shootings gunfire shot gunshots",
    "bombing": "bombing bombings bomb bombs",
    "barrel bomb attack": "barrel",
    "rocket attack": "rocket rockets",
    "shelling": "shelling shells shell mortar mortars",
    "explosion": "explosion explosions blast blasts",
    "clashes": "clashes clash fighting battle battles",
    "chemical attack": "chemical sarin chlorine gas toxic",
    "offensive": "offensive",
    "massacre": "massacre",
    "stabbing": "stabbing stabbed",
    "crash": "crash collision derailment",
    "fire": "blaze wildfire",
    "earthquake": "earthquake quake",
    "flood": "flood floods flooding",
    "storm": "storm hurricane typhoon cyclone tornado",
    "protest": "protest protests rally march",
    "landslide": "landslide mudslide",
    "siege": "siege",
}
# "another seven", "seven more": not those whom the report has told of already.
_MORE = re.compile(r"\b(?:another|further|more(?! than))\b", re.IGNORECASE)
_HAPPENING = {w: name for name, forms in _HAPPENINGS.items() for w in forms.split()}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all figures of an article share."""

    article: str
    event: tuple[str, ...]
    around: tuple[str, ...]
    anchor: dt.date | None
    beside: frozenset[str]
    fellows: tuple[str, ...]


def profiles(reading: Reading) -> dict[str, Profile]:
    """The profile of each figure that is about an event, a state or a running total, by the figure's id.

    Durations and distances have none. Pure and linear in the article. The day an article speaks of is that of most of its dated figures, else its own.

    >>> from sayso.domain import Article, Figure, Quantity, Span
    >>> text = "Two people were killed in Harbourtown."
    >>> f = Figure("F1", Span.cut(text, 0, 3), Quantity(2, 2, unit="person"), Span.cut(text, 0, 38), Span.cut(text, 4, 10))
    >>> p = profiles(Reading(Article(text), (), (f,)))["F1"]
    >>> p.predicate, p.population
    ('killed', 'people')
    """
    by_id = {f.id: f for f in reading.figures}
    outcomes = {f.id: _outcome(reading, f) for f in reading.figures}
    counts = {f.id: counted(f.counted.surface if f.counted else "", f.quantity.unit) for f in reading.figures}
    predicates = {f.id: _predicate(f, counts[f.id], by_id, outcomes) for f in reading.figures}
    frame = _frame(reading, counts, predicates)
    out: dict[str, Profile] = {}
    for f in reading.figures:
        if not _trivial(reading.article.text, f):
            # "Four were shot, one of them died": the one dead is all of the dead.
            part = f.part_of if f.part_of and predicates.get(f.part_of, "") == predicates[f.id] else None
            out[f.id] = _profile(reading, f, frame, counts[f.id], predicates[f.id], by_id.get(part or ""))
    return out


def _trivial(text: str, f: Figure) -> bool:
    """Whether a figure answers no question that reports share: spans of time and way, and what a thing is built with ("a four-door car")."""
    return f.quantity.unit in _TRIVIAL or (f.quantity.unit in _BUILT and bool(_COMPOUND.match(text, f.amount.end)))


def _frame(reading: Reading, counts: dict[str, Counted], predicates: dict[str, str]) -> _Frame:
    article = reading.article
    tally: Counter[tuple[str, ...]] = Counter()
    for f in reading.figures:
        if f.place and not wide(f.place.surface) and (key := names(f.place.surface)):
            tally[key] += 1
    around = tuple(dict.fromkeys(n for key, _ in sorted(tally.items(), key=lambda kv: (-kv[1], kv[0])) for n in key))[:_AROUND]
    days = Counter(
        f.time.last
        for f in reading.figures
        if f.time and (f.time.last - f.time.first).days <= _FEW_DAYS and _near(f.time.last, article.published)
    )
    anchor = min(days, key=lambda d: (-days[d], d), default=article.published)
    beside = frozenset(predicates[f.id] for f in reading.figures if counts[f.id].kind in {"women", "girls", "children"})
    fellows = tuple(
        sorted({f"{predicates[f.id]}:{counts[f.id].kind}:{f.quantity.low}" for f in reading.figures if not _trivial(article.text, f)})
    )
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return _Frame(digest, signature(article.title, article.text), around, anchor, beside, fellows)


def _near(day: dt.date, published: dt.date | None) -> bool:
    return published is None or abs((published - day).days) <= 21


def _outcome(reading: Reading, f: Figure) -> Outcome | None:
    """The outcome that the sentence gives the figure, on the sentence alone."""
    s = f.sentence
    inner = (f.counted.start - s.start, f.counted.end - s.start) if f.counted and s.holds(f.counted) else None
    if not s.holds(f.amount):
        return None
    return outcome(s.surface, f.amount.start - s.start, f.amount.end - s.start, inner)


def _asserted(f: Figure, by_id: dict[str, Figure], outcomes: dict[str, Outcome | None]) -> str:
    """The class of what is asserted: the sentence's own outcome, else the reader's, else that of the whole, else whatever outcome is in sight."""
    found = outcomes[f.id]
    said = act(f.predicate)
    if said in OUTCOMES.values() or said == "killed or wounded":
        mended = found is not None and found.cost < _NEXT and (said, found.name) in _MENDED
        return found.name if found and mended else said
    if found and found.cost < _OWN:
        return found.name
    whole = by_id.get(f.part_of or "")
    if whole is not None and whole is not f and whole.part_of is None:
        return _asserted(whole, by_id, outcomes)
    return found.name if found else said


def _predicate(f: Figure, what: Counted, by_id: dict[str, Figure], outcomes: dict[str, Outcome | None]) -> str:
    """The class of what is asserted; things have no outcome of people's."""
    predicate = _asserted(f, by_id, outcomes)
    return act(f.predicate) if not what.person and predicate in _BROAD else predicate


def _profile(reading: Reading, f: Figure, frame: _Frame, what: Counted, predicate: str, whole: Figure | None) -> Profile:
    place = f.place.surface if f.place else ""
    relation = Relation.LEVEL if f.relation is Relation.PART and f.part_of and whole is None else f.relation
    own = names(place)
    total = _total(reading, f)
    first, last, dated = _days(f.time, frame.anchor, reading.article.published, total)
    unit = f.quantity.unit.partition(":")[2] or f.quantity.unit
    text = reading.article.text
    context = text[max(0, f.sentence.start - 40, f.amount.start - _CONTEXT) : min(f.sentence.end + 40, f.amount.end + _CONTEXT)]
    return Profile(
        article=frame.article,
        figure=f.id,
        day=reading.article.published,
        topic=_topic(what, predicate, unit),
        predicate=predicate,
        population=_population(what, f, predicate in frame.beside),
        side=what.side,
        words=what.words,
        unit="person" if what.person else unit,
        low=None if f.quantity.low is None else float(f.quantity.low),
        high=None if f.quantity.high is None else float(f.quantity.high),
        places=own,
        around=frame.around,
        wide=wide(place),
        first=first,
        last=last,
        dated=dated,
        total=total,
        relation=relation.value,
        whole=whole.id if whole else None,
        context=tuple(sorted(set(telling(context)))),
        event=frame.event,
        fellows=frame.fellows,
        counted=f.counted.surface if f.counted else "",
        place=place,
        happening=next((_HAPPENING[w] for w in words(f.sentence.surface) if w in _HAPPENING), ""),
        at=f.amount.start,
        line=f.sentence.start,
        of=_least(whole) if whole else None,
        more=_MORE.search(text, max(0, f.amount.start - 10), f.amount.end + 6) is not None,
        sense=base64.b64encode(f.sense).decode("ascii"),
        by=folded(f.chain.links[0].name) if f.chain.links else "",
        act=tuple(sorted({singular(w) for w in words(f.predicate)})),
    )


def _least(f: Figure) -> float | None:
    bound = f.quantity.high if f.quantity.low is None else f.quantity.low
    return None if bound is None else float(bound)


def _topic(what: Counted, predicate: str, unit: str) -> str:
    if what.person:
        return predicate if predicate in _BROAD else f"{_BROAD_KINDS.get(what.kind, what.kind)}"
    return unit if len(unit) == 3 and unit.isupper() else what.kind


_BROAD = frozenset(OUTCOMES.values()) | {"killed or wounded"}
_BROAD_KINDS = {"soldiers": "fighters", "civilians": PEOPLE}


def _population(what: Counted, f: Figure, mixed: bool) -> str:
    """The class counted. Men are simply people unless the article counts others beside them, as is one woman who is no part; so are Syrians."""
    single = f.quantity.low == f.quantity.high == 1 and f.relation is not Relation.PART
    if (what.kind == "men" and not mixed) or (what.kind in {"men", "women"} and single) or (what.person and wide(what.kind)):
        return PEOPLE
    return what.kind


def _total(reading: Reading, f: Figure) -> bool:
    if f.time and (f.time.last - f.time.first).days > _LONG:
        return True
    return _SINCE.search(f.sentence.surface[:1200]) is not None and f.place is not None and wide(f.place.surface)


def _days(
    time: Period | None, anchor: dt.date | None, published: dt.date | None, total: bool
) -> tuple[dt.date | None, dt.date | None, bool]:
    """First and last day, and whether they were given to a few days. A bare month or year says little: the article's day in it says more."""
    if time is None:
        return anchor, anchor, False
    length = (time.last - time.first).days
    if length <= _FEW_DAYS or total:
        return time.first, time.last, length <= _FEW_DAYS
    if length <= 31 and time.first.day != 1:
        return time.first, time.last, True
    if anchor is not None and time.first <= anchor <= time.last:
        return anchor, anchor, False
    return time.first, time.last, False
