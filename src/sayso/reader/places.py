"""Where a figure is about: the most specific place that its sentence, its passage or the article names for it.

Every place named in the article is a candidate; a weighted sum over what stands between it and the figure chooses. The weights are fitted by
``training/places.py`` (a conditional logit over the candidates of each figure; McFadden, *Frontiers in Econometrics*, 1974).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.domain import Span
from sayso.reader.analysis import Analysis
from sayso.reader.gazetteer import Gazetteer, shared
from sayso.reader.placefeatures import Features
from sayso.reader.placenames import mentions
from sayso.reader.placeweights import WEIGHTS

_NEAR = 16  # mentions on either side of a figure that are weighed
_FAINT = -4.0  # what the pointer says of a place that it saw nothing of, and the least it says of any
_LEADING = 24  # places named first in the article that are weighed for every figure


class Places:
    """The places of one article.

    >>> from sayso.reader.sentences import paragraphs, sentences
    >>> text = "Nine sailors drowned in Port Ellery on Monday. Four more are missing."
    >>> Places(Analysis(text, (), sentences(text), paragraphs(text))).of(Span.cut(text, 47, 51)).surface
    'Port Ellery'
    """

    def __init__(self, analysis: Analysis, gazetteer: Gazetteer | None = None) -> None:
        """Find every mention of a place once."""
        self.mentions = mentions(analysis, gazetteer or shared())
        self._features = Features(analysis, self.mentions)
        self._starts, self._keys = self._features.starts, self._features.keys
        self._leading = [bisect_left(self._starts, m.span.start) for m in islice(self._features.first.values(), _LEADING)]

    def of(self, amount: Span, pointed: Sequence[float] = ()) -> Span | None:
        """The place named for the figure at ``amount``, None where the article names none.

        ``pointed`` are the network's log-probabilities that the figure is about each of ``mentions``; it knows nothing of those far away.
        """
        best = max(((self._weight(i, features, pointed), -i) for i, features in self.candidates(amount)), default=None)
        return self.mentions[-best[1]].span if best else None

    def _weight(self, i: int, features: dict[str, float], pointed: Sequence[float]) -> float:
        said = sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
        return said + max(pointed[i], _FAINT) if pointed else said

    def candidates(self, amount: Span) -> Iterator[tuple[int, dict[str, float]]]:
        """The nearest mention of each place that the figure at ``amount`` may be about, by its index, with what speaks for and against it by name."""
        at = bisect_left(self._starts, amount.start)
        near = range(max(0, at - _NEAR), min(len(self.mentions), at + _NEAR))
        closest: dict[str, int] = {}
        for i in sorted(near, key=lambda i: self._gap(amount, self.mentions[i].span)):
            closest.setdefault(self._keys[i], i)
        for i in self._leading:
            closest.setdefault(self._keys[i], i)
        chosen = list(closest.values())
        for i, features in zip(chosen, self._features.of(amount, chosen), strict=True):
            yield i, features

    def _gap(self, amount: Span, place: Span) -> int:
        return place.start - amount.end if place.start >= amount.end else amount.start - place.end
