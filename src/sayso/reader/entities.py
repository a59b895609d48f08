"""The proper names of a text: runs of words written as names are, each of the kind that the network holds likeliest over
all that end in the same word.

News prose writes names with capitals, so that where a name begins and ends is read off the text; what it names, and whether the first word of a sentence or a
word in a headline is one, is the network's to say (GUM's entities taught it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Entity, Kind, Word
from sayso.reader.encoder import Encoded, Floats
from sayso.reader.labels import NAMES
from sayso.reader.pointing import Range, log_softmax
from sayso.reader.windows import Pieces

_WRITTEN = (1, 2, 3)  # the cases of windows.py that a name can have
_JOINS = frozenset("of for the de del la le bin ibn al el von van der den di da & - . ' \u2019".split())
_MARKS = frozenset({"-", ".", "'", "\u2019"})
_NEVER = lex.TIME_NAMES | {"i", "mr", "mrs", "ms", "am", "pm", "gmt", "s", "t"}
_AFFIXES = frozenset("based backed led held controlled run owned born".split())  # "London-based" describes a name and is none
_LIKELY, _TITLED, _CERTAIN = 0.5, 0.6, 0.9
_KINDS = [[i for i, tag in enumerate(NAMES) if tag.endswith(kind.value)] for kind in Kind]


def entities(p: Pieces, words: tuple[Word, ...], encoded: Encoded) -> tuple[Entity, ...]:
    """The names of a text in order, none across sentences; ``words`` are the text's words with their parts of speech."""
    chances = np.exp(log_softmax(encoded.scores["name"]))
    named = 1 - chances[:, 0]
    kinds = np.stack([chances[:, tags].sum(1) for tags in _KINDS], 1)
    found: list[Range] = []
    for begin, end in pairwise([0, *(np.flatnonzero(np.diff(p.sentence)) + 1).tolist(), p.words]):
        for first, last in _runs(p, words, named, begin, end):
            found += _split(kinds, first, last)
    votes: dict[str, Floats] = defaultdict(lambda: np.zeros(len(Kind), np.float32))
    for first, last in found:
        votes[words[last].surface.lower()] += kinds[first : last + 1].sum(0)
    return tuple(
        Entity(Span.cut(p.text, words[a].start, words[b].end), list(Kind)[int(votes[words[b].surface.lower()].argmax())]) for a, b in found
    )


def _runs(p: Pieces, words: tuple[Word, ...], named: Floats, begin: int, end: int) -> Iterator[Range]:
    letters = [i for i in range(begin, end) if p.case[i] != 4 and len(words[i].surface) > 3]
    titled = sum(p.case[i] in _WRITTEN for i in letters) > _TITLED * len(letters)
    opening = next((i for i in range(begin, end) if words[i].surface[0].isalnum()), begin)

    def is_name(i: int) -> bool:
        if p.case[i] not in _WRITTEN or words[i].surface.lower() in _NEVER:
            return False
        if i + 2 < end and words[i + 1].surface == "-" and words[i + 2].surface in _AFFIXES:
            return False
        doubtful = titled or i == opening or words[max(i - 1, 0)].surface in {'"', "\u201c", "\u2018", ":", "("}
        return not doubtful or (named[i] > _LIKELY and words[i].pos in {"PROPN", "ADJ"})

    i = begin
    while i < end:
        if not is_name(i):
            i += 1
            continue
        last = i
        at = i + 1
        while at < end and at - last <= 3:
            if is_name(at) and (at == last + 1 or _joined(p.text, words, last, at)):
                last = at
            elif words[at].surface.lower() not in _JOINS:
                break
            at += 1
        adjective = all(w.pos == "ADJ" for w in words[i : last + 1]) and named[i : last + 1].mean() < _LIKELY
        if not adjective:
            yield i, last
        i = last + 1


def _joined(text: str, words: tuple[Word, ...], first: int, second: int) -> bool:
    """Whether the small words between two capitalised ones hold them together: marks only without a space around."""
    between = [w.surface for w in words[first + 1 : second]]
    if any(b in _MARKS for b in between):
        gap = text[words[first].end : words[second].start]
        initial = between == ["."] and len(words[first].surface) <= 2
        return initial or " " not in gap or gap.lower().startswith((" al-", " el-"))
    return between != ["the"]


def _split(kinds: Floats, first: int, last: int) -> Iterator[Range]:
    """A run cut where the network is sure that one kind of name ends and another begins: text that lost its commas runs names together."""
    start = first
    for i in range(first + 1, last + 1):
        if kinds[i].argmax() != kinds[i - 1].argmax() and min(kinds[i].max(), kinds[i - 1].max()) > _CERTAIN:
            yield start, i - 1
            start = i
    yield start, last
