"""Readings built by hand from a text with marks in it, for tests of whatever shows or stores readings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.domain import Article, Attribution, Chain, Figure, Link, Quantity, Reading, Span

_MARK = re.compile(r"\{([scqf])(\d+)\|")


def unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without its marks, and the offsets of each mark.

    ``{s1|…}`` is the source of statement 1, ``{q1|…}`` its cue, ``{c1|…}`` its content, ``{f1|…}`` figure 1; marks may stand in each other.

    >>> unmarked("{s1|Police} {q1|said} {c1|{f1|two} men fled}.")
    ('Police said two men fled.', {'s1': [(0, 6)], 'q1': [(7, 11)], 'f1': [(12, 15)], 'c1': [(12, 24)]})
    """
    text, found, open_marks, at = "", defaultdict(list), [], 0
    while at < len(marked):
        if m := _MARK.match(marked, at):
            open_marks.append((m[1] + m[2], len(text)))
            at = m.end()
        elif marked[at] == "}" and open_marks:
            key, start = open_marks.pop()
            found[key].append((start, len(text)))
            at += 1
        else:
            text += marked[at]
            at += 1
    return text, dict(found)


def reading(
    marked: str,
    chains: Mapping[int, Sequence[str]],
    quantities: Mapping[int, Quantity] | None = None,
    article: Article | None = None,
    statements: Mapping[int, Mapping[str, object]] | None = None,
    figures: Mapping[int, Mapping[str, object]] | None = None,
) -> Reading:
    """A reading of a marked text: ``chains`` gives the names of each statement, the other mappings what differs from the plain case.

    >>> r = reading("{s1|Police} {q1|said} {c1|{f1|two} men fled}.", {1: ["Police"]}, {1: Quantity(2, 2)})
    >>> str(r.figures[0].chain), r.misplaced()
    ('Police', ())
    """
    text, found = unmarked(marked)
    spans = {key: tuple(Span.cut(text, a, b) for a, b in sorted(ends)) for key, ends in found.items()}
    said = tuple(
        replace(
            Attribution(
                f"A{n}", spans[f"c{n}"], spans.get(f"q{n}", ()), spans.get(f"s{n}", ()), Chain(tuple(Link(name) for name in names))
            ),
            **(statements or {}).get(n, {}),
        )
        for n, names in sorted(chains.items())
    )
    counted = []
    for n, quantity in sorted((quantities or {}).items()):
        amount = spans[f"f{n}"][0]
        inside = [a for a in said if any(c.holds(amount) for c in a.content)]
        inner = min(inside, key=lambda a: sum(len(c.surface) for c in a.content), default=None)
        made = Figure(f"F{n}", amount, quantity, Span.cut(text, 0, len(text)), statement=inner.id if inner else None)
        made = replace(made, chain=inner.chain if inner else Chain())
        counted.append(replace(made, **(figures or {}).get(n, {})))
    return Reading(replace(article or Article(""), text=text), said, tuple(counted), "by hand")
