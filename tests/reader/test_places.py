"""Names of places, and which of them a figure is about."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Entity, Kind
from sayso.reader.gazetteer import Gazetteer, Level
from sayso.reader.placenames import Rank, mentions
from sayso.reader.places import Places
from sayso.reader.sentences import paragraphs, sentences

KNOWN = Gazetteer()


def analysed(text: str, *entities: Entity) -> Analysis:
    return Analysis(text, (), sentences(text), paragraphs(text), entities)


def named(text: str, *entities: Entity) -> list[tuple[str, Rank]]:
    return [(m.span.surface, m.rank) for m in mentions(analysed(text, *entities), KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell in the Brackwater neighbourhood.", [("Brackwater neighbourhood", Rank.NAMED)]),
        ("Rain fell on the village of Ostrey.", [("Ostrey", Rank.NAMED)]),
        ("Two men met at Mill Lane Apartments.", [("Mill Lane Apartments", Rank.VENUE)]),
        ("It burned in the 300 block of Quarry Street.", [("300 block of Quarry Street", Rank.VENUE)]),
        ("They live in Damascus.", [("Damascus", Rank.CITY)]),
        ("They live in eastern Damascus city.", [("eastern Damascus city", Rank.CITY)]),
        ("They live in Springfield, Ohio.", [("Springfield, Ohio", Rank.CITY)]),
        ("The army of Norway left.", [("Norway", Rank.COUNTRY)]),
        ("Norways Oslo district is full.", [("Oslo district", Rank.CITY)]),
        ("Norwegian sailors and Iraqi pilots left.", []),
        ("On Monday the Senate met in March.", []),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, Rank]]) -> None:
    assert named(text) == expected


def test_what_the_encoder_calls_a_place_is_one() -> None:
    text = "Ostrey was flooded, said people from Ostrey."
    assert named(text) == []
    assert named(text, Entity(Span.cut(text, 0, 6), Kind.PLACE)) == [("Ostrey", Rank.NAMED)] * 2


def test_a_name_once_shown_to_be_a_place_stays_one() -> None:
    text = "Rain fell on the village of Ostrey. Ostrey drowned."
    assert [name for name, _ in named(text)] == ["Ostrey", "Ostrey"]


@pytest.mark.parametrize(
    ("text", "amount", "place"),
    [
        ("Nine sailors drowned in Port Ellery on Monday. Four more are missing.", "Four", "Port Ellery"),
        ("Two men died in the Brackwater neighbourhood. Fires hurt 30 people in the village of Ostrey.", "30", "Ostrey"),
        ("Two men died in the Brackwater neighbourhood. Fires hurt 30 people in the village of Ostrey.", "Two", "Brackwater neighbourhood"),
    ],
)
def test_place(text: str, amount: str, place: str) -> None:
    at = text.index(amount)
    found = Places(analysed(text), KNOWN).of(Span.cut(text, at, at + len(amount)))
    assert found is not None and found.surface == place


def test_no_place() -> None:
    assert Places(analysed("Nine men sang."), KNOWN).of(Span.cut("Nine men sang.", 0, 4)) is None


def test_the_gazetteer_knows_levels_whatever_the_accents() -> None:
    assert [KNOWN.level(n) for n in ("Norway", "Ohio", "sao paulo", "São Paulo", "Nowhereton")] == [
        Level.COUNTRY,
        Level.REGION,
        Level.CITY,
        Level.CITY,
        None,
    ]


@given(st.text(max_size=200) | st.text(alphabet="In Ost al-B'’s. ,\n9é", max_size=200))
def test_any_text_gives_sound_spans(text: str) -> None:
    found = mentions(analysed(text), KNOWN)
    assert all(m.span.stands_in(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    if text:
        place = Places(analysed(text), KNOWN).of(Span.cut(text, 0, 1))
        assert place is None or place.stands_in(text)


@pytest.mark.parametrize("piece", ["In Damascus ", "Of ", "al-", "eastern ", "A. ", "government-held ", "300 block of "])
def test_long_text_is_linear(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    Places(analysed(text), KNOWN)
    assert time.process_time() - started < 5


def test_the_stored_names_are_sorted_so_that_halving_finds_them() -> None:
    lists = [names.splitlines() for names in Gazetteer()._names.values()]
    assert all(names == sorted(names) and len(names) > 100 for names in lists)
    known = Gazetteer()
    assert all(known.level(name) is not None for names in lists for name in (names[0], names[len(names) // 2], names[-1]))
