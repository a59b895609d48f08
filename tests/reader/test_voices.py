"""On whose word a figure stands: inside statements, after them, behind passives, in polls and in the article's own voice."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sayso.domain import Article, Span
from sayso.reader.analysis import Analysis, Part, Statement
from sayso.reader.chains import attributions
from sayso.reader.sentences import paragraphs, sentences
from sayso.reader.voices import Voices
from tests.reader.marked import marked, span


def behind(source: str, words: str) -> tuple[str, str | None]:
    """The chain behind some words of a marked article, as text, and the statement that holds them."""
    analysis = marked(source)
    article = Article(analysis.text)
    chain, statement = Voices(article, analysis, attributions(article, analysis)).chain_for(span(analysis.text, words))
    return str(chain), statement


@pytest.mark.parametrize(
    ("source", "words", "chain"),
    [
        # Inside a statement, the innermost one.
        ("[s: The mayor] [c: said] [t: six died].", "six", "mayor"),
        ("[s: The mayor] [c: said] [t: [s2: a nurse] had [c2: told] {o: Reuters} [t2: that six died]].", "six", "nurse → Reuters → mayor"),
        # The words that introduce an originator are on the relay's word.
        ("Citing pilots of six harbours, [s: the {o: Coast Gazette}] [c: said] [t: ships sank].", "six", "Coast Gazette"),
        # A clause that goes on with a content, but not one that another speaker opens.
        ("[s: The mayor] [c: said] [t: that six died], and the number is 40 more than last year.", "40", "mayor"),
        ("[t: Six died], [s: the mayor] [c: said], and the number is 40 more than last year.", "40", ""),
        # Nobody.
        ("It is thought that around 1,700 have returned.", "1,700", "?"),
        ("About 40 ships are believed to have sunk.", "40", "?"),
        ("The storm reportedly sank six ships.", "six", "?"),
        # No passive of reporting: the article's own voice.
        ("It was known by six names.", "six", ""),
        ("The harbour also reported six ships late.", "six", ""),
        ("Six ships sank in the night.", "Six", ""),
        # An account that goes on counting.
        ("[s: The monitor] [c: said] [t: two raids hit the port]. Six people were killed and others wounded.", "Six", "monitor"),
        ("[s: The monitor] [c: said] [t: two raids hit the port]. Six others were reported killed nearby.", "Six", "monitor"),
        # It stops at other matters, at the long war's total, at a turn, at a new paragraph.
        ("[s: The monitor] [c: said] [t: raids hit the port]. The port has six cranes.", "six", ""),
        ("[s: The monitor] [c: said] [t: raids hit the port]. More than 320,000 people have been killed.", "320,000", ""),
        ("[s: The monitor] [c: said] [t: raids hit the port]. Meanwhile six people were killed inland.", "six", ""),
        ("[s: The monitor] [c: said] [t: raids hit the port].\nSix people were killed inland last year.", "Six", ""),
        # A quotation that goes on.
        ('[t: "We waited,"] [s: the mayor] [c: said]. "We had two choices and no boat."', "two", "mayor"),
        # A poll goes on giving shares, to those it asked as well; not its own margin.
        ("[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nAmong the young, 61 percent do.", "61 percent", "Lakeside poll"),
        # A poll under its own name need not be said to find anything; its workers find nothing. Those it asked are no source of their shares.
        ("In the latest Lakeside University poll, 61 percent of the young want a bridge.", "61 percent", "Lakeside University poll"),
        ("A Lakeside University poll worker said hello.\nSome 61 percent of the young want a bridge.", "61 percent", ""),
        (
            "In a Lakeside/Coast Survey, most want a bridge.\n[t: 45% of women and 28% of men] [c: say] [t2: so], "
            "and [s2: women] [c2: say] [t2: 12% would move].",
            "12%",
            "Lakeside/Coast Survey",
        ),
        (
            "A Lakeside University poll is out. [s: Nearly eight in 10 Coast voters] [c: said] [t: 40% of ferries were late].",
            "40%",
            "Lakeside University poll",
        ),
        # The result of a vote is what happened.
        ("[s: The outcome] [c: showed] [t: that Lee had 48 percent].", "48 percent", ""),
        # The addressee taken for the source, and a relative pronoun taken for part of one.
        ("A police source [c: told] [s: {o: Reuters}] [t: that six died].", "six", "police source → Reuters"),
        ("The man [s: who police] [c: say] [t: shot six people] was tried.", "six", "police"),
        (
            "[s: The harbour observatory] [c: spoke of] [t: a new storm]. [s2: It] [c2: said] [t2: six ships sank].",
            "six",
            "harbour observatory",
        ),
        (
            "[s: A {o: Lakeside} poll] [c: found] [t: so].\n[s2: Some 40 percent of voters] [c2: say] [t2: one in 5 would move].",
            "5",
            "Lakeside poll",
        ),
        ("[s: A {o: Lakeside} poll] [c: found] [t: so].\nFour years ago, 46 percent of voters chose late.", "46 percent", ""),
        ("[s: A {o: Lakeside} poll] [c: found] [t: so].\nThe margin of error is three percentage points.", "three", ""),
        # Shares that follow each other are the poll's, however far it stands; what follows other things is not. A margin between two is no margin of error.
        (
            "[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nIn Ellery 61 percent do. Of the old, 52 percent.\nIn Brack it is 40 percent. "
            "It was cold.\nOn the coast it is 33 percent. Up north, 21 percent.",
            "21 percent",
            "Lakeside poll",
        ),
        (
            "[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nIt was cold. It rained. The ferry was late.\nUp north, 21 percent of it froze.",
            "21 percent",
            "",
        ),
        ("[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nWomen want it by a 6-point margin.", "6-point", "Lakeside poll"),
        ("[s: A {o: Lakeside} poll] [c: found] [t: most want Lee].\nLee beat out Marsh by one point.", "one point", "Lakeside poll"),
        ("[s: A {o: Lakeside} poll] [c: found] [t: most want Lee].\nMarsh trailed by 5 and 10 percentage points.", "5", "Lakeside poll"),
        # A poll is not drowned by a number of them; "of" may stand in a name.
        (
            "[s: A {o: Lakeside} poll] [c: found] [t: so]. [s2: Three recent polls] [c2: found] [t2: it].\nSome 61 percent of voters want a bridge.",
            "61 percent",
            "Lakeside poll",
        ),
        ("In a University of Lakeside poll, 61 percent of the young want a bridge.", "61 percent", "University of Lakeside poll"),
        # Those a poll asked are no source, wherever in the text it was; what a vote did is no poll's; a fuller name of a poll is the poll's.
        (
            "In a Coast Times/Lakeside poll, most want a bridge.\n[s: Six in 10 voters] [c: said] [t: they would pay].",
            "Six in 10",
            "Coast Times/Lakeside poll",
        ),
        ("[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nLee lost by 12 points in May.", "12 points", ""),
        ("[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nThree meetings were held with voters.", "Three", ""),
        (
            "A Coast Times/Lakeside poll is out.\nThe Coast Times survey is new. Among women, 61 percent say so.",
            "61 percent",
            "Coast Times/Lakeside poll",
        ),
        # The one who writes is no source, but one who is quoted is.
        ("[s: We] [c: found] [t: the word in 31 languages].", "31", ""),
        ("[s: One] [c: might say] [t: that six boats are too few].", "six", ""),
        # A deed is nobody's statement of fact either; what somebody shows, lists or admits is.
        ("[s: The mayor] [c: unveiled] [t: a plan for six boats].", "six", ""),
        ("[s: The council] [c: is reviewing] [t: all 90 permits].", "90", ""),
        ("[s: The register] [c: lists] [t: 90 permits].", "90", "register"),
        ('[s: The mayor] [c: waved off] [t: "six lost boats"].', "six", "mayor"),
        # A wish is nobody's statement of fact.
        ("[s: The mayor] [c: wants] [t: six new boats].", "six", ""),
    ],
)
def test_on_whose_word(source: str, words: str, chain: str) -> None:
    assert behind(source, words)[0] == chain


def test_the_statement_is_named_where_its_words_hold_the_figure() -> None:
    source = "[s: The monitor] [c: said] [t: raids killed six]. Two people were wounded."
    assert behind(source, "six")[1] == "S1"
    assert behind(source, "Two")[1] is None


def test_a_long_endless_line_is_read_in_time_that_grows_with_it() -> None:
    text = "Police said six men of the Harbour Times cited by the port " * 400
    starts = range(0, 59 * 30, 59)
    said = tuple(
        Statement((Span.cut(text, i + 12, i + 20),), (Span.cut(text, i + 7, i + 11),), (Span.cut(text, i, i + 6),)) for i in starts
    )
    analysis = Analysis(text, (), sentences(text), paragraphs(text), (), said)
    started = time.monotonic()
    voices = Voices(Article(text), analysis, attributions(Article(text), analysis))
    assert voices.chain_for(Span.cut(text, 12, 15))[1] == "S1"
    assert time.monotonic() - started < 60


def test_no_account_goes_on_into_furniture() -> None:
    source = '[t: "We waited,"] [s: the mayor] [c: said]. "Nobody came." Six people were killed.\nSix people were killed at the quay'
    analysis = marked(source)
    apart = replace(analysis, parts=(Part.TEXT, Part.CAPTION))
    second = Span.cut(analysis.text, analysis.text.rindex("Six"), analysis.text.rindex("Six") + 3)
    said = attributions(Article(analysis.text), apart)
    assert str(Voices(Article(analysis.text), apart, said).chain_for(second)[0]) == ""
    poll = marked("[s: A {o: Lakeside} poll] [c: found] [t: most want a bridge].\nSome 61 percent of voters")
    apart = replace(poll, parts=(Part.TEXT, Part.HEADLINE))
    voices = Voices(Article(poll.text), apart, attributions(Article(poll.text), apart))
    assert str(voices.chain_for(span(poll.text, "61 percent"))[0]) == ""
    assert (
        str(Voices(Article(poll.text), poll, attributions(Article(poll.text), poll)).chain_for(span(poll.text, "61 percent"))[0])
        == "Lakeside poll"
    )
