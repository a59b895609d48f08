"""Where a figure is about: the most specific place that its sentence, its passage or the article names for it.

Every place named in the article is a candidate; a weighted sum over what stands between it and the figure chooses. The weights are fitted by
``training/places.py`` (a conditional logit over the candidates of each figure; McFadden, *Frontiers in Econometrics*, 1974).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sayso.domain import Span
from sayso.reader.analysis import Analysis
from sayso.reader.gazetteer import Gazetteer, shared
from sayso.reader.placenames import Mention, Rank, mentions
from sayso.reader.placeweights import WEIGHTS

_NEAR = 16  # mentions on either side of a figure that are weighed
_LEADING = 24  # places named first in the article that are weighed for every figure
_WITHIN = re.compile(
    r"^(?: (?:neighbou?rhoods?|districts?|area|town|village|city|suburb|apartments?|complex))?,? (?:in|of) (?:the )?(?:[\w-]+ ){0,4}$"
)
_NATION = re.compile(r"\b(?:civil war|war|conflict|uprising|nationwide|countrys?|country's|nations?|nation's|national)\b", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:kill\w*|dead|deaths?|died|wound\w*|injur\w*|shot|shootings?|victims?|slain|hurt|attacks?|strikes?|airstrikes?|bodies)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\bper ?cent\b|\$|\bpoints?\b|illion\b", re.IGNORECASE)
_LARGE = re.compile(r"\d{5}|\d,\d{3}|illion|thousands", re.IGNORECASE)
_CARE = re.compile(r"\b(?:hospital|jail|prison|court|courthouse|health|medical)\b", re.IGNORECASE)
_CUES = {
    "in": "in",
    "at": "at",
    "near": "at",
    "outside": "at",
    "inside": "in",
    "on": "on",
    "of": "of",
    "across": "in",
    "throughout": "in",
    "within": "in",
    "": "none",
}


class Places:
    """The places of one article.

    >>> from sayso.reader.sentences import paragraphs, sentences
    >>> text = "Nine sailors drowned in Port Ellery on Monday. Four more are missing."
    >>> Places(Analysis(text, (), sentences(text), paragraphs(text))).of(Span.cut(text, 47, 51)).surface
    'Port Ellery'
    """

    def __init__(self, analysis: Analysis, gazetteer: Gazetteer | None = None) -> None:
        """Find every mention of a place once."""
        self.analysis = analysis
        self.mentions = mentions(analysis, gazetteer or shared())
        self._starts = [m.span.start for m in self.mentions]
        self._keys = [m.key for m in self.mentions]
        self._count = Counter(self._keys)
        self._lead = analysis.sentences[min(2, len(analysis.sentences) - 1)].start + 1 if analysis.sentences else 0
        self._most = max(self._count.values(), default=1)
        self._first: dict[str, Mention] = {}
        for m in self.mentions:
            self._first.setdefault(m.key, m)
        self._leading = [bisect_left(self._starts, m.span.start) for m in islice(self._first.values(), _LEADING)]
        self._harmed = self._scenes()
        self._inner = {i for i in range(len(self.mentions) - 1) if self._lies_in(self.mentions[i], self.mentions[i + 1])}
        self._inside = {self.mentions[i].key for i in self._inner}
        self._around = {self.mentions[i + 1].key for i in self._inner}

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
        sentence = bisect_right(self.analysis.sentences, amount.start, key=lambda s: s.start) - 1
        around = self.analysis.sentences[sentence].surface if sentence >= 0 else ""
        for i in closest.values():
            yield self.mentions[i], self._features(amount, sentence, around, i)

    def _features(self, amount: Span, sentence: int, around: str, i: int) -> dict[str, float]:
        m, key = self.mentions[i], self._keys[i]
        back = sentence - bisect_right(self.analysis.sentences, m.span.start, key=lambda s: s.start) + 1
        rank = m.rank.name.lower()
        cue = _CUES.get(m.cue, "other")
        found = {f"rank {rank}": 1.0, "often": self._count[key] / self._most, "repeated": math.log(self._count[key])}
        found["late"] = math.log1p(self._first[key].span.start / 400)
        if _LARGE.search(amount.surface):
            found[f"large {rank}"] = 1.0
        if self._first[key].span.start < self._lead:
            found["lead"] = 1.0
        at = bisect_left(self._starts, amount.start)
        where = (
            "same"
            if back == 0
            else f"back {back}"
            if 0 < back <= 3
            else "next"
            if back == -1
            else "far before"
            if back > 0
            else "far after"
        )
        found[where] = 1.0
        if -2 < back < 4:
            found[f"cue {cue}"] = 1.0
        if back == 0:
            first, last = (amount.end, m.span.start) if m.span.start >= amount.end else (m.span.end, amount.start)
            gap = self.analysis.text[first:last]
            found["after"] = float(m.span.start >= amount.end)
            found["gap"] = math.log1p(len(gap) / 20)
            found["marks"] = float(min(3, sum(gap.count(c) for c in ',;:("')))
            found["between"] = float(min(3, abs(i - bisect_left(self._starts, amount.start) + (m.span.start < amount.start))))
            found[f"same {rank}"] = 1.0
            found[f"same {cue}"] = 1.0
            found["follows"] = float(i == at)
        elif 0 < back < 4:
            found[f"back {rank}"] = 1.0
        if i in self._inner:
            found["inner"] = 1.0
        if i - 1 in self._inner:
            found["outer"] = 1.0
        if key in self._inside:
            found["ever inner"] = 1.0
        if key in self._around:
            found["ever outer"] = 1.0
        if _HARM.search(around):
            found[f"harm {rank}"] = 1.0
            found["scene"] = self._harmed[key]
            if m.rank >= Rank.PART and m.cue:
                found["exact scene"] = self._harmed[key]
        if _NATION.search(around):
            found[f"nation {rank}"] = 1.0
        if _SHARE.search(amount.surface):
            found[f"share {rank}"] = 1.0
        if _CARE.search(m.span.surface):
            found["care"] = 1.0
        return found

    def _scenes(self) -> dict[str, float]:
        """The share of a place's mentions that stand in sentences about harm done, the place most often so counted as one."""
        harmed: Counter[str] = Counter()
        said: dict[int, bool] = {}
        for m in self.mentions:
            i = bisect_right(self.analysis.sentences, m.span.start, key=lambda s: s.start) - 1
            if i >= 0 and i not in said:
                said[i] = bool(_HARM.search(self.analysis.sentences[i].surface))
            harmed[m.key] += said.get(i, False)
        most = max(1, *harmed.values()) if harmed else 1
        return {key: n / most for key, n in harmed.items()}

    def _gap(self, amount: Span, m: Mention) -> int:
        return m.span.start - amount.end if m.span.start >= amount.end else amount.start - m.span.end

    def _lies_in(self, a: Mention, b: Mention) -> bool:
        """Whether the text says that one place is in the next ("Ost in Brack province")."""
        near = b.span.start - a.span.end < 60 and a.rank > b.rank
        return near and bool(_WITHIN.match(self.analysis.text[a.span.end : b.span.start]))
