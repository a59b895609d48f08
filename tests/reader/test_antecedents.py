"""Which of several a mention goes back to, with a network whose answers are laid down here."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from sayso.domain import Article, Span
from sayso.reader.analysis import Analysis, Word
from sayso.reader.antecedents import Antecedents
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.labels import BUCKETS, POINTERS
from sayso.reader.names import Names
from tests.reader.marked import marked, span

_PRONOUNS = {"he", "she", "his", "her", "it", "they"}


def judged(source: str, groups: dict[str, int], window: int = 10_000) -> Analysis:
    """A marked article read by a network that holds words of the same group (by lower-case word) for the same one, and knows of no others."""
    analysis = marked(source)
    found = [m.span() for m in re.finditer(r"\w+|[^\w\s]", analysis.text)]
    surfaces = [analysis.text[a:b] for a, b in found]
    words = tuple(
        Word(a, b, s, "PRON" if s.lower() in _PRONOUNS else "NOUN", -1, "root", 0) for (a, b), s in zip(found, surfaces, strict=True)
    )
    vectors = np.zeros((len(words), POINTERS["antecedent"]), np.float32)
    for i, s in enumerate(surfaces):
        if s.lower() in groups:
            vectors[i, groups[s.lower()]] = 20.0
    seen = np.arange(len(words)) // window
    encoded = Encoded({}, {"antecedent": vectors}, {"antecedent": vectors}, np.zeros((len(words), 0), np.float32), seen)
    structure = Structure("", np.zeros((0, 0)), np.zeros(0), {"antecedent": np.zeros(BUCKETS, np.float32)}, {"antecedent": 5.0})
    return replace(analysis, words=words, antecedents=Antecedents(words, encoded, structure))


def name(analysis: Analysis, mention: str) -> str:
    """The name of the last such mention."""
    last = span(analysis.text, mention, analysis.text.count(mention) - 1)
    return Names(Article(analysis.text), analysis).resolve(last).name


TWO = "[s: {p: Olga Reth}] [c: spoke]. [t: So]. Then {p: Vera Holm} rose. [s2: She] [c2: said] [t2: more]."


def test_the_network_judges_between_two_who_fit() -> None:
    assert name(judged(TWO, {"she": 0, "holm": 0, "reth": 1}), "She") == "Vera Holm"
    assert name(judged(TWO, {"she": 0, "holm": 1, "reth": 0}), "She") == "Olga Reth"


def test_it_never_overrules_number_gender_and_kind() -> None:
    source = "[s: {p: Mary Reth}] [c: spoke]. [t: So]. Then Mr {p: Ole Holm} and the {o: Tide Board} rose. [s2: She] [c2: said] [t2: more]."
    assert name(judged(source, {"she": 0, "holm": 0, "board": 0}), "She") == "Mary Reth"


def test_what_it_has_not_seen_together_is_left_to_the_rules() -> None:
    plain = name(marked(TWO), "She")
    assert name(judged(TWO, {"she": 0, "holm": 0, "reth": 1}, window=1), "She") == plain


def test_a_pronoun_on_the_way_leads_on() -> None:
    source = (
        "Then {p: Vera Holm} and {p: Olga Reth} rose. A crowd cheered her loudly. [s2: She] [c2: said] [t2: more]."  # "her" leads to Reth
    )
    analysis = judged(source, {"her": 0, "reth": 0, "she": 0})
    assert name(analysis, "She") == "Olga Reth"


def test_a_description_ends_at_a_name_only_where_the_network_holds_so() -> None:
    source = "Then {p: Vera Holm} rose. [s2: The skipper] [c2: said] [t2: more]."
    assert name(judged(source, {"skipper": 0, "the": 0, "holm": 0, "vera": 0}), "The skipper") == "Vera Holm"
    assert name(judged(source, {"skipper": 0, "holm": 1}), "The skipper") == "skipper"


def test_chances_are_shares_of_one() -> None:
    analysis = judged(TWO, {"she": 0, "holm": 0, "reth": 0})
    judge = analysis.antecedents
    assert judge is not None
    spans = [span(analysis.text, "Reth"), span(analysis.text, "Holm")]
    chances = judge.chances(span(analysis.text, "She"), spans)
    assert chances[0] == pytest.approx(chances[1]) and 0.9 < sum(chances) <= 1.0 + 1e-6
    assert judge.chances(Span(9_000, 9_001, "x"), spans) == [0.0, 0.0]
