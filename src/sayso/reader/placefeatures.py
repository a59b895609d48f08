"""What speaks for and against a place being the one that a figure is about, by name: where it stands, how it is led in, what sort of place it is.

The names are those of the fitted weights in ``placeweights.py``. Every feature looks at the article alone, none at a list of known cases.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Kind, Statement
from sayso.reader.placenames import Mention, Rank
from sayso.reader.placewords import CAPITAL_WIRE

_WITHIN = re.compile(
    r"^(?: (?:neighbou?rhoods?|districts?|area|town|village|city|suburb|apartments?|complex))?,? (?:in|of) (?:the )?(?:[\w-]+ ){0,4}$"
)
_NATION = re.compile(r"\b(?:civil war|war|conflict|uprising|nationwide|countrys?|country's|nations?|nation's|national)\b", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:kill\w*|dead|deaths?|died|wound\w*|injur\w*|shot|shootings?|victims?|slain|hurt|attacks?|strikes?|airstrikes?|bodies)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:happened|occurred|took place|broke out|opened fire|were called|responded|shot (?:at|in|inside|outside|near)|shooting (?:at|in|inside|outside|near)"
    r"|(?:hit|struck|targeted|rocked|attacked|bombed|shelled)|(?:attacks?|strikes?|raids?|explosion|blast|bombing|shelling) (?:on|in|at|near))\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\bper ?cent\b|\$|\bpoints?\b|illion\b", re.IGNORECASE)
_LARGE = re.compile(r"\d{5}|\d,\d{3}|illion|thousands", re.IGNORECASE)
_CARE = re.compile(r"\b(?:hospital|jail|prison|court|courthouse|health|medical)\b", re.IGNORECASE)
_COUNTS = re.compile(r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|several|hundreds?)\b", re.IGNORECASE)
_CUES = {
    "in": "in", "at": "at", "near": "near", "outside": "near", "inside": "in", "on": "on", "of": "of", "across": "in", "throughout": "in",
    "within": "in", "": "none", "from": "from", "to": "to", "into": "to", "towards": "to", "around": "near",
}  # fmt: skip
_UNKNOWN = "other"
# What an article calls a place once it has named it, and the ranks of what that may be.
_REFERRED = re.compile(
    r"\b(?:the|that|this|its|provinces?|citys|towns)[ '](?:[\w-]+[ -]){0,2}?(town|city|village|state|province"
    r"|district|neighbou?rhood|camp|base|airbase|airport|region|area"
    r"|enclave|country|countys|hospital|school|club|store|salon|church|county|bakery|market)s?\b",
    re.IGNORECASE,
)
_REFERENTS = {
    "state": {Rank.REGION}, "province": {Rank.REGION, Rank.CITY, Rank.NAMED}, "county": {Rank.REGION}, "country": {Rank.COUNTRY},
    "city": {Rank.CITY}, "town": {Rank.CITY, Rank.NAMED}, "village": {Rank.NAMED, Rank.CITY},
    "region": {Rank.REGION, Rank.NAMED, Rank.CITY}, "area": {Rank.NAMED, Rank.PART, Rank.VENUE, Rank.CITY}, "enclave": {Rank.NAMED, Rank.CITY},
    "district": {Rank.NAMED, Rank.PART, Rank.CITY}, "camp": {Rank.NAMED}, "base": {Rank.NAMED}, "airbase": {Rank.NAMED},
}  # fmt: skip
_UNNAMED = re.compile(
    r"\b(?:an?|the|one|two) (?:[\w-]+ ){0,3}?(?:school|hospital|town|village|store|club|bar|home|house|apartment|armory|hall|church"
    r"|mosque|market|restaurant|party|salon|shop|camp"
    r"|bus|base|airbase|convoy|bakery|region|area|suburbs?|outskirts|district|neighbou?rhood|complex)\b",
    re.IGNORECASE,
)
_WAR = re.compile(r"[- ](?:years?|old|months?)[- ](?:old )?(?:[\w-]+ )?(?:war|conflict|uprising|crisis)\b", re.IGNORECASE)
_LONG = re.compile(r"\b(?:since|began|started|war|conflict|uprising)\b", re.IGNORECASE)
_STEPS = 8  # the longest way up a tree that is followed
_LOOKED_AT = 40  # mentions before a figure that "the town" may stand for
_BACK = 4  # sentences before a figure in which a place counts as near


# Which features are weighed together, too: what a place is and where it stands, with how it is led in and how it is tied to other places.
_STANDS = frozenset(("same", *(f"back {i}" for i in (1, 2)), "next", "far before", "far after"))
_TIES = frozenset(
    (
        "deepest",
        "recent 0",
        "recent 1",
        "paragraph",
        "describes",
        "source",
        "inner",
        "outer",
        "ever inner",
        "ever outer",
        "refines",
        "unnamed exact",
        "referred",
        "topic same",
        "topic back",
        "precedes",
        "follows",
        "said too",
        "not said",
        "lead",
        "named place",
        "named other",
        "not named",
        "care",
        "back scene",
        "same verb",
    )
)
_AMOUNTS = {"rank": ("scene", "often", "late", "harm scene"), "stands": ("scene", "often", "late", "gap")}


def crossed(features: dict[str, float]) -> dict[str, float]:
    """The features with the products of those that are weighed together.

    >>> crossed({"rank city": 1.0, "same": 1.0, "care": 1.0})["same & care"]
    1.0
    """
    found = dict(features)
    stands = [name for name in features if name in _STANDS]
    ranks = [name for name in features if name.startswith("rank ")]
    for name in (*stands, *ranks):
        for tie in _TIES & features.keys():
            found[f"{name} & {tie}"] = features[tie]
        for measure in _AMOUNTS["stands" if name in _STANDS else "rank"]:
            if measure in features:
                found[f"{name} & {measure}"] = features[measure]
    for rank in ranks:
        for stand in stands:
            found[f"{rank} & {stand}"] = 1.0
    return found


class Features:
    """What speaks for and against each mention of a place of one article."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention]) -> None:
        """Look once at how often, where and beside what each place is named."""
        self.analysis, self.mentions = analysis, mentions
        self.starts = [m.span.start for m in mentions]
        self.keys = [m.key for m in mentions]
        self._sentences = [s.start for s in analysis.sentences]
        self._at = [self.sentence(m.span.start) for m in mentions]
        self._count = Counter(self.keys)
        self._most = max(self._count.values(), default=1)
        self.first: dict[str, Mention] = {}
        for m in mentions:
            self.first.setdefault(m.key, m)
        self._lead = analysis.sentences[min(2, len(analysis.sentences) - 1)].start + 1 if analysis.sentences else 0
        self._harmed, self._scenes = self._told(_HARM, ()), self._told(_HAPPENED, ("in", "at", "on", "near"))
        self._inner = {i for i in range(len(mentions) - 1) if self._lies_in(mentions[i], mentions[i + 1])}
        self._inside = {self.keys[i] for i in self._inner}
        self._around = {self.keys[i + 1] for i in self._inner}
        self._within: dict[str, set[str]] = {}
        for i in self._inner:
            self._within.setdefault(self.keys[i], set()).add(self.keys[i + 1])
        self._sources = sorted((r.start, r.end) for s in analysis.statements for r in (*s.source, *s.cue))
        self._named = {e.span.start: e.kind for e in analysis.entities}

    def sentence(self, offset: int) -> int:
        """The index of the sentence that an offset stands in."""
        return bisect_right(self._sentences, offset) - 1

    def of(self, amount: Span, indices: Sequence[int]) -> list[dict[str, float]]:
        """The features of the mentions at ``indices`` for the figure at ``amount``, all of them weighed against each other."""
        sentence = self.sentence(amount.start)
        around = self.analysis.sentences[sentence].surface if sentence >= 0 else ""
        recent = self._recent(amount)
        deepest = max((self.mentions[i].rank for i in indices if 0 <= sentence - self._at[i] <= 1), default=Rank.COUNTRY)
        said = self._said(amount)
        verb = self._verb(amount)
        found = [self._features(amount, sentence, around, i, recent, deepest, said, verb) for i in indices]
        here = {self.keys[i] for i, at in enumerate(self._at) if at == sentence}
        referred = self._referred(sentence, around)
        unnamed = bool(_UNNAMED.search(around))
        tail = self.analysis.text[amount.end : amount.end + 40]
        war = bool(_WAR.match(tail)) or bool(_LARGE.search(amount.surface) and _LONG.search(around))
        for i, features in zip(indices, found, strict=True):
            m, key = self.mentions[i], self.keys[i]
            if key not in here and self._within.get(key, set()) & here:
                features["refines"] = 1.0
                if unnamed:
                    features["refines unnamed"] = 1.0
            if key not in here and unnamed and m.rank >= Rank.NAMED:
                features["unnamed exact"] = 1.0
                features["unnamed exact scene"] = self._scenes.get(key, 0.0)
            if referred is not None and key == referred:
                features["referred"] = 1.0
            if war:
                features[f"war {m.rank.name.lower()}"] = 1.0
            if not here:
                features[f"none here {m.rank.name.lower()}"] = 1.0
                features["none here scene"] = self._scenes.get(key, 0.0)
                if self._harmed.get(key, 0.0) == 1.0:
                    features["none here most harmed"] = 1.0
        return [crossed(features) for features in found]

    def _referred(self, sentence: int, around: str) -> str | None:
        """The place last named that "the town" or "the state" of a sentence can stand for."""
        last = bisect_right(self._at, sentence - 1)
        for match in _REFERRED.finditer(around):
            noun = match.group(1).lower()
            before = range(last - 1, max(-1, last - 1 - _LOOKED_AT), -1)
            for i in before:
                m = self.mentions[i]
                if noun in self.analysis.text[max(0, m.span.start - len(noun) - 8) : m.span.end].lower():
                    return self.keys[i]
            ranks = _REFERENTS.get(noun, set())
            if (found := next((i for i in before if self.mentions[i].rank in ranks), None)) is not None:
                return self.keys[found]
        return None

    def _recent(self, amount: Span) -> dict[str, int]:
        """The places named before a figure, the last one first."""
        order: dict[str, int] = {}
        for i in range(bisect_left(self.starts, amount.start) - 1, -1, -1):
            order.setdefault(self.keys[i], len(order))
            if len(order) > 3:
                break
        return order

    def _said(self, span: Span) -> Statement | None:
        """The shortest statement whose content holds a span."""
        held = [s for s in self.analysis.statements if any(c.holds(span) for c in s.content)]
        return min(held, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def _verb(self, span: Span) -> int:
        """The nearest verb above the last word of a span, -1 where the tree shows none."""
        words = self.analysis.words
        inside = self.analysis.words_in(span.start, span.end)
        at = inside[-1] if len(inside) else -1
        for _ in range(_STEPS):
            if at < 0 or words[at].pos == "VERB":
                return at
            at = words[at].head
        return -1

    def _head(self, span: Span) -> int:
        inside = self.analysis.words_in(span.start, span.end)
        return self.analysis.words[inside[-1]].head if len(inside) else -1

    def _features(
        self, amount: Span, sentence: int, around: str, i: int, recent: dict[str, int], deepest: Rank, said: Statement | None, verb: int
    ) -> dict[str, float]:
        m, key, text = self.mentions[i], self.keys[i], self.analysis.text
        back = sentence - self._at[i]
        rank, cue = m.rank.name.lower(), _CUES.get(m.cue, _UNKNOWN)
        after = m.span.start >= amount.end
        found = {f"rank {rank}": 1.0, "often": self._count[key] / self._most, "repeated": math.log(self._count[key])}
        found["late"] = math.log1p(self.first[key].span.start / 400)
        found["scene"] = self._scenes.get(key, 0.0)
        where = (
            "same"
            if back == 0
            else f"back {back}"
            if 0 < back <= _BACK
            else "next"
            if back == -1
            else "far before"
            if back > 0
            else "far after"
        )
        found[where] = 1.0
        if self.first[key].span.start < self._lead:
            found["lead"] = 1.0
        if key in recent:
            found[f"recent {recent[key]}"] = 1.0
        if m.rank == deepest:
            found["deepest"] = 1.0
        if -2 < back <= _BACK:
            found[f"cue {cue}"] = 1.0
        if 0 <= back <= _BACK and m.span.start - self.analysis.sentences[self._at[i]].start < 14 and cue in {"in", "at", "near", "on"}:
            found["topic same" if back == 0 else "topic back"] = 1.0
        here, there = self.analysis.paragraph_at(amount.start), self.analysis.paragraph_at(m.span.start)
        if here is not None and here == there:
            found["paragraph"] = 1.0
        if back == 0:
            found |= self._beside(amount, i, after, cue, rank, verb)
        elif 0 < back <= _BACK:
            found[f"back {rank}"] = 1.0
            if _HARM.search(around) and _HAPPENED.search(self.analysis.sentences[self._at[i]].surface):
                found["back scene"] = 1.0
        if self._in_source(m.span):
            found["source"] = 1.0
        if said is not None:
            found["said too" if any(c.holds(m.span) for c in said.content) else "not said"] = 1.0
        for name, holds in (("inner", i in self._inner), ("outer", i - 1 in self._inner), ("ever inner", key in self._inside),
                            ("ever outer", key in self._around)):  # fmt: skip
            if holds:
                found[name] = 1.0
        if _HARM.search(around):
            found[f"harm {rank}"] = 1.0
            found["harmed"] = self._harmed.get(key, 0.0)
            found["harm scene"] = self._scenes.get(key, 0.0)
        for name, pattern, where in (("nation", _NATION, around), ("share", _SHARE, amount.surface), ("large", _LARGE, amount.surface)):
            if pattern.search(where):
                found[f"{name} {rank}"] = 1.0
        if _CARE.search(m.span.surface):
            found["care"] = 1.0
        kind = self._named.get(m.span.start)
        found["named place" if kind is Kind.PLACE else "named other" if kind is not None else "not named"] = 1.0
        behind = text[m.span.end : m.span.end + 2]
        if behind[:1] == " " and behind[1:].islower():
            found["describes"] = 1.0
        if behind[:1] in {"'", "\u2019"}:
            found["owns"] = 1.0
        if CAPITAL_WIRE.match(m.span.surface):
            found["wire"] = 1.0
        return found

    def _beside(self, amount: Span, i: int, after: bool, cue: str, rank: str, verb: int) -> dict[str, float]:
        """How a place stands to a figure of the same sentence."""
        m = self.mentions[i]
        first, last = (amount.end, m.span.start) if after else (m.span.end, amount.start)
        gap = self.analysis.text[first:last]
        at = bisect_left(self.starts, amount.start)
        side = "after" if after else "before"
        found = {side: 1.0, "gap": math.log1p(len(gap) / 20), "marks": float(min(3, sum(gap.count(c) for c in ',;:("')))}
        found["between"] = float(min(3, abs(i - at + (m.span.start < amount.start))))
        found[f"counts {side}"] = float(min(3, len(_COUNTS.findall(gap[:400]))))
        found[f"same {rank}"] = 1.0
        found[f"same {cue}"] = 1.0
        found[f"{side} {cue}"] = 1.0
        found["follows"] = float(i == at)
        found["precedes"] = float(i == at - 1)
        if verb >= 0 and self._verb(m.span) == verb:
            found["same verb"] = 1.0
        if after and (head := self._head(m.span)) >= 0 and head == self._head(amount):
            found["same head"] = 1.0
        if re.search(r"\b(?:and|while|as|after|but)\b", gap[:400]):
            found[f"joined {side}"] = 1.0
        return found

    def _in_source(self, span: Span) -> bool:
        at = bisect_right(self._sources, (span.start, 1 << 60))
        return any(a <= span.start < b for a, b in self._sources[max(0, at - 4) : at])

    def _told(self, pattern: re.Pattern[str], cues: Sequence[str]) -> dict[str, float]:
        """The share of a place's mentions that stand in sentences of a kind, behind one of the cues, the place most often so counted as one."""
        counted: Counter[str] = Counter()
        known: dict[int, bool] = {}
        for m, at in zip(self.mentions, self._at, strict=True):
            if at >= 0 and at not in known:
                known[at] = bool(pattern.search(self.analysis.sentences[at].surface))
            counted[m.key] += known.get(at, False) and (not cues or _CUES.get(m.cue, _UNKNOWN) in cues)
        most = max(1, *counted.values()) if counted else 1
        return {key: n / most for key, n in counted.items()}

    def _lies_in(self, a: Mention, b: Mention) -> bool:
        """Whether the text says that one place is in the next ("Ost in Brack province")."""
        near = b.span.start - a.span.end < 60 and a.rank > b.rank
        return near and bool(_WITHIN.match(self.analysis.text[a.span.end : b.span.start]))
