"""Where a figure is about: the most specific place that its sentence, its passage or the article names for it.

Every place named in the article is a candidate; a weighted sum over what stands between it and the figure chooses. The weights are fitted by
``training/places.py`` (a conditional logit over the candidates of each figure; McFadden, *Frontiers in Econometrics*, 1974).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from sayso.domain import Span
from sayso.reader.analysis import Analysis
from sayso.reader.gazetteer import Gazetteer, shared
from sayso.reader.placefeatures import Features
from sayso.reader.placenames import Mention, mentions
from sayso.reader.placeweights import WEIGHTS

_NEAR = 16  # mentions on either side of a figure that are weighed
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

    def of(self, amount: Span) -> Span | None:
        """The place named for the figure at ``amount``, None where the article names none."""
        weighed = ((sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items()), m) for m, features in self.candidates(amount))
        best = max(weighed, key=lambda f: f[0], default=None)
        return best[1].span if best else None

    def candidates(self, amount: Span) -> Iterator[tuple[Mention, dict[str, float]]]:
        """The nearest mention of each place that the figure at ``amount`` may be about, with what speaks for and against it by name."""
        at = bisect_left(self._starts, amount.start)
        near = range(max(0, at - _NEAR), min(len(self.mentions), at + _NEAR))
        closest: dict[str, int] = {}
        for i in sorted(near, key=lambda i: self._gap(amount, self.mentions[i])):
            closest.setdefault(self._keys[i], i)
        for i in self._leading:
            closest.setdefault(self._keys[i], i)
        chosen = list(closest.values())
        for i, features in zip(chosen, self._features.of(amount, chosen), strict=True):
            yield self.mentions[i], features

    def _gap(self, amount: Span, m: Mention) -> int:
        return m.span.start - amount.end if m.span.start >= amount.end else amount.start - m.span.end
