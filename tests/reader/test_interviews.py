"""Whose words the paragraphs of interviews and transcripts are."""

from __future__ import annotations

import time

import pytest

from sayso.domain import Article
from sayso.reader.analysis import Analysis
from sayso.reader.chains import attributions
from sayso.reader.interviews import Talk
from sayso.reader.sentences import paragraphs, sentences
from sayso.reader.voices import Voices
from tests.reader.marked import marked, span

INTERVIEW = """The gazette spoke with {p: Ada Moss}, who builds boats, at her yard.
How did you begin?
I built six boats with my brother. We sold four.
Do you race?
I did, in 12 regattas. [s: The club] [c: says] [t: I won three].
What is next?
My sister and I plan a ferry for 40 people.
"""
TRANSCRIPT = """They met at the harbour hall before {p: Ada Moss} spoke.
HOST: Were there two storms?
MOSS: There were six storms, and we lost boats.
We lost nine of them.
HOST: Thank you.
MOSS: I thank you.
The hall seats 300.
"""


@pytest.mark.parametrize(
    ("source", "words", "chain"),
    [
        (INTERVIEW, "six", "Ada Moss"),
        (INTERVIEW, "40", "Ada Moss"),
        (INTERVIEW, "three", "club"),
        (TRANSCRIPT, "six", "Ada Moss"),
        (TRANSCRIPT, "nine", "Ada Moss"),
        (TRANSCRIPT, "two", "HOST"),
        (TRANSCRIPT, "300", ""),
        # Nobody is named, nobody speaks of themselves, or there are not enough questions: the article's own voice.
        (INTERVIEW.replace("spoke with", "portrays"), "six", ""),
        (INTERVIEW.replace("I ", "She ").replace("We ", "They ").replace("My ", "Her "), "six", ""),
        (INTERVIEW.replace("Do you race?", "On racing."), "six", ""),
        ("Note: six boats sank.\nNote: two came back.\nNote: one stayed.", "six", ""),
    ],
)
def test_who_speaks(source: str, words: str, chain: str) -> None:
    analysis = marked(source)
    article = Article(analysis.text)
    assert str(Voices(article, analysis, attributions(article, analysis)).chain_for(span(analysis.text, words))[0]) == chain


def test_a_talk_without_end_takes_no_longer() -> None:
    text = "A: interview with interview with?\n" * 20_000
    start = time.perf_counter()
    Talk(Analysis(text, (), sentences(text), paragraphs(text)))
    assert time.perf_counter() - start < 10


def test_strange_texts_have_no_speaker() -> None:
    for text in ("", " ", "?", "\u202e?\n?\n?", ": ?\n: ?"):
        found = tuple(s for s in paragraphs(text))
        assert Talk(Analysis(text, (), sentences(text), found)).speaker(0) is None
