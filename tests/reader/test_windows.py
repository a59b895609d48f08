"""Windows: every word in exactly one, cut where the text lets them be cut."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reader.windows import WINDOW, pieces, windows
from tests.reader.builders import tokenizer

TOKENIZER = tokenizer()


@given(st.text(max_size=400), st.integers(8, 40))
@settings(max_examples=150, deadline=None)
def test_every_word_stands_in_exactly_one_window(text: str, length: int) -> None:
    p = pieces(text, TOKENIZER)
    seen: list[int] = []
    for w in windows(p, length=length):
        assert len(w.ids) == len(w.case) == len(w.quote) <= length
        assert len(w.at) == w.end - w.begin
        seen.extend(range(w.begin, w.end))
    assert seen == list(range(p.words))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_words_stand_where_they_say(text: str) -> None:
    p = pieces(text, TOKENIZER)
    assert (p.starts < p.ends).all()
    assert (p.starts[1:] >= p.ends[:-1]).all()
    assert all(not text[s:e].isspace() for s, e in zip(p.starts, p.ends, strict=True))


def test_a_window_ends_with_a_paragraph_where_one_fits() -> None:
    text = "\n".join(["word " * 10] * 12)
    p = pieces(text, TOKENIZER)
    ends = [p.paragraph[w.end - 1] for w in windows(p, length=100)]
    starts = [p.paragraph[w.begin] for w in windows(p, length=100)]
    assert all(a + 1 == b for a, b in zip(ends, starts[1:], strict=False))


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    p = pieces("Nobody came to the pier. " * 40, TOKENIZER)
    cut = list(windows(p))
    assert len(cut) > 1
    assert all(p.text[p.starts[w.end - 1]] == "." for w in cut)


def test_quotation_state_follows_marks_of_every_kind() -> None:
    for opening, closing in (('"', '"'), ("“", "”"), ("«", "»")):
        p = pieces(f"He said {opening}no way{closing} again", TOKENIZER)
        assert p.quote.tolist() == [0, 0, 2, 1, 1, 2, 0]


def test_an_unclosed_quotation_ends_with_its_paragraph_unless_the_next_opens_again() -> None:
    p = pieces("“We wait.\nThey left.\n“We wait.\n“And wait.", TOKENIZER)
    assert p.quote.tolist() == [2, 1, 1, 1, 0, 0, 0, 2, 1, 1, 1, 2, 3, 3, 3]


def test_case_is_kept_although_the_vocabulary_is_not() -> None:
    assert pieces("a Bc DEF gHi 42", TOKENIZER).case.tolist() == [0, 1, 2, 3, 4]


def test_one_endless_word_still_fits_a_window() -> None:
    p = pieces("x" * 90, TOKENIZER)
    assert [len(w.ids) <= 32 for w in windows(p, length=32)] == [True]
    assert p.words == 1 and np.all(p.ends == 90)
    assert max(len(w.ids) for w in windows(pieces("y " * 5000, TOKENIZER))) <= WINDOW
