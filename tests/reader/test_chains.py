"""Chains of voices, pattern by pattern, on sentences of our own."""

from __future__ import annotations

import pytest

from sayso.domain import Voice
from tests.reader.marked import chains, marked, read

PATTERNS = {
    "told an outlet": ("[s: A harbour pilot] [c: told] the {o: Coast Gazette} [t: that two ships sank].", "harbour pilot → Coast Gazette"),
    "told an agency's reporter": (
        "[s: A source at the port] [c: told] {o: ANSA} reporter [t: that two ships sank].",
        "source at the port → ANSA reporter",
    ),
    "told no outlet": ("[s: A harbour pilot] [c: told] reporters [t: that two ships sank].", "harbour pilot"),
    "told a person": ("[s: {p: Rosa Lind}] [c: told] her mother [t: that two ships sank].", "Rosa Lind"),
    "citing, in front": (
        "Citing pilots from three harbours, [s: the {o: Coast Gazette}] [c: said] [t: two ships sank].",
        "pilots from three harbours → Coast Gazette",
    ),
    "citing, behind": ("[t: Two ships sank], [s: state news agency {o: SANA}] [c: said], citing a police source.", "police source → SANA"),
    "citing, no commas": (
        "[t: Two ships sank] [s: {o: Reuters}] [c: reported] Monday citing an unnamed port official.",
        "unnamed port official → Reuters",
    ),
    "told an outlet that an agency cites": (
        "[t: Two ships sank], [s: fishermen] [c: told] the {o: Coast Gazette}, the {o: Norlight} news agency reported on Monday, citing the newspaper.",
        "fishermen → Coast Gazette → Norlight",
    ),
    "the agency taken for who told": (
        "[t: Two ships sank], fishermen [c: told] the {o: Coast Gazette}, [s: the {o: Norlight} news agency] reported on Monday.",
        "fishermen → Coast Gazette → Norlight",
    ),
    "a caption": ("[s: This undated file photo] [c: shows] [t: the two ships in harbour].", "?"),
    "a picture as a witness": ("[s: A satellite image] [c: shows] [t: two ships on the sea bed].", "satellite image"),
    "citing a document": (
        "[s: The mayor] [c: said], citing a preliminary investigation, [t: that two ships sank].",
        "preliminary investigation → mayor",
    ),
    "citing a reason": ("[s: The mayor] [c: said] [t: the pier would close], citing safety concerns.", "mayor"),
    "according to, quoted by": (
        "[t: Two ships sank], [c: according to] [s: a pilot quoted by the {o: Coast Gazette}].",
        "pilot → Coast Gazette",
    ),
    "according to, report cited": (
        "[t: Two ships sank], [c: according to] [s: a report by the coast guard cited by {o: Reuters}].",
        "report by the coast guard → Reuters",
    ),
    "source holds citing": (
        "[s: State television, citing the interior ministry,] [c: said] [t: two ships sank].",
        "interior ministry → State television",
    ),
    "carried by": (
        "[s: The army] [c: said in a statement] carried by state news agency {o: SANA} [t: that two ships sank].",
        "army → SANA",
    ),
    "interview": (
        "[s: {p: Rosa Lind}] [c: said] in an interview with the {o: Coast Gazette} [t: that two ships sank].",
        "Rosa Lind → Coast Gazette",
    ),
    "as reported by": (
        "[s: {p: Rosa Lind}] [c: noted] [t: that two ships sank], as reported by {o: Harbour News}.",
        "Rosa Lind → Harbour News",
    ),
    "an outlet behind": ("[t: Two ships sank], [s: a pilot] [c: said], the {o: Coast Gazette} reported.", "pilot → Coast Gazette"),
    "as saying": ("State television quoted [s: a pilot] as [c: saying] [t: two ships sank].", "pilot → State television"),
    "quoted, as saying inside": ("[s: The {o: Coast Gazette}] [c: quoted] [t: a pilot as saying two ships sank].", "pilot → Coast Gazette"),
    "article in": (
        "It follows an article in {o: Harbour Magazine} by [s: {p: Rosa Lind}], who [c: reported] [t: that two ships sank].",
        "Rosa Lind → Harbour Magazine",
    ),
    "together": ("[s: The {o: Port Authority} and two pilots] [c: said] [t: two ships sank].", "Port Authority and two pilots"),
    "nobody: thought": ("[c: It is thought] [t: that two ships sank].", "?"),
    "nobody: believed": ("[t: Two ships] [c: are believed] [t: to have sunk].", "?"),
    "nobody: accused": ("[t: The port] also [c: stands accused of] [t: hiding it].", "?"),
    "nobody: blamed": ("[t: The port] [c: has widely been blamed] [t: for it].", "?"),
    "nobody: reportedly": ("[t: Two ships] [c: reportedly] [t: sank].", "?"),
    "reports": ("[s: The port] [c: denied] reports [t: that two ships sank].", "port"),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern(name: str) -> None:
    source, chain = PATTERNS[name]
    assert chains(source)[0] == chain


def test_a_statement_inside_another_goes_on_with_its_chain() -> None:
    source = "[s: {p: Rosa Lind}] [c: said] [t: that [s2: a pilot] had [c2: told] {o: Harbour Radio} [t2: that two ships sank]]."
    assert chains(source) == ["Rosa Lind", "pilot → Harbour Radio → Rosa Lind"]


def test_an_addressee_taken_for_content_is_a_relay_all_the_same() -> None:
    assert chains("[s: A pilot] [c: told] [t: {o: SANA}] [t: that two ships sank].") == ["pilot → SANA"]


def test_whom_a_paper_quotes_stands_once_in_the_chain() -> None:
    source = "[s: The {o: Coast Gazette}] [c: quoted] [t: a pilot as [c2: saying] [t2: two ships sank]]."
    assert chains(source) == ["pilot → Coast Gazette", "pilot → Coast Gazette"]


def test_a_passive_inside_a_statement_has_nobody_before_its_speaker() -> None:
    source = "[t: [t2: Two ships] [c2: were reported] [t2: lost] in the storm], [c: according to] [s: the {o: Port Authority}]."
    assert chains(source) == ["Port Authority", "? → Port Authority"]


def test_who_speaks_of_himself_is_one_link() -> None:
    source = '[t: "[s2: I] [c2: told] the owner [t2: that two ships sank]"], [c: said] [s: {p: Ole Berg}].'
    assert chains(source) == ["Ole Berg", "Ole Berg"]


def test_two_statements_of_a_sentence_keep_their_own_relays() -> None:
    source = (
        "[s: The {o: Port Authority}] [c: said] [t: nobody was lost], but [s2: a pilot] [c2: told] {o: AFP} [t2: that two ships sank]. "
        "[t3: It rained], [c3: according to] [s3: the coast guard], and [s4: the mayor] [c4: said] [t4: it was dark]."
    )
    assert chains(source) == ["Port Authority", "pilot → AFP", "coast guard", "mayor"]


def test_a_speaker_known_through_an_outlet_keeps_it() -> None:
    source = (
        "Citing pilots from three harbours, [s: the {o: Coast Gazette}] [c: said] [t: two ships sank].\n"
        "[t2: It was dark], [s2: the paper] [c2: said].\n[s3: The pilots] [c3: said] [t3: about 150 people swam]."
    )
    assert chains(source) == [
        "pilots from three harbours → Coast Gazette",
        "Coast Gazette",
        "pilots from three harbours → Coast Gazette",
    ]


def test_another_outlet_takes_the_place_of_the_first() -> None:
    source = (
        "[s: A port official] [c: told] {o: Reuters} [t: that two ships sank]. "
        "[s2: The official] [c2: told] the {o: Coast Gazette} [t2: that it was dark]."
    )
    assert chains(source) == ["port official → Reuters", "port official → Coast Gazette"]


def test_an_adding_goes_on_with_its_speaker() -> None:
    assert chains("[s: The mayor] [c: said] [t: two ships sank], [c2: adding] [t2: that it was dark].") == ["mayor", "mayor"]


@pytest.mark.parametrize(
    ("content", "voice"),
    [
        ("[t: “Two ships sank,”]", Voice.DIRECT),
        ('[t: "Two ships sank,"]', Voice.DIRECT),
        ("[t: ‘Two ships sank, didn’t they?’]", Voice.DIRECT),
        ("[t: «Two ships sank»]", Voice.DIRECT),
        ("“[t: Two ships sank and nobody came]", Voice.DIRECT),
        ("[t: Two ships “sank in the dark”]", Voice.MIXED),
        ("[t: The ships' crews sank the captain's boat]", Voice.INDIRECT),
    ],
)
def test_the_marks_tell_how_words_are_given(content: str, voice: Voice) -> None:
    (said,) = read(f"[s: The mayor] [c: said] {content}")
    assert said.voice is voice


@pytest.mark.parametrize(("cue", "denied"), [("denied", True), ("has flatly rejected", True), ("did not deny", False), ("said", False)])
def test_a_denial_is_marked(cue: str, denied: bool) -> None:
    (said,) = read(f"[s: The mayor] [c: {cue}] [t: that two ships sank].")
    assert said.denied is denied


def test_ids_follow_the_text_and_within_points_at_them() -> None:
    found = read("[s: A] [c: said] [t: that [s2: B] [c2: said] [t2: no]]. [s3: C] [c3: said] [t3: yes].")
    assert [(a.id, a.within) for a in found] == [("S1", None), ("S2", "S1"), ("S3", None)]


def test_every_link_stands_in_the_text() -> None:
    for source, _ in PATTERNS.values():
        text = marked(source).text
        for a in read(source):
            for link in a.chain.links:
                assert link.mention is None or link.mention.stands_in(text)
                assert all(s.stands_in(text) for s in link.trail)


def test_the_outlet_as_a_relay_has_its_own_name() -> None:
    told = "[s: A pilot] [c: told] the {o: Post} [t: that six died]. The {o: Coast Ledger} is closed."
    assert [str(a.chain) for a in read(told, "Harbour Post")] == ["pilot → Harbour Post"]
    assert [str(a.chain) for a in read(told, "Coast Ledger")] == ["pilot → Post"]
