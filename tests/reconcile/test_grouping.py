"""Figures that answer the same question come together, in whatever order they arrive, and people's decisions hold."""

from __future__ import annotations

import base64
import datetime as dt
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Reading
from sayso.reconcile.likeness import NAMES, evidence
from sayso.reconcile.same import Profile, group, profiles
from tests.reconcile.stories import figure, told


def _pool(*readings: Reading) -> list[Profile]:
    return [p for r in readings for p in profiles(r).values()]


def _market(killed: int, wounded: int, day: int = 4) -> Reading:
    return told(
        f"A bomb killed {{f1|{killed}}} people at the fish market in Millbrook on Wednesday. The blast wounded {{f2|{wounded}}} others, the mayor said.",
        figure(killed, predicate="killed", counted="people", place="Millbrook", time="2021-03-03"),
        figure(wounded, predicate="wounded", counted="others", place="Millbrook", time="2021-03-03"),
        title="Bomb at Millbrook fish market",
        day=dt.date(2021, 3, day),
    )


def _ferry() -> Reading:
    return told(
        "A ferry sank off Port Ash and {f1|31} passengers died, the coast guard said on Thursday.",
        figure(31, predicate="killed", counted="passengers", place="Port Ash", time="2021-03-04"),
        title="Ferry sinks off Port Ash",
    )


def test_reports_of_one_event_meet_by_what_they_assert() -> None:
    pool = _pool(_market(12, 40), _ferry(), _market(14, 40, day=5))
    assert group(pool) == [(0, 3), (1, 4), (2,)]


def test_two_attacks_in_one_town_on_days_apart_stay_apart() -> None:
    later = told(
        "Gunmen on motorcycles killed {f1|3} guards outside the Millbrook courthouse on Saturday.",
        figure(3, predicate="killed", counted="guards", place="Millbrook", time="2021-03-06"),
        title="Courthouse guards shot",
        day=dt.date(2021, 3, 7),
    )
    assert (0, 2) not in group(_pool(_market(12, 40), later))


def test_a_whole_and_its_part_are_two_questions() -> None:
    reading = told(
        "Shelling of Millbrook killed {f1|9} people, {f2|4} of them in the old town.",
        figure(9, predicate="killed", counted="people", place="Millbrook", time="2021-03-03"),
        figure(4, predicate="killed", place="Millbrook", time="2021-03-03", relation="part", part_of="F1"),
    )
    assert group(_pool(reading)) == [(0,), (1,)]


def test_a_running_total_is_no_answer_about_an_event() -> None:
    total = told(
        "More than {f1|90,000} people have been killed in Syria since the conflict began.",
        figure(90000, predicate="killed", counted="people", place="Syria", time="2011/2021-03"),
    )
    again = told(
        "The war in Syria has killed {f1|95,000} people.",
        figure(95000, predicate="killed", counted="people", place="Syria", time="2011/2021-03"),
    )
    assert group(_pool(_market(12, 40), total, again)) == [(0,), (1,), (2, 3)]


def test_numbers_below_zero_can_be_weighed() -> None:
    pool = _pool(_market(12, 40), _market(14, 40, day=5))
    below = [replace(p, low=-p.low, high=-p.high) for p in pool if p.low is not None and p.high is not None]
    assert len(below) == len(pool)
    assert np.isfinite(evidence(below)).all()


def test_senses_speak_only_where_both_have_one_of_the_same_width() -> None:
    pool = _pool(_market(12, 40), _market(14, 40, day=5))
    told_apart = [base64.b64encode(bytes(v)).decode() for v in ([127, 0, 0], [127, 0, 0], [0, 127], [])]
    row = NAMES.index("sense")
    found = evidence([replace(p, sense=s) for p, s in zip(pool, told_apart, strict=True)])[row]
    assert found[0, 1] == found[1, 0] > 0
    assert not found[2:, :2].any() and not found[3].any()
    assert np.isfinite(evidence([replace(p, sense="AAAA") for p in pool])).all()


def test_another_seven_and_parts_of_other_wholes_are_told_apart() -> None:
    reading = told(
        "Raids on Millbrook killed {f1|seven} people, {f2|two} of them women. Raids on Port Ash killed another {f3|nine} people, {f4|two} of them women.",
        figure(7, predicate="killed", counted="people", place="Millbrook", time="2021-03-03"),
        figure(2, predicate="killed", counted="women", place="Millbrook", time="2021-03-03", relation="part", part_of="F1"),
        figure(9, predicate="killed", counted="people", place="Port Ash", time="2021-03-03"),
        figure(2, predicate="killed", counted="women", place="Port Ash", time="2021-03-03", relation="part", part_of="F3"),
    )
    first, women, second, others = _pool(reading)
    found = evidence([first, women, second, others])
    assert [p.of for p in (first, women, second, others)] == [None, 7.0, None, 9.0]
    assert found[NAMES.index("on top"), 0, 2] and not found[NAMES.index("on top"), 0, 1]
    assert found[NAMES.index("other whole"), 1, 3] == 1
    assert len(group([first, women, second, others])) == 4


def _weighed(name: str, one: dict[str, object], other: dict[str, object], *, apart: bool = True) -> float:
    """One piece of evidence between two figures on the dead of one market, of two articles unless told, changed so far as given."""
    first, second = (replace(p, article="a") for p in (_pool(_market(12, 40))[0],) * 2)
    pair = [replace(first, **one), replace(second, **({"article": "b"} if apart else {}), **other)]
    found = evidence(pair)[NAMES.index(name)]
    assert found[0, 1] == found[1, 0]
    return float(found[0, 1])


_TELLING = tuple(f"word{i}" for i in range(20)), tuple(f"other{i}" for i in range(20))


@pytest.mark.parametrize(
    ("words", "dated", "expected"),
    [(20, True, 1.0), (20, False, 2.0), (10, True, 0.25), (0, True, 0.0)],
)
def test_reports_with_few_words_to_share_are_strangers_less(words: int, dated: bool, expected: float) -> None:
    one, other = ({"event": w[:words], "dated": dated} for w in _TELLING)
    assert _weighed("strangers", one, other) == expected
    assert _weighed("strangers", one, one) == (expected if words < 3 else 0)


@pytest.mark.parametrize(
    ("name", "one", "other", "like"),
    [
        ("small value", {"low": 2.0, "high": 2.0}, {"low": 2.0, "high": 2.0}, {"low": 9.0, "high": 9.0}),
        ("value elsewhere", {"places": ("ash",)}, {}, {"places": ("ash",)}),
        ("room", {"low": 10.0, "high": None}, {"low": 12.0, "high": 12.0}, {"low": 9.0, "high": 9.0}),
        ("other days", {"last": dt.date(2021, 3, 3)}, {"first": dt.date(2021, 3, 6), "last": dt.date(2021, 3, 6)}, {}),
        ("part", {"relation": "part"}, {}, {"relation": "part"}),
        ("total", {"relation": "total"}, {"low": 9.0, "high": 9.0}, {"low": 9.0, "high": 9.0, "relation": "total"}),
        ("other words", {"words": ("fighter", "sortie")}, {"words": ("helicopter", "sortie")}, {"words": ("sortie",)}),
        ("others", {"words": ("other",)}, {"low": 9.0, "high": 9.0, "words": ("people",)}, {"low": 9.0, "high": 9.0, "words": ("other",)}),
        ("other speaker", {"by": "mayor"}, {"low": 9.0, "high": 9.0, "by": "coast guard"}, {"low": 9.0, "high": 9.0, "by": "mayor"}),
    ],
)
def test_what_tells_questions_apart(name: str, one: dict[str, object], other: dict[str, object], like: dict[str, object]) -> None:
    """Each piece speaks of the first pair and is silent on the second, which lacks what it is about."""
    assert _weighed(name, one, other) > 0
    assert _weighed(name, one, like) == 0


def test_a_speaker_gives_one_number_for_a_question() -> None:
    nine = {"low": 9.0, "high": 9.0, "by": "mayor"}
    assert _weighed("one speaker", {"by": "mayor"}, nine, apart=False) == 1
    assert _weighed("one speaker", {"by": "mayor"}, nine) == 0


def test_two_short_reports_of_one_strike_meet() -> None:
    """They share a place, a day and what is said, and have no other words to share."""
    few = told(
        "{f1|25} people were killed in Tern Bay, the monitor said. Boats looked for others in the dark.",
        figure(25, predicate="killed", counted="people", place="Tern Bay", time="2021-03-03"),
    )
    more = told(
        "{f1|40} people were killed in Tern Bay, the mayor told the radio. She spoke before noon.",
        figure(40, predicate="killed", counted="people", place="Tern Bay", time="2021-03-03"),
    )
    assert group(_pool(few, more)) == [(0, 1)]


def test_the_order_of_the_pool_does_not_matter() -> None:
    pool = _pool(_market(12, 40), _ferry(), _market(14, 40, day=5), _market(14, 45, day=6))
    expected = group(pool)
    for seed in range(5):
        order = list(range(len(pool)))
        random.Random(seed).shuffle(order)
        found = group([pool[i] for i in order])
        assert sorted(tuple(sorted(order[i] for i in g)) for g in found) == expected


def test_people_put_figures_together_and_take_them_apart() -> None:
    pool = _pool(_market(12, 40), _ferry(), _market(14, 40, day=5))
    assert any({0, 2} <= set(g) for g in group(pool, together=[(0, 2)]))
    assert not any({0, 3} <= set(g) for g in group(pool, apart=[(0, 3)]))


def test_together_holds_across_what_the_machine_never_compares() -> None:
    pool = _pool(_market(12, 40), _ferry())
    assert any({1, 2} <= set(g) for g in group(pool, together=[(1, 2)]))


def test_a_decision_must_name_figures_of_the_pool() -> None:
    with pytest.raises(IndexError, match="figure 7"):
        group(_pool(_ferry()), together=[(0, 7)])


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 90), st.integers(1, 28)), max_size=8), st.randoms())
def test_any_pool_is_partitioned_the_same_way_in_any_order(values: list[tuple[int, int, int]], rng: random.Random) -> None:
    pool = _pool(*(_market(k, w, d) for k, w, d in values))
    found = group(pool)
    assert sorted(i for g in found for i in g) == list(range(len(pool)))
    order = list(range(len(pool)))
    rng.shuffle(order)
    again = group([pool[i] for i in order])

    def contents(groups: list[tuple[int, ...]], of: list[Profile]) -> list[list[str]]:
        return sorted(sorted(f"{of[i].article}{of[i].figure}" for i in g) for g in groups)

    assert contents(again, [pool[i] for i in order]) == contents(found, pool)
