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
# These move nothing of their own accord, or name the move: only before "by", or before a share or points.
_UP_LOOSE = frozenset(
    """climb climbing increase grow jump surge soar rise gain raised raises raise lifted lifts lift boosted boosts boost hiked hikes
    hike upped expand expands widened widens added adds add advanced advances edged rallied rebounded swelled improved""".split()
)
_DOWN_LOOSE = frozenset(
    """fall drop decrease decline shrink slip slide plunge tumble reduced reduces reduce cut cuts lowered lowers lower trimmed trims trim
    slashed slashes slash narrowed narrows eased eases ease dipped dips sank sinks slumped slumps retreated retreats contracted contracts
    shed sheds shrinks slips slides weakened cooled""".split()
)
_LOST = frozenset("lost loses lose losing".split())  # "lost by ten points" is a gap
_BY_REACH = 6  # tokens from the verb to its "by": "lifted its base rate by"
_UP_NOUNS = frozenset("increase rise jump growth surge gain hike uptick raise spike".split())
_DOWN_NOUNS = frozenset("decrease drop decline fall reduction cut decreases loss plunge dip cutback".split())
# "shot down three", "set up two": no change.
_PHRASAL = frozenset(
    """shot shooting shoot shoots gunned brought bringing burned tore blew blowing blown made makes making set sets setting rounded picked took
    taken broke broken closed shut pulled sent lined turned turning given gave came comes put putting ended ends opened backed build built
    building dug cleaned carved divided split laid tracked hunted locked rolled give signed called wrapped racked snapped""".split()
)


def changed(ts: list[Token], begin: int, end: int, past: int, unit: str = "other") -> str | None:
    """ "increase", "decrease" or None for the amount in tokens ``begin`` to ``end``, whose unit noun ends before token ``past``."""
    for at in dict.fromkeys((end, past)):
        for skip in (0, 1):
            word = low(ts, at + skip)
            if word in {"more", "higher"} and low(ts, at + skip + 1) == "than":
                return "increase"
            if word in {"fewer", "less", "lower"} and (low(ts, at + skip + 1) == "than" or skip == 0):
                return "decrease"
    return _led(ts, begin, end, unit) or _followed(ts, past)


def _led(ts: list[Token], begin: int, end: int, unit: str) -> str | None:
    """By a verb or noun before the amount: "rose 5 percent", "fell by 12", "an increase of 12", "down a third"."""
    word, at = low(ts, begin - 1), begin - 1
    measured = unit == "percent" or low(ts, end - 1) in {"point", "points"}
    if word == "of":
        return _named(low(ts, at - 1), unit)
    if word == "by":
        return _by(ts, at)
    if word in {"up", "down"} and low(ts, at - 1) in _PHRASAL:
        return None
    up, down = (_UP | _UP_LOOSE, _DOWN | _DOWN_LOOSE | _LOST) if measured else (_UP, _DOWN)
    return "increase" if word in up else "decrease" if word in down else None


def _named(noun: str, unit: str) -> str | None:
    if noun == "loss" and unit.startswith("money"):  # what a company loses in a year is a level
        return None
    return "increase" if noun in _UP_NOUNS else "decrease" if noun in _DOWN_NOUNS else None


def _by(ts: list[Token], at: int) -> str | None:
    """By the nearest verb of change before the "by" at token ``at``, within its clause."""
    for k in range(at - 1, max(-1, at - 1 - _BY_REACH), -1):
        word = low(ts, k)
        if not word.isalpha() and word not in {"-", "\u2019", "'"}:
            return None
        if word in _UP | _UP_LOOSE:
            return None if k + 1 < at and word == "up" else "increase"
        if word in _DOWN | _DOWN_LOOSE:
            return None if k + 1 < at and word == "down" else "decrease"
    return None


def _followed(ts: list[Token], past: int) -> str | None:
    """By a noun behind the amount: "a 5 percent increase", "a 12-point drop"."""
    for at in (past, past + 1):
        word = low(ts, at)
        if word in _UP_NOUNS - {"raise", "spike", "growth"} and low(ts, at - 1) != "to":
            return "increase"
        if word in _DOWN_NOUNS - {"cut", "loss", "fall"} and low(ts, at - 1) != "to":
            return "decrease"
    return None
