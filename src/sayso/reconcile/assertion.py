"""What a sentence asserts of a figure: the outcome word that stands nearest, counted in words and in what lies between.

"Three people were killed and five others injured" gives the three to *killed* and the five to *injured*; "killed 32 and wounded 40" the other way round.
A conjunction, a clause boundary or another number between a figure and an outcome makes it a worse fit, as does every word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.reconcile.concepts import OUTCOMES, folded

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[,;:.!?()]")
_FAR = 14.0  # what lies further is another clause's business
_REACH = 24  # words looked at on each side
_COSTS = {
    "and": 4.0,
    "but": 5.0,
    "while": 5.0,
    "as": 2.0,
    ",": 1.5,
    ";": 5.0,
    ":": 3.0,
    ".": 7.0,
    "!": 7.0,
    "?": 7.0,
    "after": 2.0,
    "when": 3.0,
}
_BRACKET = frozenset(("including", "among", "them", "whom", "included"))
_NUMBER = re.compile(
    r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|scores|several|tens"
)
# Words that are outcomes only in company: "claimed the lives of", "sent two to the hospital", "lost their lives".
_LIVES = frozenset(("claimed", "claim", "claims", "lost", "cost", "costs", "taking", "took"))
_TOWARDS = frozenset(("to", "in", "into"))
_WEAK = {
    "shot": 2.5,
    "shooting": 5.0,
    "charge": 2.0,
    "charges": 2.0,
    "home": 6.0,
    "toll": 0.0,
    "murder": 3.0,
    "release": 3.0,
    "treated": 1.0,
}


class Outcome(NamedTuple):
    """An outcome class and how far off it stood: below 4 it is the figure's own, above it is a guess; ``shared`` where a number follows it at once."""

    name: str
    cost: float
    shared: bool = False


def outcome(text: str, start: int, end: int, inner: tuple[int, int] | None = None) -> Outcome | None:
    """The outcome that ``text`` asserts of the figure whose amount lies at ``start`` to ``end``; None where none is near.

    ``inner`` is where the counted phrase lies; an outcome in it ("six wounded", "12 martyrs") is the figure's own. Offsets are code points.

    >>> said = "Three people were killed and five others injured."
    >>> outcome(said, 0, 5).name, outcome(said, 29, 33).name
    ('killed', 'wounded')
    >>> outcome("Shelling left 7 families in the cold.", 14, 15) is None
    True
    """
    tokens = [(m.start(), m.end(), folded(m.group())) for m in _TOKEN.finditer(text)]
    first = next((i for i, t in enumerate(tokens) if t[1] > start), len(tokens))
    last = next((i for i, t in enumerate(tokens) if t[0] >= end), len(tokens))
    if inner:
        inside = [w for a, b, w in tokens if inner[0] <= a and b <= inner[1]]
        named = next(
            (OUTCOMES[w] for w in reversed(inside) if w in OUTCOMES and w not in {"shooting", "shootings", "charge", "charges", "home"}),
            None,
        )
        if named in {"killed", "wounded", "displaced", "missing", "detained"}:
            return Outcome(named, 0.0)
        if inside and inside[-1] in {"casualties", "casualty"}:
            return Outcome("killed or wounded", 0.0)
        last = max(last, next((i for i, t in enumerate(tokens) if t[0] >= inner[1]), len(tokens)))
    words = [t[2] for t in tokens]
    ahead, behind = _ahead(words, last), _behind(words, first)
    if behind and ahead and behind.cost < 1 and ahead.shared:
        return behind
    best = min((o for o in (ahead, behind) if o), key=lambda o: o.cost, default=None)
    return best if best and best.cost <= _FAR else None


def _named(words: list[str], i: int) -> str | None:
    """The outcome class of the word at ``i`` in its company; None where it is none."""
    w = words[i]
    if w in {"lives", "life"}:
        return "killed" if _LIVES & set(words[max(0, i - 3) : i + 1]) else None
    if w == "toll":
        return "killed" if "death" in words[max(0, i - 1) : i] else None
    if w in {"hospital", "hospitals"}:
        return "hospitalized" if _TOWARDS & set(words[max(0, i - 3) : i]) else None
    name = OUTCOMES.get(w)
    if name == "shot" and (words[i + 1 : i + 2] == ["dead"] or "fatally" in words[max(0, i - 1) : i + 2]):
        return "killed"
    if name == "shot" and words[i + 1 : i + 2] == ["down"]:
        return None
    if name == "killed" and _pair(words, i, "wounded"):
        return "killed or wounded"
    if name == "wounded" and _pair(words, i, "killed"):
        return "killed or wounded"
    return name


def _pair(words: list[str], i: int, other: str) -> bool:
    """Whether the outcome at ``i`` is joined to ``other`` without a number between: "killed or wounded", "dead and injured"."""
    joined = {"and", "or", "/"}
    after = i + 2 < len(words) and words[i + 1] in joined and OUTCOMES.get(words[i + 2]) == other and not _number(words, i + 3)
    before = i >= 2 and words[i - 1] in joined and OUTCOMES.get(words[i - 2]) == other and not _number(words, i + 1)
    return after or before


def _number(words: list[str], i: int) -> bool:
    return any(_NUMBER.fullmatch(w) is not None for w in words[i : i + 2])


def _ahead(words: list[str], at: int) -> Outcome | None:
    cost, bracket = 0.0, False
    best: Outcome | None = None
    for i in range(at, min(len(words), at + _REACH)):
        w = words[i]
        name = _named(words, i)
        if name:
            # "and wounded 40": the next figure's own word.
            spent = i + 1 < len(words) and _number(words, i + 1) and not (i and words[i - 1] in {"were", "was", "been", "be"})
            found = Outcome(name, cost + _WEAK.get(w, 0.0) + (5.0 if spent and i > at else 0.0), spent)
            if best is None or found.cost < best.cost:
                best = found
            cost += 4.0
        bracket = bracket or w in _BRACKET
        if w in _COSTS:
            cost += _COSTS[w] * (0.5 if bracket and w == "," else 1.0)
        elif _NUMBER.fullmatch(w) and w not in {"a", "an", "one"} and i > at:
            cost += 1.0 if bracket else 5.0
        else:
            cost += 0.35
        if cost > _FAR:
            break
    return best


def _behind(words: list[str], at: int) -> Outcome | None:
    cost = 0.0
    best: Outcome | None = None
    for i in range(at - 1, max(-1, at - _REACH), -1):
        w = words[i]
        name = _named(words, i)
        if name:
            passive = i and words[i - 1] in {"were", "was", "been", "be", "are", "is"}
            answered = any(_NUMBER.fullmatch(v) and v not in {"a", "an"} for v in words[max(0, i - 3) : i])
            found = Outcome(name, cost + _WEAK.get(w, 0.0) + (2.5 if passive else 0.4) + (2.0 if answered else 0.0))
            if best is None or found.cost < best.cost:
                best = found
            cost += 4.0
        if w in _COSTS:
            cost += _COSTS[w]
        elif _NUMBER.fullmatch(w) and w not in {"a", "an", "one"}:
            cost += 4.0
        else:
            cost += 0.5
        if cost > _FAR:
            break
    return best
