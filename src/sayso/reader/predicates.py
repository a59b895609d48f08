"""What is asserted of the counted: one or two words from the tree around a figure."""

from __future__ import annotations

from sayso.reader.analysis import Analysis, Word
from sayso.reader.counting import Counting
from sayso.reader.pointing import Range

_STEPS = 12  # the longest way up a tree that is followed; trees are predicted word by word and may hold circles

# The field counts these under one word, whatever verb or noun a report chose.
_SAME = {
    "killed": "kill kills killing killed die dies died dying dead death deaths slain slay fatalities fatality perished martyred murdered executed massacred",
    "wounded": "wound wounds wounding wounded injure injures injured injuring injuries injury hurt maimed",
    "detained": "detain detains detained arrest arrests arrested jailed imprisoned",
    "displaced": "displace displaces displaced uprooted",
    "evacuated": "evacuate evacuated evacuating",
    "returned": "return returns returned returning",
    "fled": "flee flees fled fleeing",
    "missing": "missing",
}
PREDICATES = {form: name for name, forms in _SAME.items() for form in forms.split()}
_SUPPORT = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "have", "has", "had", "do", "does", "did", "become", "became", "remain", "remained"]
)


def predicate(amount: Range, found: Counting, analysis: Analysis) -> str:
    """One or two lower-case words for what is asserted of the counted; an empty string where the tree tells nothing.

    "killed 32" and "32 dead" are both ``killed``; a copula or "there were" is ``present``.
    """
    words = analysis.words
    start = found.head if found.head is not None else amount[1]
    named = PREDICATES.get(words[start].surface.lower())
    if named:
        return named
    verb = _verb(words, start)
    if verb is None:
        return ""
    chosen = PREDICATES.get(words[verb].surface.lower(), words[verb].surface.lower())
    if verb + 2 < len(words) and chosen in _SAME and words[verb + 1].rel == "cc" and words[verb + 2].head == verb:
        other = PREDICATES.get(words[verb + 2].surface.lower(), chosen)
        if other != chosen:
            return f"{chosen} or {other}"
    return "present" if chosen in _SUPPORT else chosen


def _verb(words: tuple[Word, ...], start: int) -> int | None:
    """The nearest verb above ``start``, or a support verb or predicate word beside it."""
    at = start
    for _ in range(_STEPS):
        w = words[at]
        if at != start and (w.pos == "VERB" or w.surface.lower() in PREDICATES):
            return at
        below = [
            i
            for i in range(max(0, at - 8), min(len(words), at + 9))
            if words[i].head == at and words[i].rel in {"acl", "acl:relcl", "cop", "amod"}
        ]
        for i in below:
            if words[i].surface.lower() in PREDICATES or (at == start and words[i].rel == "acl" and words[i].pos == "VERB"):
                return i
        if w.head < 0:
            return next((i for i in below if words[i].rel == "cop"), at if w.pos in {"VERB", "AUX"} else None)
        at = w.head
    return None
