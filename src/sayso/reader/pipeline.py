"""The reader: articles in, readings out, in batches that share the encoder's passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sayso.domain import Article, Reading
from sayso.reader.analysis import Analysis
from sayso.reader.chains import attributions
from sayso.reader.encoder import WEIGHTS, Encoded, Encoder
from sayso.reader.figures import figures
from sayso.reader.nesting import nested
from sayso.reader.statements import statements
from sayso.reader.trees import entities, words
from sayso.reader.windows import Pieces, windows

_TOGETHER = 16  # articles that share passes


class Reader:
    """Reads articles. Load once; the weights stay in memory. Not for use from several threads at a time."""

    def __init__(self, encoder: Encoder) -> None:
        """Read with ``encoder``."""
        self._encoder = encoder

    @classmethod
    def load(cls, weights: Path = WEIGHTS, threads: int = 0) -> Reader:
        """A reader with the weights in a folder, the packaged ones unless told; ``threads`` 0 takes every core. Raises ModelError."""
        return cls(Encoder(weights, threads))

    @property
    def version(self) -> str:
        """The name of the weights, as it stands in every reading."""
        return self._encoder.structure.version

    def read(self, article: Article) -> Reading:
        """Take one article apart."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Take articles apart, in order; a few at a time share the encoder's passes."""
        source = iter(articles)
        while batch := list(islice(source, _TOGETHER)):
            for article, analysis, pieces, encoded in zip(batch, *self._analysed([a.text for a in batch]), strict=True):
                said = attributions(article, analysis)
                counted = figures(article, analysis, said, pieces, encoded, self._encoder.structure)
                yield Reading(article, said, counted, self.version)

    def analyse(self, text: str) -> Analysis:
        """Words, names and statements of a text, before chains and figures are made of them."""
        return self._analysed([text])[0][0]

    def _analysed(self, texts: Sequence[str]) -> tuple[list[Analysis], list[Pieces], list[Encoded]]:
        cut = [self._encoder.pieces(t) for t in texts]
        rows = [list(windows(p)) for p in cut]
        encoded = self._encoder.encode(cut, rows)
        structure = self._encoder.structure
        outer = [statements(p, w, e, structure) for p, w, e in zip(cut, rows, encoded, strict=True)]
        said = nested(self._encoder, cut, outer)
        analyses = [
            Analysis(p.text, words(p, e, structure), p.sentences, p.paragraphs, entities(p, e), s)
            for p, e, s in zip(cut, encoded, said, strict=True)
        ]
        return analyses, cut, encoded
