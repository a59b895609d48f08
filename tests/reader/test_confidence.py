"""Chances become confidence by the line that comes with the weights."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.confidence import calibrated

SHARES = st.floats(0, 1)


@given(SHARES, SHARES, st.floats(-3, 3), st.floats(0.05, 3))
def test_confidence_is_a_share_and_keeps_the_order(one: float, other: float, bias: float, slope: float) -> None:
    """What the network holds likelier is never less sure."""
    low, high = sorted((one, other))
    assert 0 <= calibrated(low, (bias, slope)) <= calibrated(high, (bias, slope)) <= 1
