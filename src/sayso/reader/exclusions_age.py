"""Ages of people: "26-year-old", "Smith, 34,", "when she was ten", "voters 18 to 29", "65 and older"."""

from __future__ import annotations

from sayso.reader.exclusion_words import AGE_NOUNS, NO_NARROWING, PERSONS, PERSONS_TOGETHER, PLACED
from sayso.reader.exclusions_time import DASHES, ENDS, counted_follows, month
from sayso.reader.lexicon_numbers import MONTHS
from sayso.reader.numerals import Parsed
from sayso.reader.tokens import Token, low
from sayso.reader.units import UNITS

# Behind "when I was ten", these go on without a noun.
_AT_THAT_AGE = frozenset("my when and or i he she we his her our the that so at".split())
_OF_AN_AGE = PERSONS_TOGETHER | frozenset(
    """people voters americans adults those persons everyone anyone workers blacks whites latinos hispanics republicans democrats independents
    evangelicals millennials respondents members males females""".split()
)
# In brackets behind a number, these go on about what it counts: "In Aleppo, 20 (half of them women) died".
_OF_THEM = frozenset("all both half most mostly many some including among mainly one two three four five six seven eight nine ten".split())
_HEDGES = frozenset("about around just only already almost nearly barely still then".split())
_COMPARED = frozenset("older over under younger up above below".split())
_GROWN, _OLDEST = 10, 110  # years of whose who are spoken of by a bare number ("Lee, now 46")


def aged(ts: list[Token], p: Parsed) -> bool:
    """ "26-year-old", "aged 5", "Smith, 34,", "ages 4 to 9", "in her 40s", "turned 18"."""
    if p.value.denominator != 1 or not 0 <= p.value <= 120 or p.shape in {"vague", "couple"}:
        return False
    end, before = p.end, low(ts, p.first - 1)
    for _ in range(2):
        at = end + (low(ts, end) in DASHES)
        if low(ts, at) in AGE_NOUNS:
            old = at + 1 + (low(ts, at + 1) in DASHES)
            if low(ts, old) in {"old", "olds"}:
                return low(ts, old + 1) not in PLACED and low(ts, old + 2) not in PLACED
        if low(ts, at) in {"and", "to", "or", ","} and at + 1 < len(ts) and (ts[at + 1].digits or at + 1 < len(ts)):
            end = at + 2
        elif low(ts, end) in DASHES and end + 1 < len(ts) and ts[end + 1].digits:
            end = end + 2
        else:
            break
    if before in {"aged", "age", "ages", "turned", "turning", "turn", "turns"} and not counted_follows(ts, p.end):
        return True
    near = [low(ts, k) for k in range(max(0, p.first - 5), p.first)]
    if before in {"from", "between", "to", "and"} and {"age", "ages", "aged"} & set(near) and not counted_follows(ts, p.end):
        return True
    if before == "of" and low(ts, p.first - 2) in {"age", "ages"}:
        return True
    if before in {"-", "\u2013", "or"} and low(ts, p.first - 3) in {"aged", "ages", "age"}:
        return True
    if _spoken(ts, p) or _banded(ts, p):
        return True
    younger = low(ts, p.first - 2) in {"younger", "older"} and before == "than"
    under = before in {"under", "over", "below", "above"} and low(ts, p.first - 2) in _OF_AN_AGE
    if (younger or under) and (low(ts, p.end) in ENDS or low(ts, p.end) in NO_NARROWING):
        return True
    if before in {",", "("} and low(ts, p.first - 2) == "age" and low(ts, p.end) in {",", ")"}:
        return True
    if p.shape != "digits" or p.scale != 1:
        return False
    if joint_share(ts, p):
        return False
    if _set_off(ts, p) or _said_of(ts, p):
        return True
    if before == "," and p.first > 1 and ts[p.first - 2].surface[0].isupper() and low(ts, p.first - 2) not in MONTHS:
        return low(ts, p.end) in {",", ".", ";", ")"} or low(ts, p.end) in {"and", "of", "was", "is", "who"}
    if before == "(" and low(ts, p.end) == ")" and p.first > 1 and ts[p.first - 2].surface[:1].isupper():
        return True
    names = p.first > 2 and all(
        ts[p.first - k].surface[0].isupper() and ts[p.first - k].surface.isalpha() and len(ts[p.first - k].surface) > 1 for k in (1, 2)
    )
    return names and low(ts, p.end) == "of" and not month(ts, p.first - 1)


def _spoken(ts: list[Token], p: Parsed) -> bool:
    """ "I was ten", "when he was around 10", "she already was 18 at the time", "Justice Lee will be 78,", "Now 46 and retired"."""
    after, at = low(ts, p.end), p.first - 1
    while low(ts, at) in _HEDGES and low(ts, at) != "now":
        at -= 1
    if p.scale != 1 or p.value <= 1 or not (after in ENDS or after in _AT_THAT_AGE):
        return False
    verb, who = low(ts, at), at - 1
    if verb == "be" and low(ts, who) in {"will", "would"}:
        named = who > 0 and ts[who - 1].surface[0].isupper() and ts[who - 1].surface.isalpha() and p.shape == "digits"
        return (named or low(ts, who - 1) in {"i", "he", "she"}) and _GROWN < p.value < _OLDEST
    while low(ts, who) in _HEDGES:
        who -= 1
    if verb in {"was", "turned"} and low(ts, who) in {"i", "he", "she"}:
        return True
    return p.first == at + 1 and verb == "now" and _GROWN < p.value < _OLDEST and after in {",", "and"} and low(ts, who) in ENDS | {"who"}


def _banded(ts: list[Token], p: Parsed) -> bool:
    """ "voters 18 to 29", "those over 45", "65 and older": years that bound an age, of those who are named before or not at all."""
    if p.scale != 1 or not _GROWN <= p.value < _OLDEST or p.shape != "digits":
        return False
    before, after = low(ts, p.first - 1), low(ts, p.end)
    if after in {"and", "or"} and low(ts, p.end + 1) in _COMPARED and low(ts, p.end + 2) in ENDS | NO_NARROWING:
        return True
    if before in {"over", "under", "above", "below"}:
        whose = p.first - 2 - (low(ts, p.first - 2) in {"are", "were"})
        if low(ts, whose) in _OF_AN_AGE and after not in UNITS and after not in {"%", "percent", "per"}:
            return not counted_follows(ts, p.end) and (whose == p.first - 2 or after in ENDS)
    for first, last in ((p.first, p.end + 1), (p.first - 2, p.first)):  # the lower of the two, or the upper
        tied = low(ts, first + 1) in DASHES | {"to"} and first > 0 and last < len(ts) and ts[first].digits and ts[last].digits
        if tied and low(ts, first - 1) in _OF_AN_AGE and low(ts, last).isdecimal() and int(low(ts, first)) < int(low(ts, last)) < _OLDEST:
            return low(ts, last + 1) in ENDS or low(ts, last + 1) in NO_NARROWING or not counted_follows(ts, last + 1)
    return False


def joint_share(ts: list[Token], p: Parsed) -> bool:
    """ "Smith and Jones, 11 and 8 percent": a share, and no age, since it has its unit from the next one."""
    shared = {"percent", "%", "points"}
    return p.shape == "digits" and low(ts, p.end) in {"and", "or"} and low(ts, p.end + 1).isdecimal() and low(ts, p.end + 2) in shared


def _set_off(ts: list[Token], p: Parsed) -> bool:
    """ "The victim, 20, was", "three men, 24, 31 and 40, were", "Holt Jr., 26,", "Holt, 55 (shot in the leg)"."""
    begin, end = p.first, p.end
    for _ in range(3):
        if begin > 2 and low(ts, begin - 1) in {"and", ","} and ts[begin - 2].digits:
            begin -= 2
        if low(ts, end) in {"and", ","} and end + 1 < len(ts) and ts[end + 1].digits:
            end += 2
    if begin < 2 or low(ts, begin - 1) != ",":
        return False
    several, named, after = end - begin > 1, low(ts, begin - 2), low(ts, end)
    told = after == "(" and low(ts, end + 1).isalpha() and low(ts, end + 1) not in _OF_THEM and not counted_follows(ts, end + 1)
    ends = told or after in ENDS or after == "of" or (after == "and" and not several)
    if ends and (named in (PERSONS_TOGETHER if several else PERSONS) or (named == "." and low(ts, begin - 3) in {"jr", "sr"})):
        return True
    return told and not several and ts[begin - 2].surface[0].isupper() and named not in MONTHS


def _said_of(ts: list[Token], p: Parsed) -> bool:
    """ "both 16, and", "a neighbour who is 46,", "she was 19." """
    before, after = low(ts, p.first - 1), low(ts, p.end)
    if before == "both":
        return after in ENDS or (after == "and" and p.end + 1 < len(ts) and not ts[p.end + 1].digits)
    return before in {"is", "was"} and low(ts, p.first - 2) in {"who", "he", "she"} and after in ENDS
