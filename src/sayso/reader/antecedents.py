"""Which earlier mention of a person or body a later one goes back to, as far as the network tells: the judge among those that the rules let
stand for each other.

GUM's coreference taught it (Zeldes, LREV 2017): each mention with the nearest earlier one of the same entity, in the mention-ranking shape of
Denis and Baldridge (NAACL 2007).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis, Word
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.pointing import Range, pointed


class Antecedents:
    """The pointer from mentions to earlier mentions of one text."""

    def __init__(self, words: Sequence[Word], encoded: Encoded, structure: Structure) -> None:
        """Keep what the network said of the text with these words."""
        self._starts = [w.start for w in words]
        self._ends = [w.end for w in words]
        self._encoded = encoded
        self._structure = structure

    def chances(self, mention: Span, before: Sequence[Span]) -> list[float]:
        """How likely ``mention`` goes back to each of the spans ``before`` it, 0 to 1; what is left of 1 is how likely to none of them.

        Those too far away for the network to have seen both at once have 0.
        """
        words = [self._words(s) for s in (mention, *before)]
        query, keys = words[0], [(i, w) for i, w in enumerate(words[1:]) if w is not None]
        found = [0.0] * len(before)
        if query is None or not keys:
            return found
        scores = np.exp(pointed("antecedent", [query], [w for _, w in keys], self._encoded, self._structure)[0, :-1])
        for (i, _), chance in zip(keys, scores.tolist(), strict=True):
            found[i] = chance
        return found

    def _words(self, span: Span) -> Range | None:
        """First and last word of a span that the network has seen, None where there is none."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end) - 1
        if first > last or self._encoded.window[first] < 0:
            return None
        return first, last


def passing(analysis: Analysis) -> Iterator[tuple[Span, str]]:
    """The third-person pronouns of a text, in lower case."""
    for w in analysis.words:
        low = w.surface.lower()
        if w.pos == "PRON" and low in lex.PEOPLE_PRONOUNS.keys() | lex.THING_PRONOUNS | lex.GROUP_PRONOUNS:
            yield Span(w.start, w.end, w.surface), low


def alike(one: str, other: str) -> bool:
    """Whether two third-person pronouns can stand for the same one.

    >>> alike("she", "her"), alike("she", "his"), alike("it", "its"), alike("it", "they")
    (True, False, True, False)
    """
    if one in lex.PEOPLE_PRONOUNS or other in lex.PEOPLE_PRONOUNS:
        return lex.PEOPLE_PRONOUNS.get(one) == lex.PEOPLE_PRONOUNS.get(other)
    return (one in lex.THING_PRONOUNS) == (other in lex.THING_PRONOUNS)
