"""The words that bound or hedge a number, before it and behind it: phrases of a closed class, matched token by token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.domain import Qualifier
from sayso.reader.tokens import Token, joined, low

_Table = dict[str, list[tuple[tuple[str, ...], Qualifier]]]
Q = Qualifier

_BEFORE = {
    Q.AT_LEAST: """at least|at the very least|at the least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum of|
        more than or equal to|greater than or equal to|equal to or more than|equal to or greater than|higher or equal than|
        greater or equal than|bigger or equal than|a low of|no lower than|a minimum|minimum""",
    Q.MORE_THAN: """more than|over|above|exceeding|exceeded|exceeds|exceed|in excess of|upwards of|upward of|greater than|larger than|
        higher than|bigger than|surpassed|surpassing|surpasses|surpass|topped|beyond|north of|passed|well over|just over|slightly over|
        a little over|well above|just above|slightly above|slightly more than|a little more than|far more than|much more than|
        just more than|well more than|somewhat more than|a bit more than|a bit over|>""",
    Q.AT_MOST: """up to|as many as|at most|at the most|no more than|not more than|a maximum of|maximum of|as much as|as high as|
        not exceeding|within|upto|no larger than|no greater than|no higher than|less than or equal to|equal to or less than|
        lower or equal than|smaller or equal than|less or equal than|as long as|as far as|a maximum|maximum""",
    Q.LESS_THAN: """less than|fewer than|under|below|just under|well under|slightly under|a little under|just below|well below|
        slightly less than|slightly fewer than|a little less than|lower than|smaller than|somewhat less than|just less than|
        far fewer than|far less than|south of|<""",
    Q.NEARLY: "nearly|almost|near|close to|just shy of|just short of|approaching|nearing|virtually|very nearly",
    Q.APPROX: """about|around|roughly|approximately|some|an estimated|estimated|circa|ca .|approx|approx .|something like|barely|
        in the region of|in the neighborhood of|in the neighbourhood of|in the vicinity of|more or less|somewhere around|~|≈|c .|
        on the order of|an approximate|roughly the same number of|about the same number of|around the same number of|
        approximately the same number of|much the same number of""",
}  # fmt: skip
_AFTER = {
    Q.AT_LEAST: "or more|and more|or greater|or higher|or above|and above|and up|- plus|+|plus|or older|at least|or so at least",
    Q.APPROX: "or so|- odd|odd|- ish|or thereabouts|approximately|give or take",
    Q.AT_MOST: "or less|or fewer|or under|or below|at most|or lower|at the most",
}


def _table(phrases: dict[Qualifier, str], key: int) -> _Table:
    table: _Table = defaultdict(list)
    for qualifier, written in phrases.items():
        for phrase in written.split("|"):
            words = tuple(phrase.split())
            table[words[key]].append((words, qualifier))
    for known in table.values():
        known.sort(key=lambda entry: -len(entry[0]))
    return dict(table)


_BY_LAST, _BY_FIRST = _table(_BEFORE, -1), _table(_AFTER, 0)
_BOUNDS = frozenset({Q.AT_LEAST, Q.MORE_THAN, Q.AT_MOST, Q.LESS_THAN})
# "over 14 months" is how long it went on; "for over 14 months" is a bound.
_BEFORE_OVER = frozenset(
    """for of after lasted lasting lasts in spent with is was were are be took taken takes just well slightly by than served spans
    spanning covered covering at to has had have and or killed injured wounded until last""".split()
)
# "Took over three firms", "clash over $2 billion": over what, and not how much.
_NO_BOUND = frozenset(
    """all took handed take turned clash clashes clashed fight fights fighting fought row rows dispute disputes battle battles debate debates quarrel
    quarrels feud feuds spat argue argues argued spar spars sparred split splits divided anger angry outrage outcry concern concerns concerned
    worry worries worried question questions controversy protest protests protested talks wrangle wrangles wrangling deadlock standoff criticism
    criticised criticized lawsuit lawsuits sue sues sued suing""".split()
)
_QUOTES = frozenset("\"'\u201c\u2018")
_SUMS = frozenset("add adds added adding amount amounts amounted live lived".split())  # "add up to"
_BEFORE_SPANS = frozenset("is was were are be been within for of at reached lasted last after just well in took and".split())


def before(ts: list[Token], first: int, *, lasting: bool, floor: int = 0) -> tuple[int, Qualifier | None]:
    """The token at which the qualifier before token ``first`` begins, and what it says; ``first`` itself and None without one.

    ``lasting`` says that the number counts units of time, before which "over" is a preposition more often than a bound. Of two qualifiers
    in a row the bound holds ("up to about 50" is at most). An amount that ends before token ``floor`` is compared with this one by the words
    between them ("5 percent higher than 80"), so that these bound nothing.
    """
    begin, said = first, None
    for _ in range(2):
        quoted = said is None and low(ts, begin - 1) in _QUOTES
        found = _match(ts, begin - quoted, lasting)
        if found is None:
            break
        if found[0][-1] == "than" and begin - len(found[0]) == floor > 0 and low(ts, floor - 1) not in {"and", "but", ","}:
            break
        begin, read = begin - quoted - len(found[0]), found[1]
        if said is None or read in _BOUNDS:
            said = read
    return begin, said


def _match(ts: list[Token], end: int, lasting: bool) -> tuple[tuple[str, ...], Qualifier] | None:
    for words, qualifier in _BY_LAST.get(low(ts, end - 1), ()):
        begin = end - len(words)
        if words == ("up", "to") and low(ts, begin - 1) in _SUMS:
            continue
        if begin < 0 or any(low(ts, begin + k) != w for k, w in enumerate(words)):
            continue
        if len(words) == 1 and not _bounds(ts, begin, lasting):
            continue
        return words, qualifier
    return None


def _bounds(ts: list[Token], at: int, lasting: bool) -> bool:
    """Whether a word that can be something else is a qualifier here."""
    word, previous = low(ts, at), low(ts, at - 1)
    if word == "over":
        return previous not in _NO_BOUND and (not lasting or previous in _BEFORE_OVER)
    if word in {"about", "around"}:
        return previous not in {"how", "what"}
    if word in {"under", "below", "above", "beyond", "near"} and lasting:
        return previous in _BEFORE_SPANS
    if word == "passed":
        return not ts[at + 1].surface.isalpha()
    if word == "within":
        return not lasting
    if word == "plus":
        return joined(ts, at)
    return True


def behind(ts: list[Token], end: int) -> tuple[int, Qualifier | None]:
    """The token after the qualifier that follows a number ending before token ``end``, and what it says; ``end`` and None without one."""
    for words, qualifier in _BY_FIRST.get(low(ts, end), ()):
        if any(low(ts, end + k) != w for k, w in enumerate(words)):
            continue
        if words[0] in {"-", "+"} and not joined(ts, end):
            continue
        if words in {("plus",), ("odd",)} and not _stands_alone(ts, end):
            continue
        if words == ("+",) and joined(ts, end + 1) and ts[end + 1].digits:
            continue
        # "200 or greater than 300": the words bound what follows.
        if low(ts, end + len(words)) == "than" and end + len(words) + 1 < len(ts):
            continue
        if words in {("at", "least"), ("at", "most"), ("at", "the", "most")} and _goes_on(ts, end + len(words)):
            continue
        return end + len(words), qualifier
    return end, None


def _stands_alone(ts: list[Token], at: int) -> bool:
    return at + 1 < len(ts) and ts[at + 1].surface.isalpha() and low(ts, at + 1) not in {"a", "an", "the"} and low(ts, at) != "plus"


def _goes_on(ts: list[Token], at: int) -> bool:
    """Whether a number follows, which the words then belong to ("killed four, at least two of them children")."""
    return at < len(ts) and (ts[at].digits or not _closing(low(ts, at)))


def _closing(word: str) -> bool:
    return word in {".", ",", ";", ":", ")", "!", "?", "\u2014", "\u2013"}


def strongest(found: Iterable[Qualifier | None]) -> Qualifier | None:
    """Of several qualifiers of one number, the bound before the hedge."""
    said = [q for q in found if q is not None]
    return next((q for q in said if q in _BOUNDS), said[0] if said else None)
