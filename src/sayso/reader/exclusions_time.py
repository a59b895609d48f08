"""Numbers of the calendar, the clock and of ages: days, years, hours, "26-year-old"."""

from __future__ import annotations

from sayso.reader.exclusion_words import (
    CLOCK,
    COUNTABLE,
    MONTH_ALONE,
    NO_NARROWING,
    SEASONS,
    YEAR_BEFORE,
)
from sayso.reader.lexicon_numbers import MONTHS, WEEKDAYS
from sayso.reader.numerals import Parsed
from sayso.reader.tokens import HYPHENS, Token, joined, low
from sayso.reader.units import SIGNS, UNITS

DASHES = HYPHENS | {"\u2013"}
ENDS = frozenset({"", ".", ",", ";", ":", "!", "?", ")"})
_ABOUT = frozenset("over about than nearly almost some around least roughly approximately to".split())
_ERAS = frozenset({"AD", "BC", "CE", "BCE"})
_SPAN = frozenset("to about around roughly circa c . and or".split())
_FIRST_YEAR, _THIS_CENTURY, _LAST_YEAR = 1000, 2000, 2100
_IN_YEARS = frozenset("in since until till by before after circa around about year".split())
_PRONOUNS = frozenset("it he she they we i this".split())


def month(ts: list[Token], i: int) -> bool:
    """Whether token ``i`` names a month: written with a capital, since "march" and "may" are verbs."""
    i -= low(ts, i) == "." and low(ts, i - 1) in MONTHS
    return low(ts, i) in MONTHS and ts[i].surface[0].isupper()


def dated(ts: list[Token], p: Parsed) -> bool:
    """The day in "March 24", "24 March", "July 4-5", "13 and 14 May", "Sat 12 Nov"; not "in October 12 people"."""
    if p.value.denominator != 1 or not 1 <= p.value <= 31 or len(ts[p.first].surface) > 2:
        return False
    end = p.end + (low(ts, p.end) in {"st", "nd", "rd", "th"} and joined(ts, p.end))
    for _ in range(3):
        at = end + 1 if low(ts, end) == "of" else end
        if month(ts, at):
            return True
        if (
            low(ts, end) in {"and", "to", "-", "\u2013", ",", "or", "/"}
            and end + 1 < len(ts)
            and ts[end + 1].digits
            and len(ts[end + 1].surface) <= 2
        ):
            end += 2
        elif end < len(ts) and ts[end].digits and len(ts[end].surface) <= 2:
            end += 1
        else:
            break
    begin = p.first
    if month(ts, begin - 1) and _day_due(ts, begin - 1):
        return True
    for _ in range(3):
        if month(ts, begin - 1) or (low(ts, begin - 1) == "," and month(ts, begin - 2) and low(ts, begin - 2) in WEEKDAYS):
            return not counted_follows(ts, p.end) or low(ts, p.first - 1) in DASHES
        if (
            low(ts, begin - 1) in {"and", "to", "-", "\u2013", ",", "or", "through"}
            and begin >= 2
            and ts[begin - 2].digits
            and len(ts[begin - 2].surface) <= 2
        ):
            begin -= 2
        else:
            break
    return low(ts, p.first - 1) in WEEKDAYS and month(ts, p.end)


def _day_due(ts: list[Token], at: int) -> bool:
    """Whether the month at ``at`` needs a day behind it: "on June 7", "killed June 7", "the June 7 raids"; not "in June"."""
    at -= low(ts, at) == "."
    word = low(ts, at - 1)
    return word in WEEKDAYS or word in {"on", "the"} or (word.isalpha() and ts[at - 1].surface.islower() and word not in MONTH_ALONE)


def year(ts: list[Token], p: Parsed) -> bool:
    """A year: four bare digits that nothing counts with."""
    surface = ts[p.first].surface
    if _era(ts, p):
        return True
    of = low(ts, p.first - 1) == "of" and p.end == p.first + 1 and len(surface) in {3, 4}
    if of and (month(ts, p.first - 2) or (low(ts, p.first - 2) in SEASONS and not counted_follows(ts, p.end))):
        return True
    if low(ts, p.first - 1) == "year" and low(ts, p.first - 2) == "the" and p.end == p.first + 1:
        return True
    if len(surface) != 4 or p.end != p.first + 1 or p.scale != 1:
        return low(ts, p.first - 1) in {"'", "\u2019", "\u2018"} and joined(ts, p.first) and len(surface) == 2
    recent = 1900 <= p.value <= 2039
    previous = low(ts, p.first - 1)
    if _FIRST_YEAR <= p.value < _LAST_YEAR and previous == "(" and low(ts, p.end) == ")":
        return True
    if recent and previous == "" and p.end < len(ts) and ts[p.end].surface[0].isupper():
        return True
    if month(ts, p.first - 1) or (low(ts, p.first - 1) in {"-", ","} and p.first > 1 and month(ts, p.first - 2)):
        return recent or not counted_follows(ts, p.end)
    if p.first > 1 and ts[p.first - 1].digits and len(previous) <= 2 and (month(ts, p.first - 2) or low(ts, p.first - 2) in WEEKDAYS):
        return True
    if low(ts, p.first - 1) == "," and p.first > 2 and ts[p.first - 2].digits and month(ts, p.first - 3):
        return True
    if low(ts, p.first - 1) in SIGNS:
        return False
    if not recent:
        return _early(ts, p)
    if previous in {"killed", "killing"}:
        return False
    counted = counted_follows(ts, p.end) or (low(ts, p.end) in NO_NARROWING and low(ts, p.end + 1) in COUNTABLE)
    if counted and previous in _ABOUT:
        return False
    if previous in YEAR_BEFORE or previous in SEASONS or previous in {"the", "s", "'s", "of"}:
        return True
    if low(ts, p.end) in UNITS or (low(ts, p.end) in {"%", "percent", "per"}):
        return False
    return not counted_follows(ts, p.end)


def _era(ts: list[Token], p: Parsed) -> bool:
    """A year by its era: "347 AD", "about 1200 to about 400 BCE"."""
    if p.first and ts[p.first - 1].surface in _ERAS and p.end == p.first + 1:
        return True
    end = p.end
    for at in range(end, min(len(ts), end + 5)):
        if ts[at].surface in _ERAS:
            return not counted_follows(ts, at + 1)
        if not (ts[at].digits or low(ts, at) in _SPAN or low(ts, at) in DASHES):
            return False
    return False


def _early(ts: list[Token], p: Parsed) -> bool:
    """A year before 1900 or after 2039: "in 1423 it was", "by 2050", "Chapel. 1669, built"."""
    if not _FIRST_YEAR <= p.value < _LAST_YEAR or counted_follows(ts, p.end) or low(ts, p.end) in UNITS:
        return False
    previous, after = low(ts, p.first - 1), low(ts, p.end)
    if previous in {".", "(", "-", "\u2013"} and not joined(ts, p.first):
        return after in {",", ":", ";", "("}
    if previous in {"by", "before"} and p.value < _THIS_CENTURY:
        return False
    if previous not in _IN_YEARS:
        return False
    if previous in _ABOUT and low(ts, p.first - 2) not in _IN_YEARS:
        return False
    return after in ENDS or after in NO_NARROWING or after in _PRONOUNS


def counted_follows(ts: list[Token], at: int) -> bool:
    """Whether something that can be counted stands right at ``at``, or behind one word that narrows it."""
    word, following = low(ts, at), low(ts, at + 1)
    if word in COUNTABLE:
        return True
    if not word.isalpha() or (word in UNITS and ts[at].surface[0].islower()):
        return word in UNITS
    plural = following in COUNTABLE or (
        len(following) > 3 and following.endswith("s") and not following.endswith("ss") and following.islower()
    )
    return plural and following in COUNTABLE and word not in NO_NARROWING


def clock(ts: list[Token], p: Parsed) -> bool:
    """ "3 p.m.", "10 to 11 pm", "0900 GMT", "ten o'clock", "half past three"."""
    if p.value.denominator == 1 and not 0 <= p.value <= 2400:
        return False
    end = p.end
    for _ in range(2):
        if low(ts, end) in {"a", "p"} and low(ts, end + 1) == "." and low(ts, end + 2) == "m":
            return True
        if low(ts, end) in CLOCK or (low(ts, end) == "o" and low(ts, end + 2) == "clock") or (low(ts, end) in {"am", "pm"}):
            return True
        if low(ts, end) in {"to", "and", "-", "\u2013", "or"} and end + 1 < len(ts) and (ts[end + 1].digits or low(ts, end + 1).isalpha()):
            end += 2
        else:
            break
    if low(ts, p.end) == "past" and p.value <= 30 and p.first + 1 == p.end:
        return low(ts, p.end + 1).isalnum() and low(ts, p.end + 1) not in {"the", "a"}
    return low(ts, p.first - 1) == "+" and low(ts, p.first - 2) in CLOCK
