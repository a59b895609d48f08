"""Fit the weights by which figures are taken to answer the same question, and print them as they stand in ``sayso/reconcile/likeness.py``.

    python -m training.likeness GROUPS INCIDENTS EVAL [--marks FILE ...] [--invented FOLDER ...] [--readings DIR] [--held-out]

From the repository root, with one thread so that sums come out the same, and an empty DIR after every change of the reader:

    OPENBLAS_NUM_THREADS=1 python -m training.likeness ../shared/data/figures-train ../shared/data/incidents/incidents.jsonl ../shared/eval \
        --marks training/marks/politics.jsonl training/marks/local.jsonl --invented training/invented training/invented_held --readings /tmp/readings

Two tuples come out, ``WITHIN`` and ``ACROSS``; they replace those of the same name. ``TOTALS`` stays.

GROUPS is the folder of articles with marked figures (``figures-train``), INCIDENTS the file of incidents, of which those at even positions are used,
EVAL the folder with the scorer ``figures.py``. Each FILE holds marks by offsets, of which those with a ``question`` are used: it is shared within an
article or, where two articles tell of one incident, within the incident; their texts stand in INCIDENTS and, beside GROUPS, in ``polnear``. Each FOLDER
holds invented articles, of which those that tell of one event by several papers are used, with less weight: marked groups have few questions that many
reports answer, and these have more.

Pairs that may answer the same question at all are drawn from the marked figures, from the
reader's own figures matched to them, and from the reader's figures of incidents, where killed (or wounded) people of one incident are one question.
Marked groups and incidents hold few unrelated events of one place and week; so pairs of two incidents are moved to one place and day as well.
A logistic regression with a quadratic penalty and with bounds that are known beforehand is fitted by L-BFGS; then the bias is the step, of a few, whose
questions have the best B-cubed F1, invented ones left out, on all figures and, half as much, on those of questions that several reports answer, of which
marked groups have few. The senses of marked figures are the reader's. The same data and readings give the same weights. With ``--held-out``, B-cubed F1 of each
group by weights that were fitted without it is printed as well.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment, minimize

from benchmarks.incidents import Keeper
from benchmarks.predict import entered
from sayso.domain import Reading
from sayso.reader.pipeline import Reader
from sayso.reconcile.grouping import linked
from sayso.reconcile.likeness import NAMES, NEVER, TOTALS, Matrix, evidence, possible
from sayso.reconcile.profile import Profile
from sayso.reconcile.profiling import profiles
from training.asked import Asked, of_group, of_invented, of_offsets, with_times

PENALTY = 4.0
OF_INCIDENTS, OF_INVENTED, PRETENDED = 0.4, 0.3, 0.06  # the weight of a pair, where a marked one of real articles has 1
SEVERAL = 3  # figures of a question that several reports answer
SHARED = 1500  # pairs of two incidents that are moved to one place and day
STEPS = (-0.5, 0.0, 0.5, 1.0, 1.5)
FOR, AGAINST = {
    "value", "large value", "place", "same days", "event", "context", "fellows", "act", "words", "sense", "value in like words", "room", "act words",
    "other speaker",
}, {
    "ratio", "other place", "days apart", "longer", "role", "civilians", "contrasted", "strangers", "same sentence", "other whole", "on top",
    "small value", "value elsewhere", "other days", "part", "total", "other words", "others", "one speaker", "some kind",
}  # fmt: skip
# Two reports of one place and week are of one event only where they share what the event is told by: marked groups and incidents hardly show this, for
# they hold few neighbouring events, so these two pieces have a least weight for two articles.
HELD = {"event": (3.0, None), "strangers": (None, -4.0)}
# Of the pairs of marked figures in one sentence, and of parts of two wholes in one article, none answers one question; they are too few for the fit
# to learn how sure that is.
HELD_WITHIN = {"same sentence": (None, -3.0), "other whole": (None, -3.0)}
WHERE_AND_WHEN = {
    "place",
    "place in the other's article",
    "other place",
    "unplaced",
    "same days",
    "days apart",
    "undated",
    "longer",
    "other days",
}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pool:
    """Figures that are compared with one another: the evidence over all pairs, which pairs may meet, which are of one article, and for each
    figure the question that it answers and whether it is a running total's."""

    stack: Matrix
    may: NDArray[np.bool_]
    same: NDArray[np.bool_]
    totals: NDArray[np.bool_]
    labels: tuple[Hashable, ...]

    def pairs(self) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Evidence, answer and whether of one article, for every pair that may meet and is not of two running totals."""
        i, j = np.nonzero(np.tril(self.may, -1) & ~(self.totals[:, None] & self.totals[None, :]))
        number = {label: n for n, label in enumerate(dict.fromkeys(self.labels))}
        ids = np.array([number[label] for label in self.labels])
        return self.stack[:, i, j].T.astype(float), (ids[i] == ids[j]).astype(float), self.same[i, j]

    def grouped(self, within: Floats, across: Floats) -> list[tuple[Hashable, int]]:
        """For each figure its question and the group that these weights lay it in."""
        w, a, t = (np.tensordot(np.asarray(x, np.float32), self.stack, 1) for x in (within, across, TOTALS))
        score = np.where(self.totals[:, None] & self.totals[None, :], t, np.where(self.same, w, a))
        groups = linked(np.where(self.may, score, np.float32(NEVER)).astype(np.float32))
        return [(self.labels[i], n) for n, members in enumerate(groups) for i in members]


def pool(found: Iterable[tuple[Profile, Hashable]]) -> Pool:
    """The pool of these figures with their questions, in the order in which they come."""
    kept = list(found)
    block = [p for p, _ in kept]
    articles = np.array([p.article for p in block])
    return Pool(
        evidence(block),
        possible(block),
        articles[:, None] == articles[None, :],
        np.array([p.total for p in block]),
        tuple(label for _, label in kept),
    )


def of_marks(asked: Iterable[tuple[Asked, Reading]]) -> Pool:
    """The marked figures that the reading beside them found, with their questions, those without one left out."""
    found: list[tuple[Profile, Hashable]] = []
    about: dict[str, str] = {}
    for article, reading in asked:
        if not reading.figures:
            continue
        spans = [(f.amount.start, f.amount.end) for f in article.by_hand.figures]
        shared = np.array([[max(0, min(s[1], f.amount.end) - max(s[0], f.amount.start)) for f in reading.figures] for s in spans], float)
        profile = profiles(reading)
        for i, j in zip(*linear_sum_assignment(-shared), strict=True):
            p = profile.get(reading.figures[j].id)
            if p and shared[i, j] > 0 and article.questions[i]:
                found.append((p, (article.about, article.questions[i])))
                about[p.article] = article.about
    out = pool(found)
    told = np.array([about[p.article] for p, _ in found])
    return replace(out, may=out.may & (told[:, None] == told[None, :]))


def both(reader: Reader, sets: Iterable[Sequence[Asked]]) -> tuple[list[Pool], list[Pool]]:
    """For each set of marked articles the pool of its marked figures and that of the reader's own."""
    by_hand, own = [], []
    for asked in sets:
        read = [(x, reader.read(x.article)) for x in asked]
        own.append(of_marks(read))
        by_hand.append(of_marks((x, reader.sensed(with_times(x, r).by_hand)) for x, r in read))
    return by_hand, own


def of_incidents(rows: Sequence[Mapping[str, Any]], readings: Mapping[str, Reading]) -> Pool:
    """The killed and the wounded that are no part of others, with their incident."""
    return pool(
        (p, (row["incident"], p.predicate))
        for row in rows
        for article in row["articles"]
        for p in profiles(readings[article["doc"]]).values()
        if p.predicate in {"killed", "wounded"} and p.population == "people" and not p.total and p.relation != "part"
    )


def moved(incidents: Pool, rng: np.random.Generator) -> Floats:
    """Evidence for pairs of two incidents, with place and day as two reports of one incident have them; shape (``SHARED``, pieces)."""
    given, answer, same = incidents.pairs()
    models = given[(answer > 0) & ~same]
    i, j = np.nonzero(np.tril(np.array([[a[0] != b[0] and a[1] == b[1] for b in incidents.labels] for a in incidents.labels]), -1))
    drawn = rng.permutation(len(i))[:SHARED]
    out = incidents.stack[:, i[drawn], j[drawn]].T.astype(float)
    columns = [n for n, name in enumerate(NAMES) if name in WHERE_AND_WHEN]
    out[:, columns] = models[rng.integers(len(models), size=len(out))][:, columns]
    return out


def fitted(x: Floats, y: Floats, weight: Floats, held: Mapping[str, tuple[float | None, float | None]]) -> Floats:
    """Weights, one a piece of evidence, within bounds: those of ``held``, else of the sign that is known. The bias is not penalised."""
    bounds = [held.get(n, (0, None) if n in FOR else (None, 0) if n in AGAINST else (None, None)) for n in NAMES]

    def loss(t: Floats) -> tuple[float, Floats]:
        p = 1 / (1 + np.exp(-x @ t))
        shrink = np.r_[0.0, t[1:]]
        cost = -(weight * (y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))).sum() + PENALTY * (shrink**2).sum() / 2
        return float(cost), x.T @ (weight * (p - y)) + PENALTY * shrink

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x)


def learned(
    marks: Sequence[Pool], invented: Sequence[Pool], incidents: Pool, pretended: Floats, score: Callable[..., float]
) -> tuple[Floats, Floats]:
    """The weights for two figures of one article, which marked groups alone teach, and of two."""
    drawn = [p.pairs() for p in (*marks, *invented)]
    x, y, same = (np.concatenate([d[k] for d in drawn]) for k in range(3))
    real = sum(len(y) for _, y, _ in drawn[: len(marks)])
    weight = np.repeat([1.0, OF_INVENTED], [real, len(y) - real])
    within = fitted(x[same], y[same], weight[same], HELD_WITHIN)
    ix, iy, isame = incidents.pairs()
    xs, ys = [x[~same], ix[~isame], pretended], [y[~same], iy[~isame], np.zeros(len(pretended))]
    weights = [weight[~same], *(np.full(len(v), w) for v, w in zip(ys[1:], (OF_INCIDENTS, PRETENDED), strict=True))]
    across = fitted(np.concatenate(xs), np.concatenate(ys), np.concatenate(weights), HELD)
    bias = np.eye(len(NAMES))[0]
    every = [*marks, incidents]
    across = max((across + b * bias for b in STEPS), key=lambda w: score(every, within, w))
    return max((within + a * bias for a in STEPS), key=lambda w: score(every, w, across)), across


def main() -> None:
    """Fit on what the command line names and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path, help="a folder of marked groups")
    parser.add_argument("incidents", type=Path, help="a file of incidents, one JSON object a line")
    parser.add_argument("eval", type=Path, help="the folder with the scorer figures.py")
    parser.add_argument("--marks", type=Path, nargs="*", default=[], help="files of marks by offsets")
    parser.add_argument("--invented", type=Path, nargs="*", default=[], help="folders of invented articles")
    parser.add_argument("--readings", type=Path, help="a folder that keeps readings between runs")
    parser.add_argument("--held-out", action="store_true", help="measure each group by weights fitted without it")
    a = parser.parse_args()
    sys.path.insert(0, str(a.eval))
    scorer = importlib.import_module("figures")
    reader = cast(Reader, Keeper(a.readings)) if a.readings else Reader.load()
    rows = [json.loads(row) for row in a.incidents.read_text(encoding="utf-8").splitlines()]
    sets = {f.stem: of_group(f) for f in sorted(a.groups.glob("*.json"))}
    if a.marks:
        incident = {r["doc"]: row["incident"] for row in rows for r in row["articles"]}
        lines = (a.groups.parent / "polnear/train.jsonl").read_text(encoding="utf-8").splitlines()
        texts = {r["doc"]: r for r in (*map(json.loads, lines), *(r for row in rows for r in row["articles"]))}
        sets |= {f.stem: of_offsets(f, texts, incident) for f in sorted(a.marks)}
    sets = {name: asked for name, asked in sets.items() if any(q for x in asked for q in x.questions)}
    by_hand, own = both(reader, sets.values())
    invented = [p for pools in both(reader, (asked for f in a.invented for asked in of_invented(f).values())) for p in pools]
    rows = rows[::2]
    incidents = of_incidents(rows, {r["doc"]: reader.read(entered(r)) for row in rows for r in row["articles"]})
    pretended = moved(incidents, np.random.default_rng(0))

    def score(pools: Sequence[Pool], within: Floats, across: Floats) -> float:
        return float(np.mean([scorer.f1(*scorer.bcubed(p.grouped(within, across))) for p in pools]))

    def chosen(pools: Sequence[Pool], within: Floats, across: Floats) -> float:
        pairs = [p.grouped(within, across) for p in pools]
        often = [Counter(question for question, _ in found) for found in pairs]
        large = [[pair for pair in found if n[pair[0]] >= SEVERAL] for found, n in zip(pairs, often, strict=True)]
        return float(np.mean([scorer.f1(*scorer.bcubed(found)) for found in (*pairs, *pairs, *large) if found]))

    for n, name in enumerate(sets if a.held_out else ()):
        rest = [p for k, pair in enumerate(zip(by_hand, own, strict=True)) if k != n for p in pair]
        weights = learned(rest, invented, incidents, pretended, chosen)
        print(f"{name:10} held out: marked figures {score([by_hand[n]], *weights):.3f}, own {score([own[n]], *weights):.3f}")
    within, across = learned([*by_hand, *own], invented, incidents, pretended, chosen)
    print(
        f"all: marked figures {score(by_hand, within, across):.3f}, own {score(own, within, across):.3f}, incidents {score([incidents], within, across):.3f}"
    )
    for name, found in (("WITHIN", within), ("ACROSS", across)):
        lines = [", ".join(str(round(float(v), 2) + 0.0) for v in part) for part in np.array_split(found, 3)]
        print(f"{name} = (\n    " + ",\n    ".join(lines) + ",\n)  # fmt: skip")


if __name__ == "__main__":
    main()
