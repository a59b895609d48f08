"""Numbers in digits: separators, points, slashes, signs, and the letters of scale right behind them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sayso.reader.lexicon_numbers import GLUED
from sayso.reader.tokens import Token, joined, low

MINUS = frozenset("-\u2212")
_LONGEST = 27  # more digits than these in a row are an identifier, and more than a Decimal keeps


def sign(ts: list[Token], i: int) -> int:
    """1 where token ``i`` is a sign of the number behind it, else 0."""
    if low(ts, i) in {"minus", "negative"}:
        return int(low(ts, i - 1) not in {"or", "a", "the"})
    is_sign = low(ts, i) in MINUS and joined(ts, i + 1) and i + 1 < len(ts) and (ts[i + 1].digits or low(ts, i + 1) == ".")
    return int(is_sign and (not joined(ts, i) or low(ts, i - 1) in {"(", "<", ">", "="}))


def slashed(ts: list[Token], i: int) -> tuple[int, Fraction] | None:
    """ "3/4", and "41/2" for four and a half where the space was lost; not a part of a date or of a longer chain."""
    if not (i + 2 < len(ts) and ts[i].digits and ts[i + 1].low in {"/", "\u2044"} and ts[i + 2].digits):
        return None
    if not (joined(ts, i + 1) and joined(ts, i + 2)) or (joined(ts, i) and low(ts, i - 1) in {"/", "-", "."} and not sign(ts, i - 1)):
        return None
    if joined(ts, i + 3) and (low(ts, i + 3) in {"/", "-", "\u2044"} or ts[i + 3].surface.isalpha()):
        return None
    if len(ts[i].surface) > 3 or len(ts[i + 2].surface) > 3 or int(ts[i + 2].surface) < 2:
        return None
    top, bottom = int(ts[i].surface), int(ts[i + 2].surface)
    if top > bottom and bottom in {2, 3, 4, 8} and len(ts[i].surface) == 2 and top % 10 < bottom:
        return i + 3, top // 10 + Fraction(top % 10, bottom)
    return i + 3, Fraction(top, bottom)


def in_digits(ts: list[Token], i: int) -> tuple[int, Fraction, int] | None:
    """The end, value and scale of a number in digits: "1,600", "1 600", "12,34,567.5", ".08", "10k"."""
    if i >= len(ts):
        return None
    end, written = i, ""
    if ts[i].digits:
        end, written = _grouped(ts, i)
    elif not (ts[i].low == "." and i + 1 < len(ts) and ts[i + 1].digits and joined(ts, i + 1) and not joined(ts, i)):
        return None
    if low(ts, end) == "." and end + 1 < len(ts) and ts[end + 1].digits and joined(ts, end + 1) and (joined(ts, end) or not written):
        chained = joined(ts, end + 2) and low(ts, end + 2) == "." and end + 3 < len(ts) and ts[end + 3].digits and joined(ts, end + 3)
        if not chained and not (joined(ts, i) and low(ts, i - 1) == "." and written):
            written, end = f"{written}.{ts[end + 1].surface}", end + 2
    if len(written) > _LONGEST or not written:
        return None
    value = Fraction(Decimal(written))
    size = _glued(ts, i, end, "." in written)
    return (end + 1, value * size, size) if size > 1 else (end, value, 1)


def _grouped(ts: list[Token], i: int) -> tuple[int, str]:
    """The end and the bare digits of a number whose thousands may be set off by commas or spaces."""
    head = ts[i].surface
    if len(head) > 3 or head == "0":
        return i + 1, head
    for reads in (_by_commas, _by_spaces):
        end, groups = reads(ts, i)
        if groups and all(len(g) == 3 for g in groups):
            return end, head + "".join(groups)
        if groups and len(head) < 3 and len(groups[-1]) == 3 and len(groups) > 1 and all(len(g) == 2 for g in groups[:-1]):
            return end, head + "".join(groups)
    return i + 1, head


def _by_commas(ts: list[Token], i: int) -> tuple[int, list[str]]:
    end = i + 1
    groups: list[str] = []
    while low(ts, end) == "," and joined(ts, end) and joined(ts, end + 1) and ts[end + 1].digits and len(groups) < 8:
        groups.append(ts[end + 1].surface)
        end += 2
        if not 2 <= len(groups[-1]) <= 3:
            break
    return end, groups


def _by_spaces(ts: list[Token], i: int) -> tuple[int, list[str]]:
    """Groups of three after no-break or thin spaces, or after plain ones where the last is 000 or there are two."""
    end = i + 1
    groups: list[str] = []
    while end < len(ts) and ts[end].digits and ts[end].start == ts[end - 1].end + 1 and len(ts[end].surface) == 3 and len(groups) < 8:
        groups.append(ts[end].surface)
        end += 1
    if end < len(ts) and ts[end].digits and ts[end].start == ts[end - 1].end + 1:
        return end, []
    return end, groups if groups and (len(groups) > 1 or groups[-1] == "000" or ts[i + 1].thin) else []


def _glued(ts: list[Token], i: int, end: int, pointed: bool) -> int:
    """The scale that a letter right behind the digits stands for, 1 for none."""
    if not joined(ts, end) or end >= len(ts):
        return 1
    letter, money = ts[end].surface, low(ts, i - 1) in {"$", "€", "£", "¥"}
    size = GLUED.get(letter.lower(), 1)
    if size == 1 or (joined(ts, end + 1) and (ts[end + 1].digits or ts[end + 1].surface.isalpha())):
        return 1
    if letter in {"m", "b", "B", "M"} and not money:
        following = ts[end + 1].surface if end + 1 < len(ts) else ""
        counted = following in {"people", "men", "women", "children"} or (len(following) > 3 and following.endswith("s"))
        return size if counted or letter == "M" or (pointed and letter.lower() == "b") else 1
    return size
