"""Which amounts that look like changes are only gaps."""

from __future__ import annotations

import pytest

from sayso.domain import Figure, Quantity, Span
from sayso.reader.amounts import amounts
from sayso.reader.figures import _gap, _unlike


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("He won 332 seats, 62 more than the 270 needed.", True),
        ("They won 3.7 million more votes than the rival party.", True),
        ("It counted 10,000 fewer than the previous year.", False),
        ("It was $5 million more than projected.", False),
        ("Women make up 40 percent of the crew.", True),
        ("Prices went up 40 percent.", False),
    ],
)
def test_a_gap_is_no_change(text: str, gap: bool) -> None:
    assert [_gap(text, a) for a in amounts(text)][-1 if "332" not in text else 1] is gap


def test_patients_are_no_part_of_villages() -> None:
    """What is counted must be able to be a part."""
    text = "nine villages, 300 patients"
    villages = Figure("F1", Span.cut(text, 0, 4), Quantity(9, 9, unit="place"), Span.cut(text, 0, 27))
    patients = Figure("F2", Span.cut(text, 15, 18), Quantity(300, 300, unit="person"), Span.cut(text, 0, 27))
    assert _unlike(patients, villages) and not _unlike(patients, patients)
