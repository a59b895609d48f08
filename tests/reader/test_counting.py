"""What is counted and what is asserted of it, on trees made by hand."""

from __future__ import annotations

import numpy as np

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Word
from sayso.reader.counting import Counting, counting, substance
from sayso.reader.encoder import Encoded
from sayso.reader.predicates import predicate
from tests.reader.builders import encoded, structure


def tree(rows: str) -> Analysis:
    """An analysis of one sentence from ``surface/pos/head/rel`` rows, heads counted from 1, 0 for the root."""
    words, text = [], ""
    for row in rows.split():
        surface, pos, head, rel = row.split("/")
        text += " " if text else ""
        words.append(Word(len(text), len(text) + len(surface), surface, pos, int(head) - 1, rel, 0))
        text += surface
    return Analysis(text, tuple(words))


def asked(analysis: Analysis, amount: int, head: int | None, unit: str = "other") -> Counting:
    """The counting of the word ``amount`` where the pointer looks at ``head``, or at nothing."""
    e: Encoded = encoded(len(analysis.words))
    axis = np.zeros(64, np.float32)
    axis[0] = 9
    if head is not None:
        e.query["counted"][amount] = e.key["counted"][head] = axis
    s = structure()
    s.none["counted"] = 1.0
    return counting([(amount, amount)], [unit], analysis, e, s)[0]


KILLED = tree(
    "Shelling/NOUN/2/nsubj killed/VERB/0/root 32/NUM/5/nummod young/ADJ/5/amod anglers/NOUN/2/obj in/ADP/7/case Aster/PROPN/2/obl"
)


def test_the_noun_phrase_reaches_back_to_the_amount() -> None:
    found = asked(KILLED, 2, 4)
    assert found.span and found.span.surface == "young anglers"
    assert predicate((2, 2), found, KILLED) == "killed"


def test_what_narrows_or_joins_the_noun_belongs_to_it() -> None:
    a = tree("40/NUM/2/nummod cooks/NOUN/0/root ,/PUNCT/4/punct bakers/NOUN/2/conj and/CCONJ/6/cc maids/NOUN/2/conj came/VERB/2/acl")
    assert (found := asked(a, 0, 1)).span and found.span.surface == "cooks , bakers and maids"
    a = tree("40/NUM/2/nummod pages/NOUN/0/root of/ADP/4/case letters/NOUN/2/nmod and/CCONJ/7/cc six/NUM/7/nummod maps/NOUN/2/conj")
    assert (found := asked(a, 0, 1)).span and found.span.surface == "pages of letters"
    a = tree("40/NUM/2/nummod men/NOUN/0/root of/ADP/5/case the/DET/5/det port/NOUN/2/nmod")
    assert (found := asked(a, 0, 1)).span and found.span.surface == "men"


def test_what_happened_is_not_what_is_counted() -> None:
    a = tree("640/NUM/3/nsubj had/AUX/3/aux gone/VERB/0/root ashore/ADV/3/advmod")
    assert asked(a, 0, 2).span is None


def test_a_rate_is_counted_with_what_it_is_per() -> None:
    a = tree("2/NUM/2/nummod children/NOUN/0/root per/ADP/4/case woman/NOUN/2/nmod")
    assert (found := asked(a, 0, 1)).span and found.span.surface == "children per woman"


def test_a_measure_is_told_with_what_it_measures_and_a_span_of_time_is_not() -> None:
    a = tree("9/NUM/2/nummod tonnes/NOUN/0/root of/ADP/4/case grain/NOUN/2/nmod burned/VERB/2/acl")
    grain = Span.cut(a.text, 2, 8)
    assert substance(a, grain, "tonne", {0}).surface == "tonnes of grain"
    assert substance(a, grain, "day", {0}) == grain


def test_grammar_finds_what_the_pointer_leaves_alone() -> None:
    a = tree("15/NUM/5/nsubj of/ADP/4/case the/DET/4/det sailors/NOUN/1/nmod drowned/VERB/0/root")
    assert (found := asked(a, 0, None)).span and found.span.surface == "sailors"
    a = tree("The/DET/2/det number/NOUN/5/nsubj of/ADP/4/case nurses/NOUN/2/nmod fell/VERB/0/root to/ADP/7/case 40/NUM/5/obl")
    assert (found := asked(a, 6, None)).span and found.span.surface == "nurses"
    a = tree("It/PRON/2/nsubj hit/VERB/0/root 40/NUM/5/conj boats/NOUN/2/obj")
    assert (found := asked(a, 2, None)).span and found.span.surface == "boats"
    a = tree("They/PRON/2/nsubj pay/VERB/0/root five/NUM/4/nummod times/NOUN/2/obl more/ADJ/2/advmod")
    assert asked(a, 2, 3).span is None


def test_nothing_counted_is_nothing() -> None:
    a = tree("It/PRON/2/nsubj killed/VERB/0/root 32/NUM/2/obj and/CCONJ/5/cc wounded/VERB/2/conj 40/NUM/5/obj")
    assert asked(a, 5, None).span is None
    assert predicate((5, 5), asked(a, 5, None), a) == "wounded"
    assert predicate((2, 2), asked(a, 2, None), a) == "killed"


def test_two_verbs_side_by_side_share_what_is_counted() -> None:
    a = tree("It/PRON/2/nsubj killed/VERB/0/root and/CCONJ/4/cc wounded/VERB/2/conj 40/NUM/2/obj")
    assert predicate((4, 4), asked(a, 4, None), a) == "killed or wounded"


def test_a_copula_or_there_is_says_present() -> None:
    a = tree("There/PRON/2/expl were/VERB/0/root 90/NUM/4/nummod boats/NOUN/2/nsubj here/ADV/2/advmod")
    assert predicate((2, 2), asked(a, 2, 3), a) == "present"


def test_dead_and_injured_are_killed_and_wounded() -> None:
    a = tree("left/VERB/0/root 3/NUM/3/nummod people/NOUN/1/obj injured/ADJ/3/acl")
    assert predicate((1, 1), asked(a, 1, 2), a) == "wounded"


def test_a_circle_in_the_tree_ends() -> None:
    a = tree("40/NUM/2/nummod men/NOUN/3/obj of/ADP/2/case")
    assert predicate((0, 0), asked(a, 0, 1), a) == ""


def test_a_share_or_a_sum_takes_the_noun_that_grammar_gives_it() -> None:
    share = tree("58%/NUM/0/root of/ADP/4/case young/ADJ/4/amod voters/NOUN/1/nmod stayed/VERB/1/acl")
    assert (found := asked(share, 0, None, "percent").span) and found.surface == "young voters"
    money = tree("$5m/NUM/0/root in/ADP/3/case aid/NOUN/1/nmod came/VERB/1/acl")
    assert (found := asked(money, 0, None, "money:USD").span) and found.surface == "aid"
    when = tree("$5m/NUM/0/root in/ADP/3/case January/PROPN/1/nmod")
    assert asked(when, 0, None, "money:USD").span is None
    subject = tree("Turnout/NOUN/3/nsubj was/AUX/3/cop 58%/NUM/0/root")
    assert (found := asked(subject, 2, None, "percent").span) and found.surface == "Turnout"
    somebody = tree("Lind/PROPN/2/nsubj won/VERB/0/root 58%/NUM/2/obj")
    assert asked(somebody, 2, None, "percent").span is None
