"""Amounts to figures: what each counts, its predicate, place, time, relation to others, and its chain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.domain import Article, Attribution, Figure, Quantity, Relation, Span
from sayso.reader.amounts import Amount, amounts
from sayso.reader.analysis import ASIDE, Analysis
from sayso.reader.confidence import calibrated
from sayso.reader.counting import Counting, counting, substance
from sayso.reader.dates import dates
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.hearing import hearing
from sayso.reader.implied import implied
from sayso.reader.labels import FIGURE, TAGS
from sayso.reader.nouns import kind_of_counted
from sayso.reader.places import Places
from sayso.reader.pointing import NEVER, Range, log_softmax, pointed
from sayso.reader.predicates import predicate
from sayso.reader.times import time_of
from sayso.reader.voices import Voices

# How likely the network must hold an expression for a figure: one that the grammar is sure of, one that it thinks is one, one that it doubts.
SURE, LIKELY, DOUBTED = 0.05, 0.3, 0.65

_NO_WHOLE = frozenset({"percent", "ratio", "year", "month", "week", "day", "hour", "minute", "km", "m", "mile"})
_SORTS = {"person": "people", "group": "people", "place": "places", "event": "events", "object": "things", "money": "money"}
_COMPARED = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:more|fewer|less|higher|lower)\s+(?:[\w-]+\s+){0,2}?than\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:years?|months?|weeks?|days?|quarters?|decades?|ago|last|previous|previously|before|earlier|past|usual|normal|average|originally|projected|expected"
    r"|predicted|forecast|planned|estimated|in|since|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PHRASAL_UP = re.compile(r"\b(?:make|makes|made|making|pick|picks|picking|take|takes) up $", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those|which)\b", re.IGNORECASE)


def figures(
    article: Article, analysis: Analysis, said: Sequence[Attribution], encoded: Encoded, structure: Structure
) -> tuple[Figure, ...]:
    """Every figure of an article in text order, ids ``F1`` onwards."""
    dated = dates(analysis.text, article.published)
    told = [a for a in amounts(analysis.text) if analysis.part_at(a.span.start) not in ASIDE]
    found = [(a, r) for a in told if len(r := analysis.words_in(a.span.start, a.span.end))]
    chances = _chances(found, encoded)
    kept = [(a, (r[0], r[-1]), c) for (a, r), c in zip(found, chances, strict=True) if c >= _floor(a)]
    ranges = [r for _, r, _ in kept]
    counts = counting(ranges, [a.quantity.unit for a, _, _ in kept], analysis, encoded, structure)
    relations = _relations(analysis.text, [a for a, _, _ in kept], ranges, encoded, structure)
    voices, places = Voices(article, analysis, said), Places(analysis)
    heard = hearing(ranges, encoded, structure)
    near = _places(ranges, places, analysis, encoded, structure)
    trust, unsaid = {a.id: a.confidence for a in said}, _unsaid(ranges, encoded)
    numbers = {i for first, last in ranges for i in range(first, last + 1)}
    out: list[Figure] = []
    for i, ((amount, words, chance), count, (relation, whole)) in enumerate(zip(kept, counts, relations, strict=True)):
        sentence = analysis.sentence_at(amount.span.start) or amount.span
        chain, statement = voices.chain_for(amount.span, heard[i])
        trusted = trust[statement] if statement in trust else unsaid[i]
        counted = substance(analysis, amount.unit_noun, amount.quantity.unit, numbers) if amount.unit_noun else count.span
        out.append(
            Figure(
                f"F{i + 1}",
                _whole_amount(analysis.text, amount),
                _with_unit(amount, counted, count),
                sentence,
                counted,
                predicate(words, count, analysis),
                relation,
                f"F{whole + 1}" if whole is not None else None,
                places.of(amount.span, near[i]),
                time_of(amount.span, analysis, dated, article.published),
                chain,
                statement,
                confidence=round(calibrated(chance * count.chance * trusted, structure.figure), 4),
            )
        )
    by_id = {f.id: f for f in out}
    out = [replace(f, relation=Relation.LEVEL, part_of=None) if f.part_of and _unlike(f, by_id[f.part_of]) else f for f in out]
    return tuple(replace(f, implied=implied(f, out, analysis, dated)) for f in out)


def _unlike(part: Figure, whole: Figure) -> bool:
    """Whether two figures count things of which one is no part of the other: patients are no part of villages."""
    sorts = {_SORTS.get(f.quantity.unit.partition(":")[0], "") for f in (part, whole)}
    return len(sorts) == 2 and "" not in sorts


def _places(ranges: list[Range], places: Places, analysis: Analysis, encoded: Encoded, structure: Structure) -> list[list[float]]:
    """For each amount, the network's log-probabilities over the mentions of places."""
    standing = [analysis.words_in(m.span.start, m.span.end) for m in places.mentions]
    keys = [(r.start, r.stop - 1) if len(r) else (r.start, r.start) for r in standing]
    scores: list[list[float]] = pointed("place", ranges, keys, encoded, structure)[:, :-1].tolist()
    return scores


def _chances(found: Sequence[tuple[Amount, range]], encoded: Encoded) -> list[float]:
    """How likely the network holds each amount for a figure: the mean over its words of not being outside."""
    outside = np.exp(log_softmax(encoded.scores["amount"]))[:, 0]
    return [float(1 - outside[r.start : r.stop].mean()) for _, r in found]


def _unsaid(ranges: Sequence[Range], encoded: Encoded) -> list[float]:
    """How likely the network holds each amount for nobody's words: the mean over its words of standing in no content."""
    roles = np.exp(log_softmax(encoded.scores["role"]))
    content = roles[:, [i for i, tag in enumerate(TAGS["role"]) if tag.endswith("content")]].sum(1)
    return [float(1 - content[a : b + 1].mean()) for a, b in ranges]


def _whole_amount(text: str, amount: Amount) -> Span:
    """The amount's words; with its unit where the number is only an article: "at least a month"."""
    if amount.unit_noun and amount.span.surface.lower().split()[-1] in {"a", "an"}:
        return Span.cut(text, amount.span.start, amount.unit_noun.end)
    return amount.span


def _floor(amount: Amount) -> float:
    return DOUBTED if not amount.likely else LIKELY if amount.ambiguous else SURE


def _with_unit(amount: Amount, counted: Span | None, count: Counting) -> Quantity:
    if amount.quantity.unit != "other" or counted is None or amount.unit_noun:
        return amount.quantity
    return replace(amount.quantity, unit=kind_of_counted(counted.surface))


def _gap(text: str, amount: Amount) -> bool:
    """Whether an amount that looks like a change only says how far two things are apart ("62 more than needed"), or stands behind "make up"."""
    end = (amount.unit_noun or amount.span).end
    behind = text[end : end + 90]
    if _PHRASAL_UP.search(text[max(0, amount.span.start - 12) : amount.span.start]):
        return True
    compared = _COMPARED.match(behind)
    return compared is not None and not _OTHER_TIME.search(behind[compared.end() :])


def _relations(
    text: str, found: Sequence[Amount], ranges: list[Range], encoded: Encoded, structure: Structure
) -> list[tuple[Relation, int | None]]:
    """Each amount's relation, and the index of its whole where it is a part."""
    if not ranges:
        return []
    kinds = log_softmax(encoded.scores["figure"][[r[0] for r in ranges]])
    wholes = pointed("whole", ranges, ranges, encoded, structure)
    out: list[tuple[Relation, int | None]] = []
    for i, amount in enumerate(found):
        if amount.change and not _gap(text, amount):
            out.append((Relation(amount.change), None))
            continue
        of_them = _OF_THEM.match(text, amount.span.end)
        relation = Relation.PART if of_them else Relation(FIGURE[int(kinds[i].argmax())])
        wholes[i, i] = NEVER
        if of_them:
            before = [j for j in range(i) if not wholes[i, j] < NEVER and found[j].quantity.unit not in _NO_WHOLE]
            wholes[i, [j for j in range(len(found)) if j not in before[-1:]]] = NEVER  # "of them" takes up what was named last
        whole = int(wholes[i, :-1].argmax()) if relation is Relation.PART and len(found) > 1 else None
        out.append((relation, whole if whole is not None and wholes[i, whole] > NEVER else None))
    return out
