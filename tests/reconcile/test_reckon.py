"""The rules one by one, on small questions made for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.domain import Entry, Party, Qualifier, Reckoning, Relation, Span, VerdictKind
from sayso.reconcile.copies import copies, credit
from sayso.reconcile.reckon import CONVENTIONS, explain, reckon
from tests.reconcile.made import entry, question

_FOG = "Two ferries met in thick fog off the old harbour wall on Sunday and {} people drowned before the lifeboats came"


def _kinds(r: Reckoning, rule: str) -> list[VerdictKind]:
    return [v.kind for v in r.verdicts if v.rule == rule]


def _two(a: Entry, b: Entry) -> VerdictKind:
    return reckon(question(a, b)).verdict


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ((30, None, Qualifier.AT_LEAST), (40, 40), "agree"),
        ((None, 30, Qualifier.AT_MOST), (40, 40), "disagree"),
        ((25000, 25000), (24800, 24800), "agree"),
        ((300000, 300000, Qualifier.NEARLY), (250000, 250000, Qualifier.APPROX), "disagree"),
        ((20, 20), (21, 21), "disagree"),
        ((24, None, Qualifier.VAGUE), (20, 20), "agree"),
        ((24, None, Qualifier.VAGUE), (3, 3), "disagree"),
        ((20, 30, Qualifier.RANGE), (28, 28), "agree"),
        ((20, 30, Qualifier.RANGE), (31, 31), "disagree"),
        ((0, 0), (0, 0), "agree"),
    ],
)
def test_bounds_hedges_and_round_numbers(a: tuple, b: tuple, kind: str) -> None:
    assert _two(entry(*a, who=["river police"]), entry(*b, who=["fire service"], outlet="Valley Times")) == kind


def test_a_relay_and_a_second_outlet_are_no_second_origin() -> None:
    r = reckon(
        question(entry(30, 30, who=["river police"]), entry(30, 30, who=["river police", "Coast Radio"], outlet="Valley Times", day=1))
    )
    assert (r.origins, r.verdict, r.accounts[0].relays) == (1, "agree", ("Valley Times-1/F1",))


def test_a_headline_restates_what_its_article_attributes() -> None:
    r = reckon(question(entry(30, 30, figure="F1"), entry(30, None, Qualifier.AT_LEAST, who=["river police"], figure="F2", at=5)))
    assert r.origins == 1
    assert (r.accounts[0].low, r.accounts[0].high) == (30, None)
    assert _kinds(r, "restated") == [VerdictKind.AGREE]


def test_a_headline_restates_a_total_but_not_a_change() -> None:
    total = entry(14, None, Qualifier.AT_LEAST, who=["state agency"], figure="F2", at=5, relation=Relation.TOTAL)
    more = entry(14, 14, who=["state agency"], figure="F2", at=5, relation=Relation.INCREASE)
    assert _kinds(reckon(question(entry(14, 14), total)), "restated") == [VerdictKind.AGREE]
    assert _kinds(reckon(question(entry(14, 14), more)), "restated") == []


def test_who_quotes_an_outlet_is_led_to_where_the_outlet_has_it_from() -> None:
    post = [entry(30, 30, figure="F1"), entry(30, 30, who=["river police"], figure="F2", at=5)]
    quoting = Entry("v/F1", "v", Party("outlet:Valley Times", "Valley Times"), post[0].published, post[0].figure, (post[0].outlet,))
    r = reckon(question(*post, quoting))
    assert (r.origins, [a.originator.name for a in r.accounts], _kinds(r, "relay")) == (1, ["river police"], [VerdictKind.AGREE])


def test_copies_of_an_attributed_passage_stand_on_its_source() -> None:
    whole = entry(30, 30, who=["river police"], context=_FOG.format(30) + ", river police said.")
    cut = entry(30, 30, outlet="Valley Times", context=_FOG.format(30) + ".")
    r = reckon(question(whole, cut))
    assert (r.origins, len(r.accounts), r.accounts[0].originator.id) == (1, 1, "river police")


def test_a_copy_with_another_number_puts_no_words_in_the_mouth_of_the_source() -> None:
    r = reckon(
        question(
            entry(30, 30, who=["river police"], context=_FOG.format(30)), entry(44, 44, outlet="Valley Times", context=_FOG.format(44))
        )
    )
    assert (r.origins, r.verdict) == (2, "disagree")


def test_nobody_named_is_one_party_in_copies_only() -> None:
    apart = [
        entry(30, 30, who=["?"], outlet=o, context=c)
        for o, c in (("Harbour Post", "Thirty are feared drowned."), ("Valley Times", "It is thought that 30 died."))
    ]
    alike = [entry(30, 30, who=["?"], outlet=o, context=_FOG.format(30)) for o in ("Harbour Post", "Valley Times")]
    assert reckon(question(*apart)).origins == 2
    assert reckon(question(*alike)).origins == 1
    assert reckon(question(*alike)).accounts[0].originator.name == "?"


def test_an_agency_in_the_credit_line_is_the_origin_of_what_two_papers_print() -> None:
    papers = [entry(30, 30, outlet=o, credit="AFP") for o in ("Harbour Post", "Valley Times")]
    r = reckon(question(*papers))
    assert [a.originator.name for a in r.accounts] == ["AFP"]


def test_the_same_number_without_a_source_is_an_echo() -> None:
    r = reckon(question(entry(30, 30, who=["river police"]), entry(30, 30, outlet="Valley Times", day=1)))
    assert (r.origins, [a.independent for a in r.accounts], _kinds(r, "echo")) == (1, [True, False], [VerdictKind.AGREE])


def test_an_old_number_without_a_source_is_a_late_echo() -> None:
    r = reckon(
        question(
            entry(30, 30, who=["river police"]), entry(40, 40, who=["river police"], day=1), entry(30, 30, outlet="Valley Times", day=2)
        )
    )
    assert (r.origins, r.verdict, r.best, _kinds(r, "late echo")) == (1, "revised", 40, [VerdictKind.REVISED])


def test_a_later_number_revises_and_an_open_restatement_does_not() -> None:
    numbers = [entry(58, None, Qualifier.AT_LEAST, who=["relief committee"]), entry(72, 72, who=["relief committee"], day=1)]
    late = entry(58, None, Qualifier.AT_LEAST, who=["relief committee"], day=2)
    account = reckon(question(*numbers, late)).accounts[0]
    assert (account.low, account.high, len(account.revisions)) == (72, 72, 1)


def test_as_of_time_goes_before_publication() -> None:
    late_report_of_june = entry(10, 10, who=["relief committee"], time="2016-05-01", day=5)
    july = entry(20, 20, who=["relief committee"], time="2016-07-01", outlet="Valley Times")
    account = reckon(question(late_report_of_june, july)).accounts[0]
    assert (account.low, [(r.earlier.low, r.later.low) for r in account.revisions]) == (20, [(10, 20)])


def test_who_has_not_heard_of_a_revision_does_not_disagree() -> None:
    r = reckon(
        question(
            entry(25, 25, who=["river police"]),
            entry(25, 25, who=["fire service"], outlet="Valley Times"),
            entry(40, 40, who=["river police"], day=1),
        )
    )
    assert (_kinds(r, "superseded"), r.verdict) == ([VerdictKind.REVISED], "revised")


def test_other_units_days_and_populations_are_not_comparable() -> None:
    people = entry(30, 30, who=["river police"], time="2016-07-10")
    boats = entry(2, 2, who=["fire service"], outlet="Valley Times", unit="event")
    spring = entry(12, 12, who=["fire service"], outlet="Valley Times", time="2016-04-02")
    children = entry(4, 4, who=["fire service"], outlet="Valley Times", counted="children")
    for other, rule in ((boats, "units"), (spring, "as-of dates"), (children, "population")):
        r = reckon(question(people, other))
        assert (r.verdict, _kinds(r, rule)) == ("not_comparable", [VerdictKind.NOT_COMPARABLE])


def test_lengths_are_compared_in_one_unit() -> None:
    assert (
        _two(entry(1, 1, who=["a"], unit="mile", counted=""), entry(1609, 1609, who=["b"], unit="m", counted="", outlet="Valley Times"))
        == "disagree"
    )
    assert (
        _two(entry(2, 2, who=["a"], unit="km", counted=""), entry(2000, 2000, who=["b"], unit="m", counted="", outlet="Valley Times"))
        == "agree"
    )


def test_some_cannot_be_more_than_all() -> None:
    r = reckon(
        question(entry(30, 30, who=["river police"]), entry(44, 44, who=["fire service"], outlet="Valley Times", counted="children"))
    )
    assert (r.verdict, r.low, r.high) == ("disagree", 30, 44)


def test_civilians_narrow_only_where_somebody_tells_them_apart() -> None:
    loose = question(entry(17, 17, who=["river police"], counted="civilians"), entry(20, 20, who=["fire service"], outlet="Valley Times"))
    strict = question(
        *loose.entries,
        entry(25, 25, who=["relief committee"], article="x"),
        entry(9, 9, who=["relief committee"], article="x", counted="civilians", figure="F2"),
    )
    assert _kinds(reckon(loose), "apart") == [VerdictKind.DISAGREE]
    assert VerdictKind.NOT_COMPARABLE in _kinds(reckon(strict), "population")


def test_two_who_speak_together_are_two_where_one_is_heard_alone() -> None:
    r = reckon(question(entry(4, 4, who=["river police and a doctor"]), entry(4, 4, who=["river police"], outlet="Valley Times")))
    assert [a.originator.name for a in r.accounts] == ["river police", "a doctor"]


def test_parts_fit_their_whole_or_do_not() -> None:
    whole = entry(47, 47, who=["relief committee"], figure="F1", article="x")
    civilians = entry(
        31, 31, who=["relief committee"], figure="F2", article="x", counted="civilians", relation=Relation.PART, part_of="F1", at=5
    )
    fighters = entry(
        16, 16, who=["relief committee"], figure="F3", article="x", counted="fighters", relation=Relation.PART, part_of="F1", at=9
    )
    many = entry(
        60, 60, who=["relief committee"], figure="F4", article="x", counted="children", relation=Relation.PART, part_of="F1", at=12
    )
    fits = reckon(question(whole, civilians, fighters))
    assert _kinds(fits, "sum of parts") == [VerdictKind.AGREE]
    assert {(d.rule, d.quantity.low) for d in fits.derived} == {("whole less part", 16), ("whole less part", 31)}
    assert VerdictKind.DISAGREE in _kinds(reckon(question(whole, many)), "part and whole")


def test_a_total_is_the_answer_and_its_summands_add_up() -> None:
    chain = ["state agency"]
    total = entry(14, 14, who=chain, article="x", figure="F1", relation=Relation.TOTAL)
    parts = [entry(n, n, who=chain, article="x", figure=f"P{n}", at=n) for n in (13, 1)]
    r = reckon(question(total, *parts))
    assert (r.best, _kinds(r, "sum and total")) == (14, [VerdictKind.AGREE])


def test_a_change_is_checked_against_the_levels_around_it() -> None:
    before = entry(17, 17, who=["river police"])
    more = entry(3, 3, who=["river police"], day=1, relation=Relation.INCREASE)
    alone = reckon(question(before, more))
    assert [(d.rule, d.quantity.low, d.entries) for d in alone.derived] == [("level and change", 20, (before.id, more.id))]
    assert (alone.accounts[0].low, alone.best) == (17, 17)
    for level, kind in ((20, VerdictKind.AGREE), (25, VerdictKind.DISAGREE)):
        after = entry(level, level, who=["river police"], outlet="Valley Times", day=2)
        assert _kinds(reckon(question(before, more, after)), "change and level") == [kind]


def test_conventions_differ_in_what_they_take() -> None:
    q = question(
        entry(30, 30, who=["river police"]),
        entry(34, 34, who=["fire service"], outlet="Valley Times"),
        entry(200, None, Qualifier.VAGUE, outlet="Coast Radio", context="Hundreds drowned."),
    )
    found = {name: (r.low, r.best, r.high) for name in CONVENTIONS for r in [reckon(q, name)]}
    assert found == {
        "acled": (30, 30, None),
        "ccc": (30, 115, 200),
        "ucdp": (30, 30, 34),
        "ibc": (30, None, 200),
        "airwars": (30, None, None),
    }
    assert all(c.source and c.practice for c in CONVENTIONS.values())


def test_two_others_killed_are_not_all_of_the_killed() -> None:
    others = entry(2, 2, who=["river police"], counted="others")
    everybody = entry(4, 4, who=["fire service"], outlet="Valley Times")
    assert reckon(question(others, everybody)).best == 4
    assert reckon(question(others, everybody, predicate="wounded")).best == 2


def test_three_of_the_dead_are_not_all_of_them() -> None:
    sentence = "Friends knew three of the dead well."
    some = entry(3, 3, who=["river police"], counted="dead")
    figure = replace(some.figure, amount=Span(13, 18, "three"), sentence=Span(0, len(sentence), sentence))
    everybody = entry(4, 4, who=["fire service"], outlet="Valley Times")
    assert reckon(question(replace(some, figure=figure), everybody)).best == 4


def test_an_unknown_convention_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="acled, ccc"):
        reckon(question(entry(1, 1)), "mine")


def test_why_names_the_values_and_the_rules() -> None:
    q = question(entry(30, 30, who=["river police"]), entry(44, 44, who=["fire service"], outlet="Valley Times"))
    text = "\n".join(explain(q, reckon(q)))
    assert "[apart] disagree: river police says 30, fire service 44: both cannot be right." in text
    assert "2 independent origins" in text and "by acled" in text


def test_copies_are_of_different_articles_and_need_most_of_the_shorter_passage() -> None:
    a = entry(30, 30, context=_FOG.format(30) + ", river police said on Sunday evening.")
    b = entry(30, 30, outlet="Valley Times", context="An official said: " + _FOG.format(30))
    c = entry(30, 30, outlet="Coast Radio", context="Lifeboats searched the coast for a third day without finding any of the missing.")
    d = entry(30, 30, figure="F2", context=_FOG.format(30))
    assert [{e.id for e in g} for g in copies([c, b, a, d])] == [{a.id, b.id, d.id}]
    assert copies([a, d]) == ()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("HARBOUR TOWN, July 10 (Reuters) - Two ferries collided.", "Reuters"),
        ("Two ferries collided, the harbour master said.-AFP", "AFP"),
        ("Ferries collide off old town AP Sunday 10 Jul 2016 Two ferries collided.", "AP"),
        ("Two ferries collided. Source: Xinhua", "Xinhua"),
        ("(CBS/AP) HARBOUR TOWN, Maine - Two ferries collided.", "AP"),
        ("Two ferries lie off the harbour. (AP) They collided on Sunday.", ""),
        ("Two ferries collided. © 2016 Agence France-Presse", "AFP"),
        ("The harbour master told Reuters that two ferries collided.", ""),
        ("APPLES and AFPs are no agencies.", ""),
        ("", ""),
    ],
)
def test_credit_lines(text: str, agency: str) -> None:
    assert credit(text) == agency


def test_hostile_text_neither_raises_nor_hangs() -> None:
    for text in ("\ud800" * 30_000, "( " * 50_000, "- " * 50_000, "a" * 200_000, "٣ " * 10_000):
        assert credit(text) == ""
        assert copies([entry(1, 1, context=text), entry(1, 1, context=text, outlet="Valley Times")])
