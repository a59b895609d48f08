"""Roles and pointers to statements, on scores made by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sayso.reader.encoder import Encoded
from sayso.reader.labels import ROLES
from sayso.reader.statements import statements
from sayso.reader.tagging import LEAN, best_paths
from sayso.reader.windows import Pieces, pieces, windows
from tests.reader.builders import encoded, structure, tokenizer

TOKENIZER = tokenizer()


def scored(text: str, roles: str) -> tuple[Pieces, Encoded]:
    """A text with one letter of roles per word: S, C, T begin source, cue, content; lower case goes on with it; o is outside."""
    p = pieces(text, TOKENIZER)
    e = encoded(p.words)
    tags = {"o": 0, "S": 1, "s": 2, "C": 3, "c": 4, "T": 5, "t": 6}
    assert len(roles.replace(" ", "")) == p.words
    for i, letter in enumerate(roles.replace(" ", "")):
        e.scores["role"][i, tags[letter]] = 8
    return p, e


def point(e: Encoded, kind: str, query: int, key: int, axis: int) -> None:
    """Let word ``query`` point at word ``key`` along one axis of the pointer's vectors."""
    e.query[kind][query, axis] = e.key[kind][key, axis] = 9


def test_a_statement_broken_by_its_attribution_is_one_in_two_pieces() -> None:
    p, e = scored("we wait said Ann we always wait", "TtCSTtt")
    for content in (0, 1, 4, 6):
        point(e, "content_cue", content, 2, 0)
        point(e, "content_source", content, 3, 0)
    point(e, "cue_source", 2, 3, 0)
    (s,) = statements(p, list(windows(p)), e, structure())
    assert [c.surface for c in s.content] == ["we wait", "we always wait"]
    assert [c.surface for c in s.cue] == ["said"]
    assert [c.surface for c in s.source] == ["Ann"]
    assert 0 < s.score <= 1


def test_two_speakers_each_keep_their_words() -> None:
    p, e = scored("Ann said no Bob said yes", "SCTSCT")
    for axis, (source, cue, content) in enumerate([(0, 1, 2), (3, 4, 5)]):
        point(e, "content_cue", content, cue, axis)
        point(e, "content_source", content, source, axis)
        point(e, "cue_source", cue, source, axis)
    found = statements(p, list(windows(p)), e, structure())
    assert [(s.source[0].surface, s.content[0].surface) for s in found] == [("Ann", "no"), ("Bob", "yes")]


def test_a_cue_without_a_source_has_nobody() -> None:
    p, e = scored("it is thought that many left", "CccTtt")
    (s,) = statements(p, list(windows(p)), e, structure())
    assert s.source == () and s.content[0].surface == "that many left"


def test_a_content_never_crosses_a_paragraph() -> None:
    p, e = scored("Ann said yes\nno", "SCTt")
    assert [c.surface for s in statements(p, list(windows(p)), e, structure()) for c in s.content] == ["yes"]


def test_the_best_path_is_legal_and_the_best() -> None:
    rng = np.random.default_rng(3)
    rows = [rng.normal(size=(n, len(ROLES))).astype(np.float32) for n in (1, 5, 3, 5)]
    s = structure()
    for row, path in zip((r + LEAN for r in rows), best_paths(rows, s), strict=True):
        assert all(s.transitions[a, b] > -1 for a, b in pairwise(path))
        assert not ROLES[path[0]].startswith("I-")
        mine = sum(row[i, t] for i, t in enumerate(path))
        for _ in range(300):
            other = rng.integers(0, len(ROLES), len(row))
            if not ROLES[other[0]].startswith("I-") and all(s.transitions[a, b] > -1 for a, b in pairwise(other)):
                assert sum(row[i, t] for i, t in enumerate(other)) <= mine + 1e-5


def test_nothing_to_read_gives_nothing() -> None:
    p = pieces("  \n ", TOKENIZER)
    assert statements(p, list(windows(p)), encoded(0), structure()) == ()


def test_a_verb_of_speaking_in_an_idiom_is_part_of_what_somebody_says() -> None:
    p, e = scored("Ann said the raid claimed the lives of ten", "SCSsCTttt")
    for content in (2, 8):
        point(e, "content_cue", content, 1, 0)
        point(e, "content_source", content, 0, 0)
    point(e, "cue_source", 1, 0, 0)
    (s,) = statements(p, list(windows(p)), e, structure())
    assert (s.source[0].surface, s.content[0].surface) == ("Ann", "the raid claimed the lives of ten")


def test_an_idiom_alone_is_nobodys_statement() -> None:
    p, e = scored("the raid claimed the lives of ten", "SsCTttt")
    assert statements(p, list(windows(p)), e, structure()) == ()


def test_a_real_claim_stays_one() -> None:
    p, e = scored("the mayor claimed that ten live", "SsCTtt")
    assert [c.surface for s in statements(p, list(windows(p)), e, structure()) for c in s.cue] == ["claimed"]


def test_naming_whom_one_cites_is_no_statement() -> None:
    p, e = scored("Ann said no citing two pilots", "SCTCTt")
    for axis, (content, cue) in enumerate([(2, 1), (4, 3), (5, 3)]):
        point(e, "content_cue", content, cue, axis)
    assert [s.content[0].surface for s in statements(p, list(windows(p)), e, structure())] == ["no"]


def test_whom_a_speaker_cites_is_no_piece_of_what_is_said() -> None:
    """Where the network takes "citing two pilots" for a further piece of the content."""
    p, e = scored("ten sank Ann said citing two pilots", "TtSCoTt")
    for content in (0, 1, 5, 6):
        point(e, "content_cue", content, 3, 0)
        point(e, "content_source", content, 2, 0)
    point(e, "cue_source", 3, 2, 0)
    (s,) = statements(p, list(windows(p)), e, structure())
    assert [c.surface for c in s.content] == ["ten sank"]
