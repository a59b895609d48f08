"""Signs and words that fix the unit of a number: money, percent, time, length, weight."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from sayso.reader.tokens import HYPHENS, Token, joined, low

_NOUNS = {
    "year": "year years yr yrs", "month": "month months", "week": "week weeks", "day": "day days", "hour": "hour hours hr hrs",
    "minute": "minute minutes min mins", "second": "seconds", "km": "km kms kilometer kilometers kilometre kilometres",
    "m": "metre metres meter meters", "cm": "cm centimeter centimeters centimetre centimetres", "mile": "mile miles mi",
    "foot": "foot feet ft", "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes", "tonne": "tonne tonnes ton tons",
    "other": "decade decades century centuries inch inches acre acres hectare hectares yard yards lb lbs gallon gallons litre litres "
    "liter liters degree degrees gram grams fortnight mph kph mg ml kw mw gw kwh mwh gwh hz khz mhz ghz gb mb oz ha bpd "
    "kilowatt kilowatts megawatt megawatts gigawatt gigawatts nanometre nanometres millimetre millimetres millimeter millimeters "
    "milligram milligrams ounce ounces",
}  # fmt: skip
UNITS = {word: unit for unit, words in _NOUNS.items() for word in words.split()}
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
_LASTING = frozenset({"decade", "decades", "century", "centuries", "fortnight"})
# Between a number and its unit: "two more weeks", "ten straight days", "12 square miles".
_MODIFIERS = frozenset(
    """more full long straight consecutive whole additional square nautical solid extra calendar business working school further
    successive other cubic metric entire short cold hot past last""".split()
)
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₪": "ILS", "₩": "KRW", "₺": "TRY", "₦": "NGN"}
_DOLLARS = {
    "us": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "aus": "AUD", "nz": "NZD", "hk": "HKD", "s": "SGD", "nt": "TWD",
    "r": "BRL", "mx": "MXN",
}  # fmt: skip
CODES = frozenset(
    """USD EUR GBP CAD AUD NZD JPY CHF CNY RUB INR TRY SYP ILS EGP IQD IRR SAR AED JOD LBP SEK NOK DKK PLN UAH BRL MXN ZAR KRW CUC CUP THB VND
    IDR MYR SGD HKD TWD PHP PKR BDT LKR NPR HUF CZK RON BGN ISK ARS CLP COP NGN KES GHS QAR KWD OMR MAD""".split()
)
_WORDS = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY", "ruble": "RUB", "rubles": "RUB",
    "rouble": "RUB", "roubles": "RUB", "rupee": "INR", "rupees": "INR", "lira": "TRY", "liras": "TRY", "shekel": "ILS", "shekels": "ILS",
    "riyal": "SAR", "riyals": "SAR", "rial": "IRR", "rials": "IRR", "hryvnia": "UAH", "pound": "GBP", "pounds": "GBP",
    "francs": "CHF", "bucks": "USD", "renminbi": "CNY", "dirhams": "AED", "zloty": "PLN",
}  # fmt: skip
_NATIONAL = {
    ("us", "dollar"): "USD", ("u.s.", "dollar"): "USD", ("american", "dollar"): "USD", ("canadian", "dollar"): "CAD",
    ("australian", "dollar"): "AUD", ("hong kong", "dollar"): "HKD", ("syrian", "pound"): "SYP", ("egyptian", "pound"): "EGP",
    ("lebanese", "pound"): "LBP", ("british", "pound"): "GBP", ("turkish", "lira"): "TRY", ("syrian", "lira"): "SYP",
    ("swiss", "franc"): "CHF", ("iraqi", "dinar"): "IQD", ("jordanian", "dinar"): "JOD", ("saudi", "riyal"): "SAR",
    ("qatari", "riyal"): "QAR", ("iranian", "rial"): "IRR", ("mexican", "peso"): "MXN", ("swedish", "krona"): "SEK",
}  # fmt: skip
_CENTS = {"cent": "USD", "cents": "USD", "pence": "GBP"}

# Written right behind the digits, as in "14p", "25bp", "3pc".
ATTACHED = frozenset({"p", "pc", "pct", "bp", "bps"})
_LINES = frozenset({"240", "360", "480", "576", "720", "1080", "1440", "2160"})  # "1080p" is a picture's height, not a price
_BOARDS = frozenset(
    """index indices dow nasdaq ftse dax nikkei sensex nifty scored rebounds assists league leaderboard standings playoff playoffs
    quarterback laps""".split()
)
_BOARD_REACH = 12


class Tail(NamedTuple):
    """What follows a number: where it ends, the unit it fixes, and what the number is to be multiplied by."""

    end: int
    unit: str
    factor: Fraction = Fraction(1)


def money_before(ts: list[Token], first: int) -> tuple[int, str] | None:
    """Where the money sign before token ``first`` begins, and its currency; None without one.

    "US$5": the letters belong to the sign; "$ 5" and "EUR 5" are read too.
    """
    sign = ts[first - 1].surface if first else ""
    at = first - 2 if sign == "." else first - 1
    if at >= 0 and ts[at].surface in {"Rs", "RS"}:
        return at, "INR"
    if sign in SIGNS:
        dollars = _DOLLARS.get(low(ts, first - 2)) if sign == "$" and joined(ts, first - 1) else None
        return (first - 2, dollars) if dollars else (first - 1, SIGNS[sign])
    return (first - 1, sign) if sign in CODES else None


def tail(ts: list[Token], end: int, large: bool) -> Tail | None:
    """The percent sign, money word or poll points right behind a number that ends before token ``end``; None without one.

    ``large`` says that the number is in the thousands or more, where "pounds" are money and not a weight.
    """
    at = end + 1 if low(ts, end) in HYPHENS and joined(ts, end) and joined(ts, end + 1) else end
    word = low(ts, at)
    if word in {"%", "percent", "pct", "percents"}:
        return Tail(at + 1, "percent")
    if word == "per" and low(ts, at + 1) == "cent":
        return Tail(at + 2, "percent")
    if word == "percentage" and low(ts, at + 1) in {"point", "points"}:
        return Tail(at + 2, "percent")
    if word in {"point", "points"} and low(ts, at + 1) != "of":
        return Tail(at + 1, "other" if _on_a_board(ts, end, at) else "percent")
    if word == "basis" and low(ts, at + 1) in {"point", "points"}:
        return Tail(at + 2, "other")
    if word in {"bp", "bps"} or word == "fold":
        return Tail(at + 1, "other")
    if word == "pc" and joined(ts, at):
        return Tail(at + 1, "percent")
    if word == "p" and joined(ts, at) and at > 0 and ts[at - 1].digits and ts[at - 1].surface not in _LINES:
        return Tail(at + 1, "money:GBP", Fraction(1, 100))
    if at < len(ts) and ts[at].surface in SIGNS and joined(ts, at) and ts[at].surface != "$":
        return Tail(at + 1, f"money:{SIGNS[ts[at].surface]}")
    return _money_behind(ts, at, large)


def _on_a_board(ts: list[Token], begin: int, at: int) -> bool:
    """Whether points are those of an index or a game, and not of a percentage: by a word of either within some words."""
    return any(low(ts, k) in _BOARDS for k in range(max(0, begin - _BOARD_REACH), at + _BOARD_REACH))


def _money_behind(ts: list[Token], at: int, large: bool) -> Tail | None:
    if at < len(ts) and ts[at].surface in CODES:
        return Tail(at + 1, f"money:{ts[at].surface}")
    word = low(ts, at)
    nation = next((code for (nation, unit), code in _NATIONAL.items() if word == nation and low(ts, at + 1) in {unit, unit + "s"}), None)
    if nation:
        return Tail(at + 2, f"money:{nation}")
    if word == "u" and low(ts, at + 1) == "." and low(ts, at + 2) == "s" and low(ts, at + 4) in {"dollar", "dollars"}:
        return Tail(at + 5, "money:USD")
    if word in {"pound", "pounds"}:
        sterling = low(ts, at + 1) == "sterling"
        return Tail(at + 1 + sterling, "money:GBP") if large or sterling else None
    if word in _CENTS:
        return Tail(at + 1, f"money:{_CENTS[word]}", Fraction(1, 100))
    return Tail(at + 1, f"money:{_WORDS[word]}") if word in _WORDS else None


def unit_noun(ts: list[Token], end: int) -> tuple[int, int, str] | None:
    """First token, end and unit of the unit noun behind a number that ends before token ``end``; None without one.

    "three-day", "two more weeks", "15 km"; the noun of "12 square miles" is "square miles", whose unit is other.
    """
    at = end + 1 if low(ts, end) in HYPHENS and joined(ts, end) else end
    first = at
    if low(ts, at) in _MODIFIERS and low(ts, at + 1) in UNITS:
        at += 1
    unit = UNITS.get(low(ts, at))
    if unit is None or (low(ts, at) in {"mi", "min", "m", "ha", "mb"} and not joined(ts, at)):
        return None
    if low(ts, first) in {"square", "cubic"}:
        return first, at + 1, "other"
    return at, at + 1, unit


def lasting(noun: tuple[int, int, str] | None, ts: list[Token]) -> bool:
    """Whether the unit noun measures time."""
    return noun is not None and (noun[2] in TIMES or low(ts, noun[0]) in _LASTING)
