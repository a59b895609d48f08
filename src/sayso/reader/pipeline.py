"""The reader: articles in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sayso.domain import Article, Reading
from sayso.reader.analysis import Analysis
from sayso.reader.antecedents import Antecedents
from sayso.reader.chains import attributions
from sayso.reader.enclosed import enclosed
from sayso.reader.encoder import WEIGHTS, Encoded, Encoder, Fit
from sayso.reader.entities import entities
from sayso.reader.figures import figures
from sayso.reader.furniture import parts, spoken, undated
from sayso.reader.impersonal import opened
from sayso.reader.nesting import nested
from sayso.reader.senses import with_senses
from sayso.reader.statements import statements
from sayso.reader.trees import words
from sayso.reader.windows import windows


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

    @property
    def fits(self) -> dict[str, Fit]:
        """For figures and statements, bias and slope of the line that turns the chance of one into its confidence."""
        return {"figure": self._encoder.structure.figure, "statement": self._encoder.structure.statement}

    def read(self, article: Article) -> Reading:
        """Take one article apart."""
        encoded, analysis = self._analysed(article)
        said = attributions(article, analysis)
        counted = figures(article, analysis, said, encoded, self._encoder.structure)
        return Reading(article, said, with_senses(counted, analysis, encoded), self.version)

    def sensed(self, reading: Reading) -> Reading:
        """A reading, whoever made it, with this reader's sense of its figures."""
        encoded, analysis = self._analysed(reading.article)
        return replace(reading, figures=with_senses(reading.figures, analysis, encoded))

    def analyse(self, article: Article) -> Analysis:
        """What stands in an article before chains and figures are made of it: words, sentences, names, statements."""
        return self._analysed(article)[1]

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Take articles apart, in order, one at a time: no reading hangs on its neighbours."""
        return map(self.read, articles)

    def _analysed(self, article: Article) -> tuple[Encoded, Analysis]:
        structure = self._encoder.structure
        p = self._encoder.pieces(article.text)
        cuts = list(windows(p))
        e = self._encoder.encode(p, cuts)
        told = enclosed(article.text, undated(statements(p, cuts, e, structure), p.paragraphs))
        said = nested(self._encoder, p, opened(article.text, p.sentences, told))
        kinds = parts(p.paragraphs, article.title)
        tree = words(p, e, structure)
        named, heard = entities(p, tree, e), spoken(said, p.paragraphs, kinds)
        return e, Analysis(article.text, tree, p.sentences, p.paragraphs, named, heard, kinds, Antecedents(tree, e, structure))
