"""Whether an amount is a change against another level: "10,000 fewer", "an increase of 12", "rose 5 percent", "down a third"."""

from __future__ import annotations

from sayso.reader.tokens import Token, low

_UP = frozenset(
    """rose rise rises risen rising increased increases increasing grew grows grown growing jumped jumps climbed climbs climbing gained
    gains surged surges soared soars up expanded""".split()
)
_DOWN = frozenset(
    """fell falls fallen falling dropped drops dropping decreased decreases decreasing declined declines declining shrank shrunk slipped
    slid plunged plummeted tumbled down""".split()
)
_UP_NOUNS = frozenset("increase rise jump growth surge gain hike uptick raise spike".split())
_DOWN_NOUNS = frozenset("decrease drop decline fall reduction cut decreases loss plunge dip cutback".split())
# "shot down three", "set up two": no change.
_PHRASAL = frozenset(
    """shot shooting shoot shoots gunned brought bringing burned tore blew blowing blown made makes making set sets setting rounded picked took
    taken broke broken closed shut pulled sent lined turned turning given gave came comes put putting ended ends opened backed build built
    building dug cleaned carved divided split laid tracked hunted locked rolled give signed called wrapped racked snapped""".split()
)


def changed(ts: list[Token], begin: int, end: int, past: int) -> str | None:
    """ "increase", "decrease" or None for the amount in tokens ``begin`` to ``end``, whose unit noun ends before token ``past``."""
    for at in dict.fromkeys((end, past)):
        for skip in (0, 1):
            word = low(ts, at + skip)
            if word in {"more", "higher"} and low(ts, at + skip + 1) == "than":
                return "increase"
            if word in {"fewer", "less", "lower"} and (low(ts, at + skip + 1) == "than" or skip == 0):
                return "decrease"
    return _led(ts, begin) or _followed(ts, past)


def _led(ts: list[Token], begin: int) -> str | None:
    """By a verb or noun before the amount: "rose 5 percent", "fell by 12", "an increase of 12", "down a third"."""
    word, at = low(ts, begin - 1), begin - 1
    if word == "of":
        noun = low(ts, at - 1)
        return "increase" if noun in _UP_NOUNS else "decrease" if noun in _DOWN_NOUNS else None
    if word == "by":
        at -= 1
        word = low(ts, at)
        near = [low(ts, k) for k in range(max(0, at - 3), at + 1)]
        if any(w in _UP - {"up"} for w in near):
            return "increase"
        if any(w in (_DOWN - {"down"}) | {"reduced", "cut", "lowered"} for w in near):
            return "decrease"
    if word in {"up", "down"} and low(ts, at - 1) in _PHRASAL:
        return None
    return "increase" if word in _UP else "decrease" if word in _DOWN else None


def _followed(ts: list[Token], past: int) -> str | None:
    """By a noun behind the amount: "a 5 percent increase", "a 12-point drop"."""
    for at in (past, past + 1):
        word = low(ts, at)
        if word in _UP_NOUNS - {"raise", "spike", "growth"} and low(ts, at - 1) != "to":
            return "increase"
        if word in _DOWN_NOUNS - {"cut", "loss", "fall"} and low(ts, at - 1) != "to":
            return "decrease"
    return None
