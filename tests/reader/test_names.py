"""Mentions and the names they end at, on articles of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.domain import Article, Span
from sayso.reader.analysis import Entity, Kind, Word
from sayso.reader.named import NameBook
from sayso.reader.names import Names
from tests.reader.marked import marked, span


def name(source: str, mention: str) -> str:
    """The name of the last such mention in a marked article."""
    analysis = marked(source)
    last = span(analysis.text, mention, analysis.text.count(mention) - 1)
    return Names(Article(analysis.text), analysis).resolve(last).name


@pytest.mark.parametrize(
    ("source", "mention", "expected"),
    [
        (
            "[s: The {o: Wall Harbour Journal}] [c: said] [t: so]. [s2: The Journal] [c2: said] [t2: more].",
            "The Journal",
            "Wall Harbour Journal",
        ),
        (
            "[s: The {o: Wall Harbour Journal}] [c: said] [t: so]. [s2: The paper] [c2: said] [t2: more].",
            "The paper",
            "Wall Harbour Journal",
        ),
        (
            "[s: The {o: Wall Harbour Journal}] [c: said] [t: so]. [s2: The report] [c2: said] [t2: more].",
            "The report",
            "Wall Harbour Journal",
        ),
        ("[s: {p: Lisa Oudens}, an adviser,] [c: said] [t: so]. [s2: She] [c2: said] [t2: more].", "She", "Lisa Oudens"),
        ("[s: US Harbour Adviser {p: Lisa Oudens}] [c: said] [t: so].", "US Harbour Adviser Lisa Oudens", "Lisa Oudens"),
        ("[s: {p: Lisa Oudens}] [c: said] [t: so]. [s2: Ms {p: Oudens}] [c2: said] [t2: more].", "Ms Oudens", "Lisa Oudens"),
        ("[t: So], [s: {p: Oudens}'s] [c: post said]. {p: Lisa Oudens} left.", "Oudens's", "Lisa Oudens"),
        ("[s: State news agency {o: SANA}] [c: said] [t: so].", "State news agency SANA", "SANA"),
        (
            "[s: The Britain-based {o: Coast Observatory for Rights} monitor] [c: said] [t: so].",
            "The Britain-based Coast Observatory for Rights monitor",
            "Coast Observatory for Rights",
        ),
        (
            "[s: The {o: Coast Observatory for Rights}] [c: said] [t: so]. [s2: The monitor] [c2: said] [t2: more].",
            "The monitor",
            "Coast Observatory for Rights",
        ),
        (
            "[s: The {o: Coast Observatory for Rights}] [c: said] [t: so]. [s2: The group] [c2: said] [t2: more].",
            "The group",
            "Coast Observatory for Rights",
        ),
        (
            "[s: The {o: Coast Observatory for Rights}] [c: said] [t: so]. [s2: The {o: Observatory}] [c2: said] [t2: it].",
            "The Observatory",
            "Coast Observatory for Rights",
        ),
        (
            "[s: The {o: Coast Observatory for Rights}] [c: said] [t: so]. [s2: {o: COR}] [c2: said] [t2: it].",
            "COR",
            "Coast Observatory for Rights",
        ),
        (
            "[s: A monitor] [c: said] [t: so]. The {o: Coast Observatory for Rights} [c2: reported] [t2: it].",
            "A monitor",
            "Coast Observatory for Rights",
        ),
        (
            "[s: The {o: Doctors Abroad Society} (DAX)] [c: said] [t: so]. [s2: {o: DAX}] [c2: said] [t2: it].",
            "DAX",
            "Doctors Abroad Society",
        ),
        (
            "[s: {p: Rami Abdel Nour}, head of the office,] [c: said] [t: so]. [s2: {p: Abdel Nour}] [c2: said] [t2: it].",
            "Abdel Nour",
            "Rami Abdel Nour",
        ),
        (
            "[s: {p: Ole Berg}, a spokesman for the port,] [c: said] [t: so]. [s2: The spokesman] [c2: said] [t2: it].",
            "The spokesman",
            "Ole Berg",
        ),
        ("[s: A source at the port] [c: said] [t: so]. [s2: The source] [c2: said] [t2: it].", "The source", "source at the port"),
        ("[s: The police] [c: said] [t: so].", "The police", "police"),
        ("[s: {p: Trump} spokesman {p: Ole Berg}] [c: said] [t: so].", "Trump spokesman Ole Berg", "Ole Berg"),
        ("[s: A spokesman for {p: Ole Berg}] [c: said] [t: so].", "A spokesman for Ole Berg", "spokesman for Ole Berg"),
        ("[s: {o: AFP} reporters] [c: said] [t: so].", "AFP reporters", "AFP reporters"),
        # What a member sits for is nobody.
        (
            "[s: Rep. {p: Lisa Oudens} ({p: R-Harb}.)] [c: said] [t: so]. [s2: Her critics] [c2: said] [t2: more].",
            "Her critics",
            "Lisa Oudens's critics",
        ),
        # Those for or against somebody are not that one.
        (
            "{p: Ann Harrow} left. [s: The anti-{p: Harrow} and pro-{p: Tesk} activists] [c: said] [t: so].",
            "The anti-Harrow and pro-Tesk activists",
            "anti-Harrow and pro-Tesk activists",
        ),
        # What a title is of is no part of the name.
        ("[s: The Secretary of State Mara Harrow] [c: said] [t: so].", "The Secretary of State Mara Harrow", "Mara Harrow"),
        ("He prayed to the Lord for Mara Harrow. [s: {p: Harrow}] [c: said] [t: so].", "Harrow", "Mara Harrow"),
        # What stands in brackets behind a name is not the one who speaks.
        (
            "[s: {o: Harbour Leader Mara Harrow} (R-{p: Ky}] [c: said] [t: so].",
            "Harbour Leader Mara Harrow (R-Ky",
            "Harbour Leader Mara Harrow",
        ),
        ("[s: The {o: Harbour Board} ({o: HB})] [c: said] [t: so].", "The Harbour Board (HB)", "Harbour Board"),
        # Initials are one word with their last stop, whatever of them the network saw as the name.
        ("[t: Nine boats sank], [c: according to] [s: {o: U}.S. harbour records].", "U.S. harbour records", "U.S. harbour records"),
        ("[s: The {o: U.N}.] [c: said] [t: so].", "The U.N.", "U.N."),
        # Another poll under its own name is another poll; when it was taken is no part of its name.
        (
            "[s: A {o: Harbour University} poll] [c: found] [t: so]. [s2: An NNB/OPC poll last month] [c2: found] [t2: it].",
            "An NNB/OPC poll last month",
            "NNB/OPC poll",
        ),
        (
            "[s: {o: Harbour University} poll] [c: found] [t: so]. [s2: The poll] [c2: found] [t2: it].",
            "The poll",
            "Harbour University poll",
        ),
        ("[s: {p: Ole Berg}] [c: said] [t: so]. [s2: His campaign] [c2: said] [t2: it].", "His campaign", "Ole Berg's campaign"),
        ("[s: {l: Moscow}] [c: said] [t: so].", "Moscow", "Moscow"),
        (
            "[s: Residents of the village] [c: say] [t: no]. [s2: The residents' council] [c2: said] [t2: so].",
            "The residents' council",
            "residents' council",
        ),
        (
            "Boats left {l: Lower Aster}, Norlight wrote, citing [s: the Red Pennant relief agency], which [c: said] [t: so].",
            "the Red Pennant relief agency",
            "Red Pennant relief agency",
        ),
        ("Adm. {p: Ole Berg} sailed. [s: The admiral] [c: said] [t: so].", "The admiral", "Ole Berg"),
        (
            "Board member {p: Ole Berg} left. [s: The Tide member] [c: said] [t: so].",
            "The Tide member",
            "Tide member",
        ),
        ("[s: {p: Ole Sanders}' team] [c: said] [t: so].", "Ole Sanders' team", "Ole Sanders' team"),
        ("[s: {p: Vera Holm}] [c: spoke]. [t: So]. [s2: {p: Vera}] [c2: left] [t2: Vera Tower].", "Vera", "Vera Holm"),
        (
            "It rests on {p: Vera Holm}, a teacher at the {o: Harbour School}, [s: who] [c: found] [t: so].",
            "who",
            "Vera Holm",
        ),
        ("[s: They] [c: said] [t: so].", "They", "They"),
        ("[s: She] [c: said] [t: so]. Later {p: Ole Berg} came.", "She", "She"),
    ],
)
def test_a_mention_ends_at_its_fullest_name(source: str, mention: str, expected: str) -> None:
    assert name(source, mention) == expected


def test_a_pronoun_agrees_with_its_name() -> None:
    source = "[s: {p: Mary Holt}] and [s2: Mr {p: Ole Berg}] [c: spoke]. [t: So], [s3: she] [c3: said]. [t3: No], [t2: he] said."
    assert name(source, "she") == "Mary Holt"


def test_words_that_he_says_do_not_name_him() -> None:
    source = "[s: {p: Ole Berg}] [c: said] [t: no]. [t2: {p: John Holt} is great], [s2: he] [c2: said]."
    assert name(source, "he") == "Ole Berg"


def test_whom_a_quotation_names_is_not_who_speaks_after_it() -> None:
    source = '[s: {p: Ole Berg}] [c: spoke] [t: up]. "We thank {p: John Holt} for it." [s2: He] [c2: said] [t2: more].'
    assert name(source, "He") == "Ole Berg"


def test_who_says_that_he_did_something_is_he() -> None:
    source = "[s: {p: Ole Berg}], against {p: John Holt}, [c: said] [t: he had told {p: Holt} so]."
    analysis = marked(source)
    he = span(analysis.text, "he", analysis.text.count("he", 0, analysis.text.index("he had")))
    assert Names(Article(analysis.text), analysis).resolve(he).name == "Ole Berg"


def test_an_owner_does_not_speak_for_what_it_owns() -> None:
    assert name("[s: {l: Tolland}'s embassy] [c: said] [t: so].", "Tolland's embassy") == "Tolland's embassy"


def test_the_word_before_a_voice_is_not_who_she_is() -> None:
    assert name("[s: {p: Harbour} minister {p: Amara Holt}] [c: said] [t: so]. [s2: She] [c2: said] [t2: more].", "She") == "Amara Holt"


def test_the_capital_of_what_opens_a_sentence_makes_no_name() -> None:
    text = "ASTER (SPA) - At least 19 drowned, the coastguard said."
    at = text.index("At")
    made = marked(text)
    small = Word(at, at + 2, "At", "ADP", -1, "root", 0)
    analysis = replace(made, words=(small,), entities=(Entity(Span.cut(text, at, at + 2), Kind.PERSON),))
    assert "At" not in [n.span.surface for n in NameBook(analysis).all]


def test_the_trail_leads_from_the_mention_to_the_name() -> None:
    analysis = marked("[s: The {o: Wall Harbour Journal}] [c: said] [t: so]. [s2: The paper] [c2: said] [t2: more].")
    found = Names(Article(analysis.text), analysis).resolve(span(analysis.text, "The paper"))
    assert [s.surface for s in found.trail] == ["Wall Harbour Journal"]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "“”", "'s", "\u202ethe\u0301 ", "and and", "the", "I", "who"])
def test_strange_mentions_keep_their_words(text: str) -> None:
    analysis = marked(f"[s: {text or '.'}] [c: said] [t: so].")
    Names(Article(analysis.text), analysis)
