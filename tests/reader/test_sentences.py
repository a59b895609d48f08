"""Sentences end where readers see them end, whatever marks, capitals or line breaks a text has."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reader.sentences import paragraphs, sentences

CUT = (
    'Mr. Hale left.|"I am done."|He said so at 3 p.m. on Friday.',
    "He came at 3 p.m.|She left.",
    "U.S. President Ann Lee spoke.|J. K. Marsh and Ann B. Lee did not.",
    "They moved from the U.S.|The move took a year.",
    "They moved from the U.S.|While they did, it rained in Salem, Ore.|After a year they went back.",
    "He said no.|Then he fell ill.|She sat.|Dogs barked.",
    "See No. 5 of the list.|It ends on Sat. morning, Sept. 4, in Salem, Ore. at noon.",
    "KESTREL BAY, Ore. (AP) — Police came.|Nobody ran.",
    "CHAMPAIGN, ILL. (AP) - POLICE CAME.|NOBODY RAN.|THE MAYOR SAT.|DOGS BARKED.",
    "mr. hale left.|he said so at 3 p.m. on friday.|nobody ran",
    "1. Turn left.|2. Go on.",
    "“We go.”|“Stay,” she said.|‘No.’|He left.",
    "« Nous partons. »|Il est tard.|«Non!»|Elle rit.",
    "„Wir gehen.“|Er ging.|»Nein.«|Sie blieb.",
    "She was shot on the West Side.|The boy was found.|He is three.|It paid 3.5 million.",
    "We waited…|Nobody came.|But… no, not yet.|Wait ... what?",
    "Is it so?|Yes!|“Really?” he asked.|“Never!” he said.",
    "The plan was Plan B.|The vote is at 5.|Six came.",
    "Read it at www.post.example/News.Html or ask a.b@post.example.|Nobody did.",
)


@pytest.mark.parametrize("marked", CUT)
def test_a_text_is_cut_where_a_reader_would(marked: str) -> None:
    assert [s.surface for s in sentences(marked.replace("|", " "))] == marked.split("|")


@pytest.mark.parametrize(
    "marked", ["He fled to the West Side.|The boy was found.", "“We go now.”|She left.", "He was 19.|“Stay,” she said."]
)
def test_sentences_without_a_space_between_them_are_two(marked: str) -> None:
    assert [s.surface for s in sentences(marked.replace("|", ""))] == marked.split("|")


@pytest.mark.parametrize("text", ["Ask azcentral.Com today", "He met St.John here", "Node.Js won", "It cost 3.5 or 4.Five"])
def test_names_with_stops_are_not_cut(text: str) -> None:
    assert len(sentences(text)) == 1


def test_a_text_wrapped_at_a_width_has_the_paragraphs_it_had_before() -> None:
    text = (
        "Ferry runs aground\n\nThe ferry Maren Vale ran aground off Kestrel Bay on\nMonday with forty people on board, the harbour office\n"
        "said. Nobody was hurt, and the crew waited for the tide\nbefore two tugs pulled the ferry free.\n"
        "A pilot told the paper that the night was long and that\n"
        "he had never seen such a low tide.\n"
    )
    found = [" ".join(p.surface.split()) for p in paragraphs(text)]
    assert [p.split()[0] for p in found] == ["Ferry", "The", "A"]
    assert found[1].endswith("pulled the ferry free.")


def test_lines_of_a_page_are_not_joined() -> None:
    assert len(paragraphs("\n".join(["Nobody came to the pier on Monday night."] * 9))) == 9
    assert len(paragraphs("one\ntwo\nthree\nfour\nA line that is longer than the others by far")) == 5


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_sentences_tile_their_paragraphs(text: str) -> None:
    spans = sentences(text)
    assert all(text[s.start : s.end] == s.surface and s.surface.strip() == s.surface for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.surface for s in spans).split()) == "".join("".join(p.surface for p in paragraphs(text)).split())


@pytest.mark.parametrize("unit", [".", ". ", "a.", "A. ", '."', "« ", ". »", "Word.Word", "(", "-", "\u00bb ", "x\n", "ab\n\n"])
def test_time_grows_with_the_text_alone(unit: str) -> None:
    start = time.process_time()
    sentences(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 5
