"""What the network hears behind amounts, and when it outweighs the rules."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from sayso.domain import Article
from sayso.reader.analysis import Analysis, Word
from sayso.reader.chains import attributions
from sayso.reader.encoder import Encoded
from sayso.reader.hearing import Heard, hearing
from sayso.reader.labels import POINTERS
from sayso.reader.voices import Voices
from tests.reader.builders import structure
from tests.reader.marked import marked, span

SOURCE = "[s: The mayor] [c: said] [t: six died]. Earlier, [s2: a nurse] [c2: said] [t2: rain fell]. The storm took nine boats."


def worded(source: str) -> Analysis:
    """The analysis of a marked article, with its words."""
    analysis = marked(source)
    cut = [m.span() for m in re.finditer(r"\w+|[^\w\s]", analysis.text)]
    return replace(analysis, words=tuple(Word(a, b, analysis.text[a:b], "X", -1, "dep", 0) for a, b in cut))


def behind(words: str, own: float, named: dict[str, float], first: int = 0, last: int | None = None) -> str:
    """The chain behind some words of ``SOURCE``, where the network heard ``own`` and ``named`` in the window of words ``first`` to ``last``."""
    analysis = worded(SOURCE)
    surfaces = [w.surface for w in analysis.words][first:last]
    article = Article(analysis.text)
    heard = Heard(own, first, np.array([named.get(w, 0.0) for w in surfaces], np.float32))
    return str(Voices(article, analysis, attributions(article, analysis)).chain_for(span(analysis.text, words), heard)[0])


@pytest.mark.parametrize(
    ("words", "own", "named", "chain"),
    [
        ("nine", 0.04, {"nurse": 0.9}, "nurse"),  # far likelier than the article itself
        ("nine", 0.05, {"nurse": 0.9}, ""),  # not likely enough
        ("six", 0.0, {"mayor": 0.04, "nurse": 0.9}, "nurse"),
        ("six", 0.0, {"mayor": 0.05, "nurse": 0.9}, "mayor"),
        ("six", 0.97, {"mayor": 0.01}, ""),
        ("six", 0.0, {"storm": 0.99}, "mayor"),  # who says nothing anywhere is nobody's voice
    ],
)
def test_the_network_is_followed_where_it_is_twenty_times_as_sure(words: str, own: float, named: dict[str, float], chain: str) -> None:
    assert behind(words, own, named) == chain


def test_a_relay_never_outweighs_whom_it_relays() -> None:
    analysis = worded("[s: The radio] [c: said] [t: [s2: a nurse] [c2: said] [t2: that six died]].")
    heard = Heard(0.0, 0, np.array([0.99 if w.surface == "radio" else 0.0 for w in analysis.words], np.float32))
    said = attributions(Article(analysis.text), analysis)
    assert str(Voices(Article(analysis.text), analysis, said).chain_for(span(analysis.text, "six"), heard)[0]) == "nurse \u2192 radio"


def test_who_says_two_things_in_one_sentence_counts_once() -> None:
    analysis = worded(
        "[s: The mayor] [c: said] [t: six died]. [s2: [s3: A nurse]] [c2: said] [t2: rain fell] and [c3: warned] [t3: of more]."
    )
    heard = Heard(0.0, 0, np.array([{"mayor": 0.04, "nurse": 0.6}.get(w.surface, 0.0) for w in analysis.words], np.float32))
    said = attributions(Article(analysis.text), analysis)
    assert str(Voices(Article(analysis.text), analysis, said).chain_for(span(analysis.text, "six"), heard)[0]) == "mayor"


def test_a_voice_that_the_window_did_not_hold_stays_as_the_rules_have_it() -> None:
    assert behind("six", 0.99, {}, first=6) == "mayor"


def test_each_amount_is_heard_in_its_own_window() -> None:
    rng = np.random.default_rng(4)
    window = np.array([0, 0, 0, 0, 1, 1, 1, -1])
    vectors = {"voice": rng.normal(size=(8, POINTERS["voice"])).astype(np.float32)}
    encoded = Encoded({}, vectors, vectors, np.zeros((8, 0), np.float32), window)
    left, right, nowhere = hearing([(1, 2), (5, 5), (7, 7)], encoded, structure())
    assert left is not None and right is not None and nowhere is None
    assert (left.first, left.end) == (0, 4) and (right.first, right.end) == (4, 7)
    for heard in (left, right):
        assert heard.own + heard.behind(heard.first, heard.end) == pytest.approx(1, abs=1e-5)
    assert left.behind(4, 7) == 0
