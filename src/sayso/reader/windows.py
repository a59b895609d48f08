"""Text to windows of word pieces with their features: what the encoder is given, in training and in use alike.

A window follows paragraphs: it holds whole ones while they fit, a long one is cut between sentences, a longer sentence between
words. A separator stands between the paragraphs of a window. The vocabulary is uncased, so the case of each word and whether it stands inside
quotation marks are given as features of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from sayso.domain import Span
from sayso.reader.sentences import paragraphs, sentences

Ints = npt.NDArray[np.int64]

WINDOW = 256
CASES = 5  # lower, capitalised, all capitals, mixed, no letters
QUOTES = 4  # outside, inside, a mark itself, inside a quotation that an earlier paragraph opened
_CLS, _SEP = 101, 102
_OPEN = {"\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c"}
_CLOSE = frozenset("\u201d\u00bb")


@dataclass(frozen=True)
class Pieces:
    """A text as word pieces. ``ids``, ``word`` (index of the word that a piece belongs to) have shape [pieces]; ``starts``, ``ends`` (code
    points), ``first`` (index of a word's first piece), ``case``, ``quote``, ``sentence`` and ``paragraph`` (indices) have shape [words].
    """

    text: str
    ids: Ints
    word: Ints
    first: Ints
    starts: Ints
    ends: Ints
    case: Ints
    quote: Ints
    sentence: Ints
    paragraph: Ints
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(self.starts)


@dataclass(frozen=True)
class Window:
    """Words ``begin`` to ``end`` (exclusive) of a text as one row for the encoder.

    ``ids``, ``case`` and ``quote`` have shape [length], special pieces included; ``kept`` [kept] are the positions that the network goes on
    with after its first layer, the first piece of each word and the special ones; ``at`` [end - begin] says at which of these each word
    stands.
    """

    begin: int
    end: int
    ids: Ints
    case: Ints
    quote: Ints
    kept: Ints
    at: Ints


def pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut ``text`` into words and word pieces; characters that the vocabulary drops (controls) belong to no word."""
    paras, sents = paragraphs(text), sentences(text)
    ids: list[int] = []
    word: list[int] = []
    first: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraph: list[int] = []
    for p, (para, enc) in enumerate(zip(paras, tokenizer.encode_batch([p.surface for p in paras], add_special_tokens=False), strict=True)):
        previous: int | None = None
        for piece, w, (s, e) in zip(enc.ids, enc.word_ids, enc.offsets, strict=True):
            if w != previous:
                previous = w
                first.append(len(ids))
                starts.append(para.start + s)
                ends.append(para.start + e)
                paragraph.append(p)
            ends[-1] = max(ends[-1], para.start + e)
            ids.append(piece)
            word.append(len(starts) - 1)
    begin = np.array(starts, np.int64)
    bounds = np.array([s.start for s in sents], np.int64)
    return Pieces(
        text,
        np.array(ids, np.int64),
        np.array(word, np.int64),
        np.array(first, np.int64),
        begin,
        np.array(ends, np.int64),
        np.array([_case(text[s:e]) for s, e in zip(starts, ends, strict=True)], np.int64),
        np.array(_quotes(text, starts, ends, paragraph), np.int64),
        np.maximum(np.searchsorted(bounds, begin, side="right") - 1, 0) if len(bounds) else np.zeros(len(begin), np.int64),
        np.array(paragraph, np.int64),
        sents,
        paras,
    )


def windows(p: Pieces, begin: int = 0, end: int | None = None, length: int = WINDOW) -> Iterator[Window]:
    """Cut words ``begin`` to ``end`` (exclusive; None: all) into windows of at most ``length`` pieces, special ones included;
    every word stands in exactly one."""
    stop = p.words if end is None else end
    while begin < stop:
        cut = _last(p, begin, stop, length)
        yield _window(p, begin, cut, length)
        begin = cut


def _last(p: Pieces, begin: int, stop: int, length: int) -> int:
    """The word at which a window that starts at ``begin`` must end: at a paragraph where one fits, else a sentence, else a word."""
    ahead = min(stop, begin + length)  # a word has one piece at least
    sizes = _sizes(p, begin, ahead, length)
    closing, ending = _changes(p.paragraph, begin, ahead, stop), _changes(p.sentence, begin, ahead, stop)
    taken = np.cumsum(sizes + closing)  # one piece goes to the end of each paragraph, one to the opening mark
    full = np.flatnonzero(taken - closing + 1 > length - 1)
    fits = int(full[0]) if len(full) else ahead - begin
    paragraphs_, sentences_ = np.flatnonzero(closing[:fits]), np.flatnonzero(ending[:fits])
    to_paragraph = int(paragraphs_[-1]) + 1 if len(paragraphs_) else 0
    to_sentence = int(sentences_[-1]) + 1 if len(sentences_) else 0
    # A paragraph boundary is worth up to half a window of room; beyond that the long paragraph is cut between its sentences.
    if to_paragraph and (to_sentence - to_paragraph) * 2 < fits:
        return begin + to_paragraph
    return begin + (to_sentence or max(fits, 1))


def _sizes(p: Pieces, begin: int, end: int, length: int) -> Ints:
    """How many pieces each word has, as far as a window can hold them."""
    bounds = p.first[begin : end + 1] if end < p.words else np.append(p.first[begin:end], len(p.ids))
    sizes: Ints = np.minimum(np.diff(bounds), length - 2)
    return sizes


def _changes(index: Ints, begin: int, end: int, stop: int) -> npt.NDArray[np.bool_]:
    """For each word, whether the next one stands in another paragraph or sentence, or beyond ``stop``."""
    found = np.ones(end - begin, bool)
    after = index[begin + 1 : min(end + 1, stop)]
    found[: len(after)] = after != index[begin : begin + len(after)]
    return found


def _window(p: Pieces, begin: int, end: int, length: int) -> Window:
    sizes, closing = _sizes(p, begin, end, length), _changes(p.paragraph, begin, end, end)
    ends = np.cumsum(sizes)
    start = 1 + ends - sizes + np.cumsum(closing) - closing  # where each word's first piece goes
    word = np.repeat(np.arange(end - begin), sizes)
    within = np.arange(len(word)) - (ends - sizes)[word]
    to, total = start[word] + within, 1 + len(word) + int(closing.sum())
    ids, case, quote = (np.full(total, value, np.int64) for value in (_SEP, CASES - 1, 0))
    ids[0] = _CLS
    ids[to] = p.ids[p.first[begin:end][word] + within]
    case[to], quote[to] = p.case[begin:end][word], p.quote[begin:end][word]
    kept = np.sort(np.concatenate([[0], start, (start + sizes)[closing]]))
    return Window(begin, end, ids, case, quote, kept, np.searchsorted(kept, start))


@lru_cache(maxsize=4096)
def _case(word: str) -> int:
    if not any(c.isalpha() for c in word):
        return 4
    if word.islower():
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3


def _quotes(text: str, starts: list[int], ends: list[int], paragraph: list[int]) -> list[int]:
    """Per word, where it stands to double quotation marks and guillemets. An unclosed quotation ends with its paragraph,
    unless the next one opens with a mark again, as papers do for a quotation that runs on."""
    states: list[int] = []
    inside, carried, closing, now = False, False, "", -1
    for s, e, p in zip(starts, ends, paragraph, strict=True):
        word = text[s:e]
        if p != now:
            carried = inside and word in ('"', *_OPEN)
            inside, now = False, p
        if word == '"':
            inside, closing = not inside, '"'
        elif word in _OPEN and not (inside and word == closing):
            inside, closing = True, _OPEN[word]
        elif word in _CLOSE or (inside and word == closing):
            inside = False
        else:
            states.append((3 if carried else 1) if inside else 0)
            continue
        states.append(2)
    return states
