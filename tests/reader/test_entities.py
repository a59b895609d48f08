"""Names: runs of words written as names are, of the kind that the scores say over all of their mentions."""

from __future__ import annotations

from sayso.reader.analysis import Word
from sayso.reader.entities import entities
from sayso.reader.labels import NAMES
from sayso.reader.windows import pieces
from tests.reader.builders import encoded, tokenizer

TOKENIZER = tokenizer()


def named(text: str, **kinds: str) -> list[tuple[str, str]]:
    """The names of ``text`` where the network holds each word in ``kinds`` for a name of that kind, and the rest for none."""
    p = pieces(text, TOKENIZER)
    e = encoded(p.words)
    words = []
    for i in range(p.words):
        word = text[p.starts[i] : p.ends[i]]
        kind = kinds.get(word)
        e.scores["name"][i, NAMES.index(f"I-{kind}") if kind else 0] = 6
        pos = "PROPN" if word[0].isupper() else "NOUN"
        words.append(Word(int(p.starts[i]), int(p.ends[i]), word, pos, -1, "root", int(p.sentence[i])))
    return [(n.span.surface, n.kind.value) for n in entities(p, tuple(words), e)]


def test_small_words_hold_a_name_together() -> None:
    text = "they asked the Coast Observatory for Human Rights in Aster about what people there had seen"
    assert named(text, Coast="organization", Aster="place") == [("Coast Observatory for Human Rights", "organization"), ("Aster", "place")]


def test_the_first_word_of_a_sentence_is_a_name_only_if_the_network_says_so() -> None:
    assert named("Fishermen met Rosa Lind", Rosa="person", Lind="person") == [("Rosa Lind", "person")]
    assert named("Rosa Lind met fishermen", Rosa="person", Lind="person") == [("Rosa Lind", "person")]


def test_days_and_months_name_nobody() -> None:
    assert named("we left Aster on Monday in March", Aster="place") == [("Aster", "place")]


def test_a_short_form_is_of_the_kind_of_the_full_one() -> None:
    text = "we met Rosa Lind and later Lind spoke"
    assert named(text, Rosa="person") == [("Rosa Lind", "person"), ("Lind", "person")]


def test_names_that_ran_together_are_cut_where_the_network_is_sure() -> None:
    assert named("we saw Rosa Aster", Rosa="person", Aster="place") == [("Rosa", "person"), ("Aster", "place")]


def test_a_headline_in_capitals_is_no_row_of_names() -> None:
    assert named("Boats Sink Near Aster Bay", Aster="place", Bay="place") == [("Aster Bay", "place")]
