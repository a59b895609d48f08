"""Lines of a page are told apart, and furniture is nobody's word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.domain import Article, Span
from sayso.reader.analysis import Part, Statement
from sayso.reader.furniture import parts, spoken, undated
from sayso.reader.pipeline import Reader
from sayso.reader.sentences import paragraphs

STORY = "The ferry Maren Vale ran aground off Kestrel Bay on Monday with forty people on board, the harbour office said."
MORE = "Nobody was hurt, and the crew waited for the tide before two tugs pulled the ferry free, a pilot told the paper."

LINES = (
    ("READ MORE: Bakery wins prize for rye bread", Part.LINK),
    ("Related: Bridge closed for a month", Part.LINK),
    ("Read or Share this story: http://post.example/2kx", Part.LINK),
    ("ALSO ON HARBOURPOST.COM", Part.LINK),
    ("Complete coverage of the ferry on Tidewatch", Part.LINK),
    ("Video: Pilot speaks of a long night", Part.LINK),
    ("1:36 Mayor opens the new pier", Part.LINK),
    ("2,140 views", Part.LINK),
    ("31 Comments", Part.LINK),
    ("Share Tweet Email Print", Part.LINK),
    ("Advertisement Continue reading", Part.LINK),
    ("Baker, 71, sells last loaf in Norwick", Part.LINK),
    ("By Ada Stone and Piet Alder", Part.BYLINE),
    ("Ada Stone, Staff Writer", Part.BYLINE),
    ("Piet Alder contributed to this report.", Part.BYLINE),
    ("Contact Ada Stone: astone@post.example or 555-010-0199.", Part.BYLINE),
    ("Additional reporting by Ilse Tarrow; editing by Jan Vos", Part.BYLINE),
    ("KESTREL BAY, Ore. -", Part.DATELINE),
    ("Updated 6:15 p.m. Monday, March 11, 2024", Part.DATELINE),
    ("Mon Mar 11, 2024 10:26 PM", Part.DATELINE),
    ("Tags: ferry, tugs, Kestrel Bay", Part.TAG),
    ("2041|2041.jpg|FERRY |1987|601|185", Part.TAG),
    ("__________", Part.TAG),
    ("Copyright 2024 by Harbour Post - All rights reserved.", Part.NOTICE),
    ("This material may not be published, broadcast or rewritten.", Part.NOTICE),
    ("Sign up for our newsletter and never miss a tide.", Part.NOTICE),
    ("Please enable Javascript to watch this video", Part.NOTICE),
    ("By submitting your registration information, you agree to our Terms of Service.", Part.NOTICE),
    ("margin-right:15px;", Part.NOTICE),
    ("The ferry lies on the sand bank. (Photo: Jan Vos, Harbour Post)", Part.CAPTION),
    ("Image 2 of 9 The ferry lies on the sand bank.", Part.CAPTION),
    ("A tug pulls at the ferry. (Jan Vos/Harbour Post)", Part.CAPTION),
    ("Ferry crew wait for the harbour tugs", Part.HEADLINE),
)


def kinds(*lines: str, title: str = "") -> list[Part]:
    return list(parts(paragraphs("\n".join(lines)), title))


@pytest.mark.parametrize(("line", "part"), LINES)
def test_a_line_amid_a_story_is_told_by_its_form(line: str, part: Part) -> None:
    assert kinds(STORY, line, MORE) == [Part.TEXT, part, Part.TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "By noon the tugs had left.",
        "By Friday, Mara Lund said, the ferry will sail again.",
        "“Sign up for the lifeboat,” Lund told the crowd.",
        "More people came on Tuesday to see the ferry.",
        "She said the paper’s privacy policy lets you see what our readers see.",
        "Follow the money, he said, and you find the owner of the ferry.",
        "Copyright law was not the issue, the judge said.",
        "Watch the tide, the pilot said.",
        "Two were hurt.",
        "What does the owner say? Nothing.",
        "The captain (a member of the crew for ten years) did not comment.",
    ],
)
def test_sentences_of_the_story_stay_text(line: str) -> None:
    assert kinds(STORY, line, MORE)[1] is Part.TEXT


def test_lines_under_a_heading_of_links_are_links_until_the_story_goes_on() -> None:
    found = kinds(STORY, "Other top stories:", "Ferry tugs pulled free", "+ Crew waited for tide", MORE)
    assert found == [Part.TEXT, Part.LINK, Part.LINK, Part.LINK, Part.TEXT]


def test_lines_under_a_colon_are_items_of_the_story() -> None:
    found = kinds(STORY, "Those on board were:", "Jan Vos, 39, of Norwick,", "Lena Quist, 57, of Sandholm", MORE)
    assert found == [Part.TEXT, Part.TEXT, Part.ITEM, Part.ITEM, Part.TEXT]


def test_open_lines_before_the_first_sentence_and_the_title_are_headlines() -> None:
    assert kinds("Ferry runs aground", STORY, "Baker sells last loaf in Norwick", title="Baker sells last loaf in Norwick") == [
        Part.HEADLINE,
        Part.TEXT,
        Part.HEADLINE,
    ]


def test_where_a_story_puts_no_end_marks_their_lack_says_nothing() -> None:
    bare = [line.rstrip(".") for line in (STORY, "Bakers of Norwick sold rye loaves to everybody who waited on the quay that night", MORE)]
    assert kinds(*bare) == [Part.TEXT] * 3


def test_a_menu_is_no_story() -> None:
    assert kinds("News", "Weather", "Local Sport", STORY)[:3] == [Part.TAG] * 3


def statement(text: str, content: str, source: str = "", within: int | None = None) -> Statement:
    def span(words: str) -> tuple[Span, ...]:
        return (Span.cut(text, text.index(words), text.index(words) + len(words)),) if words else ()

    return Statement(span(content), (), span(source), within)


def test_what_furniture_says_is_dropped_and_the_rest_still_points_right() -> None:
    text = f"{STORY}\nREAD MORE: Baker says bread is gone\n{MORE}"
    said = (
        statement(text, "ferry Maren Vale", "the harbour office"),
        statement(text, "bread is gone", "Baker"),
        statement(text, "gone", within=1),
        statement(text, "Nobody was hurt", "a pilot"),
        statement(text, "hurt", within=3),
    )
    lines = paragraphs(text)
    left = spoken(said, lines, parts(lines))
    assert [s.content[0].surface for s in left] == ["ferry Maren Vale", "Nobody was hurt", "hurt"]
    assert [s.within for s in left] == [None, None, 1]


def test_a_caption_is_not_the_end_of_what_somebody_says_in_the_line_before() -> None:
    text = f"{MORE}\nThe ferry lies on the sand bank. (Photo: Jan Vos)"
    lines = paragraphs(text)
    begun, caption = statement(text, "Nobody was hurt", "a pilot"), statement(text, "on the sand bank")
    both = Statement((*begun.content, *caption.content), (), begun.source)
    assert spoken((both,), lines, parts(lines)) == (begun,)
    assert spoken((caption,), lines, parts(lines)) == (caption,)


@given(st.text(max_size=400), st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_every_line_of_any_text_is_something(text: str, title: str) -> None:
    lines = paragraphs(text)
    assert len(parts(lines, title)) == len(lines)


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "by ",
        "(",
        "(Photo ",
        "www.a",
        "@a.",
        "1:",
        "- ",
        "Read more: ",
        "to comment ",
        "Photo: ",
        "{*",
        "A: ",
        ".",
        "\n",
        "By A\n",
        "x | ",
    ],
)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    lines = paragraphs(unit * (200_000 // len(unit)))
    start = time.process_time()
    parts(lines)
    assert time.process_time() - start < 5


def test_a_read_page_has_no_voice_and_no_figure_in_its_furniture() -> None:
    page = f"{STORY}\nREAD MORE: Baker says 12 loaves were stolen in Norwick\n{MORE}\nPolice say 9 shops shut in Sandholm\nCopyright 2024 Harbour Post."
    reading = Reader.load(threads=1).read(Article(page))
    shown = [s.surface for a in reading.attributions for s in a.content] + [f.amount.surface for f in reading.figures]
    assert shown and not any(word in " ".join(shown) for word in ("12", "loaves", "shops", "9"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("HARBOUR (Norlight) - Boats sank.", "Boats sank."),
        ("LOWER ASTER, Ore. \u2014 Boats sank.", "Boats sank."),
        ("GENEVA, March 5 (Norlight) - Boats sank.", "Boats sank."),
        ("Harbour (NL) - Boats sank.", "Boats sank."),
        ("Harbour - it was a dream.", "Harbour - it was a dream."),
        ("A \u2014 but no more.", "A \u2014 but no more."),
    ],
)
def test_a_dateline_is_nobodys_words(text: str, left: str) -> None:
    line = Span(0, len(text), text)
    assert [c.surface for s in undated([Statement((line,))], [line]) for c in s.content] == [left]
