"""The noun whose size a sum of money or a share gives, as grammar shows it: "58 percent of voters", "a $2 million bond", "a loan of $5 million",
"turnout was 58 percent", "cut the number of buses by 8 percent". None where the sum or the share is all that is said: "raised $5 million", "won by 9 points".
"""

from __future__ import annotations

from collections.abc import Set

from sayso.reader.analysis import Word
from sayso.reader.phrases import SIZES, TIMES, low, noun, owner, pos
from sayso.reader.pointing import Range
from sayso.reader.prices import priced, spent
from sayso.reader.tokens import HYPHENS

_STEPS = 6  # the longest way up a tree that is followed; trees are predicted word by word and may hold circles
_PHRASE = 8  # words behind an amount that are looked at
_OBLIQUE = frozenset("of in worth among amongst".split())
_SIZED = frozenset("of worth totaling totalling totaled totalled exceeding averaging".split())
_HELD = frozenset("estimated valued put pegged set fixed priced appraised measured capped stands stood standing".split())
_ROBBED = frozenset("depriving deprive deprived robbing robbed rid stripping stripped cheating cheated accused".split())
_BE = frozenset("is was were are be been being am 's 're".split())
_MEASURING = frozenset(
    """reach reached reaches reaching total totals totaled totalled cost costs costing stand stands stood standing remain remains remained hit hits
        average averages averaged averaging exceed exceeds exceeded exceeding surpass surpassed surpasses equal equals equaled equalled double doubled
        dwindle dwindled shrink shrinks increase increased decrease decreased swell swelled swelled plummeted amount amounts amounted top topped
        tops sink sank sunk sinking hover hovers hovered hovering ranged ranges rise rises rose risen rising grow
        grows grew grown growing jump jumps jumped climb climbs climbed climbing gain gained surge surged soar soared fall falls fell fallen falling
        drop drops dropped dropping decline declines declined declining slip slipped slid plunge plunged tumble tumbled dip dips dipped dipping
        tick ticked edged inched crept spiked eased stayed start starts started begins began""".split()
)
# Verbs whose subject is measured whoever it is; what else moves or stands is measured where a common noun names it.
_ADDING = frozenset("add adds added come comes came amount amounts amounted".split())  # "adds up to", "came to"
_COSTING = frozenset("cost costs costing".split())
_MOVING = frozenset(
    """cut cuts cutting raise raised raises raising reduce reduced reduces reducing lower lowered lowers lowering increase increased increases increasing
    double doubled doubling quadruple quadrupled triple tripled boost boosted boosts slash slashed slashing trim trimmed bring brought brings
    cap capped limit limited set change changes changed quadrupling quintuple quintupled tripling doubling push pushed drive
    drove grow grew expand expanded shrink shrank hike hiked
    put puts putting estimate estimates estimated value values valued""".split()
)
# With the capital of a sentence's first word these are taken for names.
_RATES = frozenset("unemployment inflation turnout support approval employment growth participation enrollment attendance spending".split())
_CLOSING = frozenset("\"\u201d'\u2019")
_ASIDE = frozenset(",()\u2014\u2013-") | {"--"}
_SHARES = frozenset("majority third half quarter share percent % fifth fifths thirds quarters plurality".split())


def measured(
    words: tuple[Word, ...], amount: Range, unit: str, numbers: Set[int], before: tuple[Range, int | None] | None = None
) -> int | None:
    """The index of the noun that ``amount`` (first and last word) measures, None where there is none; ``numbers`` are the words of all amounts.

    ``unit`` is the amount's: ``percent``, ``ratio`` or ``money:XXX``; ``before`` is the share or sum of the same kind before it in the sentence,
    and the noun that it measures.
    """
    first, last = amount
    points = any(w.surface.lower().startswith("point") for w in words[first : last + 1])
    for found in (
        _oblique(words, last, unit, numbers, points),
        _compound(words, amount, unit, numbers),
        _held(words, first, unit),
        spent(words, amount, unit, numbers),
        priced(words, first, unit, numbers),
        _restated(words, amount, numbers, before),
        _moved(words, first, numbers),
        _subject(words, first, numbers),
    ):
        if found is not None:
            return found if found >= 0 else None
    return None if unit.startswith("money") or points else _shared(words, amount, numbers, before)


def _oblique(words: tuple[Word, ...], last: int, unit: str, numbers: Set[int], points: bool) -> int | None:
    """Behind the amount: "of voters", "in aid", "worth of grain", "among women", also behind the second share of "48 to 45 percent among women";
    -1 where a pronoun stands there."""
    at = last + 1
    money = unit.startswith("money")
    link = low(words, at)
    if link in {"to", "versus", "-"} and not money and at + 1 in numbers:
        while at + 1 in numbers:
            at += 1
        at += 1
        link = low(words, at)
        if link not in {"among", "amongst"}:
            return None
    if link not in _OBLIQUE or (link in {"in", "worth"} and not money) or (link.startswith("among") and (money or points)):
        return None
    if link == "worth" and low(words, at + 1) == "of":
        at += 1
    bare = link == "in"
    if low(words, at + 1) in {"them", "whom", "which", "it", "us"}:
        return -1
    if low(words, at + 1) in {"those", "these"} and (
        at + 2 >= len(words) or words[at + 2].pos in {"VERB", "PRON", "PUNCT", "ADP", "AUX", "SCONJ"}
    ):
        named = at + 2 < len(words) and words[at + 2].pos == "VERB"
        return at + 2 if named else at + 1
    if bare and (at + 1 >= len(words) or words[at + 1].pos in {"DET", "PRON", "NUM", "PROPN"}):
        return None
    return noun(words, at + 1, numbers, proper=not money)


def _compound(words: tuple[Word, ...], amount: Range, unit: str, numbers: Set[int]) -> int | None:
    """The noun that the amount stands before: "a $2 million bond", "a 40 percent tax", "a two-point edge", "half the plans"."""
    first, last = amount
    sentence = words[last].sentence
    if low(words, last + 1) in {"and", "or"} and last + 2 in numbers:  # "56% and 54% approval"
        joint = last + 2
        while joint in numbers:
            joint += 1
        if pos(words, joint) == "NOUN" and words[joint].sentence == sentence:
            return noun(words, joint, numbers, proper=False)
    determined = first > 0 and words[first - 1].pos in {"DET", "PRON", "PART", "ADJ"}
    at = last + 1
    while determined and at + 1 in numbers and words[at].surface in {"-", "to"}:
        at += 2
        while at in numbers:
            at += 1
    if at < len(words) and (words[at].surface in HYPHENS or (determined and words[at].surface in _CLOSING)):
        at += 1
    if at < len(words) and words[at].pos == "DET" and unit != "ratio":
        return None
    if at < len(words) and words[at].surface == "," and _listed(words, at):
        at += 1
    for i in range(at, min(len(words), at + _PHRASE)):
        w = words[i]
        if w.sentence != sentence or i in numbers:
            return None
        if w.pos == "NOUN" or (w.pos == "PROPN" and pos(words, i + 1) in {"NOUN", "PROPN"}):
            return noun(words, i, numbers, proper=False)
        described = w.pos in {"ADJ", "DET"} or w.surface in HYPHENS or (w.surface == "," and i > at)
        leading = w.pos in {"ADV", "VERB"} and pos(words, i + 1) in {"ADJ", "NOUN"} and (w.pos == "ADV" or determined or w.rel == "amod")
        if not described and not leading:
            return None
    return None


def _listed(words: tuple[Word, ...], comma: int) -> bool:
    """Whether a comma begins a row of adjectives before a noun: "a $5 billion, failed, lawsuit"."""
    i = comma + 1
    while i < min(len(words), comma + 6) and words[i].pos in {"ADJ", "ADV", "PUNCT"}:
        i += 1
    return i < len(words) and i > comma + 1 and words[i].pos == "NOUN" and words[i - 1].surface == ","


def _held(words: tuple[Word, ...], first: int, unit: str) -> int | None:
    """The noun before the amount: "a loan of", "fines totaling", "a deal worth a reported", "net worth estimated at"; -1 where it only says how much."""
    at = first - 1
    while at >= 0 and (words[at].pos in {"DET", "ADJ", "ADV"} or low(words, at) in {"reported", "estimated", "combined"}):
        at -= 1
    if at < 1 or words[at].sentence != words[first].sentence:
        return None
    link = low(words, at)
    beside = (
        first - 1 if low(words, first) in {"above", "below", "over", "under"} else first - 2 if link == "at" and unit == "percent" else -1
    )
    if beside >= 0 and words[beside].pos == "NOUN" and words[beside].sentence == words[first].sentence and at >= beside:
        return beside if low(words, beside) not in SIZES | TIMES else None  # "support above 80 percent", "unemployment at 5 percent"
    if link == "at" and low(words, at - 1) in _HELD:
        at -= 2
        while at >= 0 and (words[at].pos in {"AUX", "ADV"} or words[at].surface == ","):
            at -= 1
        return at if at >= 0 and words[at].pos == "NOUN" and words[at].sentence == words[first].sentence else None
    if link not in _SIZED:
        return None
    at -= 1
    if words[at].surface == "," and link != "of":
        at -= 1
    if at < 0 or words[at].pos != "NOUN" or words[at].sentence != words[first].sentence:
        return None
    if low(words, at) in SIZES or low(words, at) in TIMES:
        return None
    if any(low(words, k) in _ROBBED for k in range(max(0, at - 4), at)):
        return -1
    return at


def _restated(words: tuple[Word, ...], amount: Range, numbers: Set[int], before: tuple[Range, int | None] | None) -> int | None:
    """What the share before it was of, or the sum that it gives again: "a third of women, 33%, agreed", "most voters (56%)", "5 euros, about $6,"."""
    first, last = amount
    if first < 2 or words[first - 1].surface not in _ASIDE or words[first - 1].sentence != words[first].sentence:
        return None
    if last + 1 < len(words) and words[last + 1].surface not in {".", ";", *_ASIDE} and words[last + 1].pos not in {"DET", "ADP"}:
        return None
    if before is not None and before[1] is not None and (before[0][1] + 1 == first - 1 or before[0][1] < before[1] == first - 2):
        return before[1]
    for i in range(first - 2, max(0, first - 9), -1):
        if words[i].sentence != words[first].sentence or words[i].surface in _ASIDE | {";"}:
            return None
        if low(words, i) == "of" and i and (i - 1 in numbers or low(words, i - 1) in _SHARES):
            return noun(words, i + 1, numbers, proper=True)
    return None


def _shared(words: tuple[Word, ...], amount: Range, numbers: Set[int], before: tuple[Range, int | None] | None) -> int | None:
    """Whom a share is of without saying so: "Among women, 40 percent agreed, while 30 percent did not", "40% of women agreed and 30% did not"."""
    first, last = amount
    if pos(words, last + 1) not in {"VERB", "AUX"} and low(words, last + 1) not in {"who", "to", "-", "\u2014", "\u2013"}:
        return None
    if before is not None and before[1] is not None and before[1] != first and words[before[0][0]].sentence == words[first].sentence:
        return before[1] if words[before[1]].pos in {"NOUN", "PROPN"} and before[1] > 0 and _of_people(words, before) else None
    for i in range(first - 1, max(-1, first - 40), -1):
        if words[i].sentence != words[first].sentence:
            return None
        if low(words, i) == "among" and (
            i == 0 or words[i - 1].sentence != words[i].sentence or words[i - 1].pos in {"PUNCT", "CCONJ", "SCONJ"}
        ):
            return noun(words, i + 1, numbers, proper=True)
    return None


def _of_people(words: tuple[Word, ...], before: tuple[Range, int | None]) -> bool:
    """Whether the share before was one of the noun: "of" or "among" leads to it, or it follows right behind ("four in 10 voters")."""
    (first, last), at = before
    if at is None:
        return False
    return at < first or low(words, last + 1) in {"of", "among"} or last < at <= last + 4


def _moved(words: tuple[Word, ...], first: int, numbers: Set[int]) -> int | None:
    """The object of a verb that changes or fixes it: "cut the number of buses by 8 percent", "raised the wage to $15"."""
    at = first - 1
    while at > 0 and words[at].surface.isalpha() and words[at].pos in {"ADV", "DET", "ADJ", "NUM"}:
        at -= 1
    if low(words, at) not in {"by", "to", "at", "from"}:
        return None
    stop = max(0, at - 16)
    for verb in range(at - 1, stop, -1):
        if words[verb].sentence != words[first].sentence or words[verb].surface in {",", ";"}:
            return None
        if low(words, verb) in _MOVING and words[verb].pos == "VERB":
            head = noun(words, verb + 1, numbers, proper=False)
            if head is None or head >= at:
                return None
            if low(words, head) in {"number", "size", "amount", "share", "cost", "price", "rate"} and low(words, head + 1) == "of":
                return noun(words, head + 2, numbers, proper=False) if low(words, head) == "number" else head
            return head
    return None


def _subject(words: tuple[Word, ...], first: int, numbers: Set[int]) -> int | None:
    """The subject of a verb that says how large it is, was or became: "turnout was", "coffers had dwindled to", "the plan would cost"."""
    if low(words, first - 1) == "the":
        return None
    verb = first if low(words, first) in _MEASURING and words[first].pos == "VERB" else _verb(words, first, numbers)
    if verb is None:
        return None
    subject = _governed(words, verb, numbers)
    if subject is None or low(words, subject) in TIMES:
        subject = _nearest(words, verb, numbers)
    if subject is None:
        return None
    if low(words, subject) in {"that", "which"} and pos(words, subject - 1) == "NOUN":
        subject -= 1
    proper = low(words, verb) in _COSTING
    if words[subject].pos != "NOUN" and not (proper and words[subject].pos == "PROPN") and low(words, subject) not in _RATES:
        return None
    if low(words, subject) in TIMES | SIZES - {"rate", "level"}:
        return None
    return subject + 2 if low(words, subject) == "margin" and low(words, subject + 2) == "error" else subject


def _verb(words: tuple[Word, ...], first: int, numbers: Set[int]) -> int | None:
    """The measuring verb that an amount stands behind, with nothing but whom it costs or a preposition between."""
    crossed = 0
    for i in range(first - 1, max(-1, first - 20), -1):
        w, word = words[i], low(words, i)
        if w.sentence != words[first].sentence or (w.surface in {",", ";", ":", "("} and i not in numbers):
            return None
        if word in _COSTING or (not crossed and word in _MEASURING | _BE | _ADDING):
            return i if word not in _ADDING or low(words, first - 1) == "to" else None
        crossed += w.pos in {"NOUN", "PROPN", "PRON", "VERB", "AUX"} or word == "the"
    return None


def _governed(words: tuple[Word, ...], verb: int, numbers: Set[int]) -> int | None:
    """The subject in the tree of a verb, of what it is helper to, or of what governs it; what a relative clause qualifies."""
    at = verb
    for _ in range(_STEPS):
        if at < 0:
            return None
        near = range(max(0, at - 25), min(len(words), verb))
        found = [i for i in near if words[i].head == at and words[i].rel in {"nsubj", "nsubj:pass"} and i not in numbers]
        found = [i for i in found if not _within_phrase(words, i) and not owner(words, i)]
        if found and words[found[-1]].pos in {"PRON", "SCONJ", "DET"} and words[at].rel == "acl:relcl" and 0 <= words[at].head < at:
            return words[at].head
        if found:
            return found[0]
        if words[at].rel in {"acl", "acl:relcl"} and 0 <= words[at].head < at:
            return words[at].head
        if words[at].rel == "cop" and 0 <= words[at].head < verb and words[words[at].head].pos == "NOUN":
            return words[at].head
        if words[at].rel not in {"cop", "aux", "aux:pass", "xcomp", "conj", "advcl", "ccomp"}:
            return None
        at = words[at].head
    return None


def _within_phrase(words: tuple[Word, ...], i: int) -> bool:
    """Whether a noun stands in a phrase behind a preposition."""
    i -= 1
    while i >= 0 and (words[i].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"} or words[i].surface in HYPHENS):
        i -= 1
    return i >= 0 and words[i].pos == "ADP"


def _nearest(words: tuple[Word, ...], verb: int, numbers: Set[int]) -> int | None:
    """The first noun phrase of a verb's clause that no preposition leads: where the tree knows no subject."""
    start = verb
    while start > 0 and verb - start < 30 and words[start - 1].sentence == words[verb].sentence:
        w = words[start - 1]
        if w.pos == "VERB" and w.rel != "amod":
            return None
        if w.pos in {"SCONJ", "CCONJ"} or w.surface in {";", ":", "("}:
            break
        start -= 1
    i, led = start, False
    while i < verb:
        w = words[i]
        if w.pos == "PRON" and not led and w.rel != "nmod:poss":
            return None
        if w.pos in {"NOUN", "PROPN"}:
            head = noun(words, i, numbers, proper=True)
            if not led:
                return head
            led, i = False, (head if head is not None else i)
        elif w.pos == "ADP":
            led = True
        elif w.surface == ",":
            led = False
        i += 1
    return None
