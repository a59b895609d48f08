"""Statements inside statements: a content in which somebody else seems to speak is read again by itself.

PolNeAR, which the role head learned from, marks the outermost level only. A content such as "B had told C that X" is, taken alone, a sentence of the same kind,
so that the same network finds the statement in it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sayso.reader.analysis import Statement
from sayso.reader.encoder import Encoder
from sayso.reader.pointing import Range
from sayso.reader.statements import statements
from sayso.reader.windows import Pieces, Window, windows

DEPTH = 3
_MARKS = frozenset('"\u201c\u201d\u201e\u00ab\u00bb') | {"''", "``"}
# Forms that often report what another said: a content without any is not read again. Missing one costs a nested statement, no more.
SPEAKING = frozenset(
    """
    said say says saying told tell tells telling according reported report reports reporting claimed claim claims claiming announced
    announce stated states stating statement warned warns warning confirmed confirms confirming denied denies denying accused accuses
    accusing alleged allegedly alleges citing cited cites quoted quoting argued argues believe believes believed thought think thinks
    insisted insists added adds acknowledged admitted suggested suggests showed shows found estimated estimates concluded asked asks
    asserted vowed pledged promised declared described wrote testified blamed called indicated revealed disclosed explained noted
    informed assured complained conceded predicted recalled recommended reiterated remarked speculated reportedly documented recorded
    counted announced demanded urged heard learned emphasized emphasised stressed maintained contended tweeted hinted implied commented
    mentioned boasted agreed agrees fears feared hopes expects condemned criticized criticised praised rejected
    """.split()
)


def nested(encoder: Encoder, p: Pieces, outer: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """A text's statements with those inside them, ``within`` pointing at the enclosing one; in text order, outer before inner."""
    found, level = list(outer), range(len(outer))
    for _ in range(DEPTH):
        asked = [(i, _windows(p, r)) for i in level for r in _speaking(p, found[i])]
        if not asked:
            break
        encoded = encoder.encode(p, [w for _, cut in asked for w in cut])
        before = len(found)
        for i, cut in asked:
            inner = statements(p, cut, encoded, encoder.structure)
            found += [replace(s, within=i) for s in inner if s.cue and _smaller(s, found[i])]
        level = range(before, len(found))
    return _ordered(found)


def _speaking(p: Pieces, statement: Statement) -> list[Range]:
    """The word ranges of a statement's content pieces in which somebody may speak."""
    ranges = []
    for span in statement.content:
        first, last = int(np.searchsorted(p.starts, span.start)), int(np.searchsorted(p.starts, span.end)) - 1
        while first < last and p.text[p.starts[first] : p.ends[first]] in _MARKS:
            first += 1
        while first < last and p.text[p.starts[last] : p.ends[last]] in _MARKS | {","}:
            last -= 1
        if last - first >= 3 and any(p.text[p.starts[w] : p.ends[w]].lower() in SPEAKING for w in range(first, last + 1)):
            ranges.append((first, last))
    return ranges


def _windows(p: Pieces, r: Range) -> list[Window]:
    """The windows of a content by itself; where all of it is quoted, quotation marks around it say nothing about what is in it."""
    cut = list(windows(p, r[0], r[1] + 1))
    if all((w.quote[w.kept[w.at]] > 0).all() for w in cut):
        return [replace(w, quote=np.where(w.quote == 2, 2, 0)) for w in cut]
    return cut


def _smaller(inner: Statement, outer: Statement) -> bool:
    """Whether the inner content leaves out at least its own cue: else it is the outer statement over again."""
    return sum(s.end - s.start for s in inner.content) < sum(s.end - s.start for s in outer.content)


def _ordered(found: list[Statement]) -> tuple[Statement, ...]:
    def place(i: int) -> tuple[int, int]:
        return found[i].content[0].start, -sum(len(s.surface) for s in found[i].content)

    order = sorted(range(len(found)), key=place)
    new = {old: i for i, old in enumerate(order)}
    return tuple(replace(found[i], within=None if (w := found[i].within) is None else new[w]) for i in order)
