"""A story taken apart by hand: what the views are tried on without weights."""

from __future__ import annotations

import datetime as dt

from sayso.domain import Article, Implied, Period, Qualifier, Quantity, Reading, Relation, Span, Voice
from tests.marked import reading, unmarked

_FERRY = """{c1|{f1|At least 70} boats lie idle since the spill}, {s1|fishermen} {q1|told} the Tern Bay Courier, the Norlight agency reported.

{s2|The minister} {q2|said} {c2|{f2|up to 1,600} tonnes had leaked, and {f3|some 40} of the crews had been {s3|told} {q3|that} {c3|the warning came late}}.

{c4|“We will pay every crew,”} {s4|she} {q4|said}. {c4|“Nobody is left alone.”}

There are now {f4|4,800} fishermen, {f5|1,200} fewer than the previous year. {q5|It is thought that} {c5|{f6|dozens} have left}.
"""


def ferry() -> Reading:
    """A three-link chain, a nested statement, a quote in two pieces, bounds, a part, a change, and nobody named."""
    text, _ = unmarked(_FERRY)

    def at(words: str) -> Span:
        start = text.index(words)
        return Span.cut(text, start, start + len(words))

    return reading(
        _FERRY,
        {
            1: ["fishermen", "Tern Bay Courier", "Norlight"],
            2: ["Ilse Tarrow"],
            3: ["?", "Ilse Tarrow"],
            4: ["Ilse Tarrow"],
            5: ["?"],
        },
        {
            1: Quantity(70, None, Qualifier.AT_LEAST, "object"),
            2: Quantity(None, 1600, Qualifier.AT_MOST, "tonne"),
            3: Quantity(40, 40, Qualifier.APPROX, "group"),
            4: Quantity(4800, 4800, unit="person"),
            5: Quantity(1200, 1200, unit="person"),
            6: Quantity(24, None, Qualifier.VAGUE, "person"),
        },
        Article("", "Spill keeps boats ashore", "Harbour Post", ("R. Lund",), dt.date(2024, 3, 12), origin="ferry.txt"),
        {3: {"within": "A2"}, 4: {"voice": Voice.DIRECT}, 5: {"confidence": 0.3}},
        {
            1: {"counted": at("boats"), "predicate": "idle", "time": Period.parse("2024-03")},
            3: {"relation": Relation.PART, "part_of": "F1", "counted": at("the crews")},
            5: {
                "relation": Relation.DECREASE,
                "counted": at("fishermen, "[:9]),
                "implied": Implied(Quantity(6000, 6000, unit="person"), ("F4", "F5"), Period.parse("2023")),
            },
            6: {"confidence": 0.4},
        },
    )
