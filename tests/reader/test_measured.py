"""The noun that a share or a sum measures, on trees made by hand."""

from __future__ import annotations

import pytest

from sayso.reader.analysis import Word
from sayso.reader.measured import measured
from sayso.reader.phrases import noun


def tree(rows: str) -> tuple[Word, ...]:
    """The words of one sentence from ``surface/pos/head/rel`` rows, heads counted from 1, 0 for the root."""
    words, at = [], 0
    for row in rows.split():
        surface, pos, head, rel = row.rsplit("/", 3)
        words.append(Word(at, at + len(surface), surface, pos, int(head) - 1, rel, 0))
        at += len(surface) + 1
    return tuple(words)


def found(rows: str, unit: str, *amounts: str) -> str | None:
    """The surface of the noun that the last of ``amounts`` measures, each one word of ``rows``."""
    words = tree(rows)
    places = [next(i for i, w in enumerate(words) if w.surface == a) for a in amounts]
    before = None
    at = None
    for place in places:
        at = measured(words, (place, place), unit, set(places), before)
        before = ((place, place), at)
    return None if at is None else words[at].surface


@pytest.mark.parametrize(
    ("rows", "unit", "amount", "noun"),
    [
        ("58%/NUM/0/root of/ADP/4/case young/ADJ/4/amod voters/NOUN/1/nmod stayed/VERB/1/acl", "percent", "58%", "voters"),
        ("58%/NUM/0/root of/ADP/3/case them/PRON/1/nmod stayed/VERB/1/acl", "percent", "58%", None),
        ("58%/NUM/0/root of/ADP/3/case those/PRON/1/nmod asked/VERB/3/acl", "percent", "58%", "asked"),
        ("$5m/NUM/0/root in/ADP/3/case aid/NOUN/1/nmod came/VERB/1/acl", "money:USD", "$5m", "aid"),
        ("It/PRON/2/nsubj put/VERB/0/root $5m/NUM/2/obj in/ADP/6/case a/DET/6/det port/NOUN/2/obl", "money:USD", "$5m", None),
        ("It/PRON/2/nsubj spent/VERB/0/root $5m/NUM/2/obj on/ADP/5/case boats/NOUN/2/obl", "money:USD", "$5m", "boats"),
        ("They/PRON/2/nsubj bought/VERB/0/root mills/NOUN/2/obj for/ADP/5/case $5m/NUM/2/obl", "money:USD", "$5m", "mills"),
        ("(/PUNCT/2/punct Drinks/NOUN/0/root $5m/NUM/2/nummod )/PUNCT/2/punct", "money:USD", "$5m", "Drinks"),
        ("with/ADP/2/case turnout/NOUN/0/root at/ADP/4/case 58%/NUM/2/nmod", "percent", "58%", "turnout"),
        ("Unemployment/PROPN/2/nsubj dipped/VERB/0/root to/ADP/4/case 58%/NUM/2/obl", "percent", "58%", "Unemployment"),
        ("a/DET/4/det $5m/NUM/4/nummod harbour/NOUN/4/compound loan/NOUN/0/root", "money:USD", "$5m", "loan"),
        ("She/PRON/2/nsubj earns/VERB/0/root $5m/NUM/2/obj a/DET/5/det year/NOUN/2/obl", "money:USD", "$5m", None),
        ("a/DET/2/det deal/NOUN/0/root worth/ADP/5/case about/ADV/5/advmod $5m/NUM/2/nmod", "money:USD", "$5m", "deal"),
        ("it/PRON/2/nsubj robbed/VERB/0/root the/DET/4/det port/NOUN/2/obj of/ADP/6/case $5m/NUM/2/obl", "money:USD", "$5m", None),
        ("Local/ADJ/2/amod turnout/NOUN/4/nsubj was/AUX/4/cop 58%/NUM/0/root", "percent", "58%", "turnout"),
        ("The/DET/2/det plan/NOUN/4/nsubj would/AUX/4/aux cost/VERB/0/root towns/NOUN/4/iobj $5m/NUM/4/obj", "money:USD", "$5m", "plan"),
        ("Lee/PROPN/2/nsubj fell/VERB/0/root to/ADP/4/case 58%/NUM/2/obl", "percent", "58%", None),
        ("It/PRON/2/nsubj cut/VERB/0/root the/DET/4/det fee/NOUN/2/obj by/ADP/6/case 58%/NUM/2/obl", "percent", "58%", "fee"),
        ("It/PRON/2/nsubj cut/VERB/0/root the/DET/4/det number/NOUN/2/obj of/ADP/6/case boats/NOUN/4/nmod by/ADP/8/case 58%/NUM/2/obl",
         "percent", "58%", "boats"),
        ("A/DET/2/det third/NOUN/5/nsubj of/ADP/4/case women/NOUN/2/nmod ,/PUNCT/6/punct 33%/NUM/2/appos ,/PUNCT/6/punct agreed/VERB/0/root",
         "percent", "33%", "women"),
    ],
)  # fmt: skip
def test_grammar_shows_what_a_share_or_a_sum_is_the_size_of(rows: str, unit: str, amount: str, noun: str | None) -> None:
    assert found(rows, unit, amount) == noun


def test_a_second_share_is_of_those_that_the_first_is_of() -> None:
    rows = "60%/NUM/4/nsubj of/ADP/3/case women/NOUN/1/nmod agreed/VERB/0/root and/CCONJ/7/cc 30%/NUM/7/nsubj refused/VERB/4/conj"
    assert found(rows, "percent", "60%", "30%") == "women"
    rows = "Among/ADP/2/case women/NOUN/5/obl ,/PUNCT/5/punct 60%/NUM/5/nsubj agreed/VERB/0/root"
    assert found(rows, "percent", "60%") == "women"


def test_both_shares_are_of_those_named_behind_the_second() -> None:
    rows = "48%/NUM/0/root to/ADP/3/case 45%/NUM/1/nmod among/ADP/5/case women/NOUN/1/nmod"
    words = tree(rows)
    assert [measured(words, (i, i), "percent", {0, 2}) for i in (0, 2)] == [4, 4]


def test_a_noun_phrase_ends_at_its_head() -> None:
    words = tree("of/ADP/5/case law/NOUN/4/compound -/PUNCT/4/punct abiding/VERB/5/amod sailors/NOUN/0/root at/ADP/7/case sea/NOUN/5/nmod")
    assert noun(words, 1, set(), proper=False) == 4
    words = tree("of/ADP/5/case Norway/PROPN/4/nmod:poss 's/PART/2/case gross/ADJ/5/amod product/NOUN/0/root")
    assert noun(words, 1, set(), proper=True) == 4
