"""The invented articles are marked on their own words, and none of those kept out is trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.domain import Qualifier, Relation
from training.corpora import INVENTED, figures, opening

HELD = INVENTED.parent / "invented_held"
FILES = sorted([*INVENTED.glob("*.json"), *HELD.glob("*.json")])


def test_both_folders_have_articles() -> None:
    assert {f.parent.name for f in FILES} == {"invented", "invented_held"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_mark_stands_in_its_text(file: Path) -> None:
    for article in json.loads(file.read_text(encoding="utf-8"))["articles"]:
        text, ids = article["text"], [f["id"] for f in article["figures"]]
        assert len(set(ids)) == len(ids)
        for f in article["figures"]:
            where = (article["doc"], f["id"])
            assert text.count(f["sentence"]) == 1, where
            assert f["amount"] in f["sentence"] and f["counted"] in f["sentence"], where
            assert f["place"] in text and all(s == "?" or s in text for s in f["sources"]), where
            assert len(f["sources"]) == len(f["source_names"]), where
            assert f["qualifier"] in {*Qualifier} and f["relation"] in {*Relation}, where
            assert f["relation"] != "part" or f["part_of"] in ids, where


def test_spans_are_code_points_of_the_text() -> None:
    for m in (*figures(INVENTED), *figures(HELD)):
        for f in m.figures or []:
            assert m.text[slice(*f.amount)].strip() == m.text[slice(*f.amount)] != ""
            assert f.counted is None or m.text[slice(*f.counted)] != ""


def test_what_is_kept_out_is_not_trained_on() -> None:
    assert not {opening(m.text) for m in figures(INVENTED)} & {opening(m.text) for m in figures(HELD)}
    docs = [m.doc for m in (*figures(INVENTED), *figures(HELD))]
    assert len(set(docs)) == len(docs)
