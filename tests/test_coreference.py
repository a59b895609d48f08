"""The benchmark of names and of who is meant, on texts of our own and on GUM."""

from __future__ import annotations

from pathlib import Path

from benchmarks.coreference import grouped, measure, named
from sayso.domain import Article
from tests.reader.marked import marked
from training.corpora import Marked, Mention, Token, gum

TEXT = "Ann Reth left the Tidal Board. She rose."


def document() -> Marked:
    """A text with its marks as GUM gives them."""
    rows = [
        ("Ann", "PROPN", 2, "nsubj", "B-person"),
        ("Reth", "PROPN", 0, "flat", "I-person"),
        ("left", "VERB", -1, "root", "O"),
        ("the", "DET", 5, "det", "O"),
        ("Tidal", "ADJ", 5, "amod", "O"),
        ("Board", "PROPN", 2, "obj", "B-organization"),
    ]
    tokens, at = [], 0
    for surface, pos, head, relation, name in rows:
        at = TEXT.index(surface, at)
        tokens.append(Token((at, at + len(surface)), pos, head, relation, name))
    mentions = [Mention((0, 8), "1"), Mention((14, 29), "2"), Mention((31, 34), "1")]
    return Marked("shore", TEXT, tokens=tokens, mentions=mentions)


def test_a_name_takes_in_the_capitalised_words_that_modify_it() -> None:
    assert named(document()) == {(0, 8, "person"), (18, 29, "organization")}


def test_mentions_that_end_at_one_name_are_one_group() -> None:
    analysis = marked("{p: Ann Reth} left the {o: Tidal Board}. She rose.")
    assert analysis.text == TEXT
    assert grouped(document(), Article(TEXT), analysis) == ["ann reth", "tidal board", "ann reth"]


def test_everything_right_is_one(data: Path) -> None:
    assert data.is_dir()
    analysis = marked("{p: Ann Reth} left the {o: Tidal Board}. She rose.")
    found = measure([(document(), Article(TEXT), analysis)])
    assert all(figure == (1.0, 1.0, 1.0) for figure in found.values())


def test_gum_gives_names_inside_its_texts(data: Path) -> None:
    for d in gum(data / "gum/dev.conllu"):
        assert all(0 <= a < b <= len(d.text) for a, b, _ in named(d))
