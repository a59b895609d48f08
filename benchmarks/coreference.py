"""Measure names and who is meant: ``python -m benchmarks.coreference [--write docs/tables]``.

On GUM dev (GUM 11, Zeldes, LREV 2017 and later), which the network never saw: entities are proper names of persons, organisations and places with
exact spans and kinds; coreference is B-cubed (Bagga and Baldwin, 1998) over all marked mentions of persons and organisations, singletons included, the mentions
given and each put with those that the reader resolves to the same name. A pronoun that stays unresolved is a group of its own. ``bcubed`` and
``f1`` are those of ``../shared/eval/figures.py``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.domain import Article, Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis, Kind
from sayso.reader.mentions import Mention
from sayso.reader.names import Names
from sayso.reader.pipeline import Reader
from training.corpora import NAMED, Marked, Token, gum

ROOT = Path(__file__).resolve().parents[2] / "shared"

_SMALL = frozenset({"ADP", "CCONJ", "DET", "PART", "PUNCT"})
Name = tuple[int, int, str]


def named(marked: Marked) -> set[Name]:
    """The names of persons, organisations and places, as code points and kind.

    GUM marks mentions, not names: a name is the proper noun at the head of a mention with the proper nouns around it, the capitalised words that
    modify it from the left ("United" States) and no small word at its end.
    """
    tokens = marked.tokens or []
    runs: list[tuple[int, int, str]] = []
    for i, t in enumerate(tokens):
        place, _, kind = t.name.partition("-")
        if place == "B" and kind in NAMED.values():
            runs.append((i, i, kind))
        elif place == "I" and runs and runs[-1][1:] == (i - 1, kind):
            runs[-1] = (runs[-1][0], i, kind)
    found = set()
    for first, last, kind in runs:
        while last > first and tokens[last].pos in _SMALL:
            last -= 1
        while first and _modifies(marked.text, tokens[first - 1], first, last):
            first -= 1
        found.add((tokens[first].span[0], tokens[last].span[1], kind))
    return found


def _modifies(text: str, token: Token, first: int, last: int) -> bool:
    written = text[token.span[0]].isupper() and token.name == "O" and token.pos in {"ADJ", "PROPN", "NOUN", "VERB"}
    return written and token.relation in {"amod", "compound", "flat"} and first <= token.head <= last


def found_names(analysis: Analysis) -> set[Name]:
    """The names of persons, organisations and places that the reader found."""
    return {(e.span.start, e.span.end, e.kind.value) for e in analysis.entities if e.kind is not Kind.OTHER}


def grouped(marked: Marked, article: Article, analysis: Analysis) -> list[str | None]:
    """For each marked mention the name that it resolves to, None for a pronoun that stays unresolved."""
    mentions = [Span.cut(marked.text, *m.span) for m in marked.mentions]
    names = Names(article, analysis, mentions)
    return [_name(names, m) for m in mentions]


def _name(names: Names, mention: Span) -> str | None:
    resolved = names.resolve(mention)
    pronoun = Mention.of(mention.surface, Span(0, len(mention.surface), mention.surface)).pronoun
    return None if pronoun in lex.PRONOUNS and not resolved.trail else resolved.name.lower()


def measure(read: Sequence[tuple[Marked, Article, Analysis]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of names and of coreference over documents that have been read."""
    scorer = _scorer()
    pairs: list[tuple[Any, Any]] = []
    right = given = found = 0
    for d, article, analysis in read:
        gold, ours = named(d), found_names(analysis)
        right, given, found = right + len(gold & ours), given + len(gold), found + len(ours)
        for m, name in zip(d.mentions, grouped(d, article, analysis), strict=True):
            pairs.append(((d.doc, m.group), None if name is None else (d.doc, name)))
    names = right / max(1, found), right / max(1, given)
    same = scorer.bcubed(pairs)
    return {"names": (*names, scorer.f1(*names)), "coreference, B-cubed": (*same, scorer.f1(*same))}


def _scorer() -> Any:
    sys.path.insert(0, str(ROOT / "eval"))
    try:
        return importlib.import_module("figures")
    finally:
        sys.path.pop(0)


def table(measures: dict[str, dict[str, tuple[float, float, float]]], version: str) -> str:
    """The measures as a Markdown table under a line with date, machine and command."""
    head = f"{dt.date.today().isoformat()}, {platform.machine()}, Python {platform.python_version()}, {version}; "
    rows = ["| documents | measure | precision | recall | F1 |", "|---|---|---:|---:|---:|"]
    for documents, found in measures.items():
        rows += [f"| {documents} | {k} | {p:.3f} | {r:.3f} | {f:.3f} |" for k, (p, r, f) in found.items()]
    return "\n".join([head + "`python -m benchmarks.coreference --write docs/tables`\n", *rows]) + "\n"


NOTE = """
GUM dev (GUM 11): nothing was trained or chosen on it. Edited text leaves out conversation, video, forum, fiction, court and letters, of which training
reads none either.

Names: exact span and kind of proper names of persons, organisations and places. GUM marks mentions, not names; a name is taken to be the proper noun
at the head of a mention with the proper nouns around it and the capitalised words that modify it. Titles, places inside names and names inside
names are a matter of that rule, and part of what is missed lies there: the figure does not compare with those of taggers trained on marked names.

Coreference: `bcubed` of `../shared/eval/figures.py` over all marked mentions of persons and organisations, singletons included. The mentions are
given; those that the reader resolves to the same name form a group, and a pronoun that it leaves unresolved is alone. "I", "we" and
"you" are resolved only inside quoted words. Figures of systems that find mentions themselves, or over all kinds of entities, do not compare.
"""


def main() -> None:
    """Measure, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="measure the weights in this folder")
    parser.add_argument("--write", type=Path, help="write coreference.md to this folder")
    a = parser.parse_args()
    path = ROOT / "data" / "gum" / "dev.conllu"
    if not path.is_file():
        raise SystemExit(f"The data is not at {path}; see docs/measures.md.")
    reader = Reader.load(a.weights) if a.weights else Reader.load()
    read = [(d, article := Article(d.text), reader.analyse(article)) for d in gum(path, skip=())]
    edited = {d.doc for d in gum(path)}
    text = table({"edited text": measure([r for r in read if r[0].doc in edited]), "all": measure(read)}, reader.version)
    print(text)
    if a.write:
        (a.write / "coreference.md").write_text("# Names and who is meant\n\n" + text + NOTE, encoding="utf-8")


if __name__ == "__main__":
    main()
