"""What the ledger asks of those who know when two things are the same: in a form that can be stored, and replaced by another.

The ledger itself compares nothing. The rules that it uses by default are in ``reconciled``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.domain import Period, Question, Reading, Reckoning


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of a figure to compare it by: the ``keys`` under which it is found, and its profile as ``text``."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What a question is called, and what it is about."""

    title: str
    predicate: str = ""
    counted: str = ""
    place: str = ""
    time: Period | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """That a name is one of a known source, whose row number is ``source``, and why."""

    source: int
    sentence: str


class Rules(Protocol):
    """How figures, names and answers are compared. All of it is pure."""

    def profiles(self, reading: Reading) -> Mapping[str, Kept]:
        """What to store of each figure, by its id; none for figures that answer no question."""
        ...

    def group(
        self, profiles: Sequence[str], together: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]
    ) -> Sequence[tuple[int, ...]]:
        """The indices of ``profiles`` by question; the pairs were decided by people."""
        ...

    def heading(self, profiles: Sequence[str]) -> Heading:
        """What the question that figures with these profiles answer is called."""
        ...

    def name_keys(self, name: str) -> Sequence[str]:
        """Under which keys the names of the same source are looked up."""
        ...

    def in_context(self, name: str, others: Sequence[str]) -> str | None:
        """The fuller name among the ``others`` of the same article that a short form stands for."""
        ...

    def stands_alone(self, name: str) -> bool:
        """Whether the name means the same source in every article; "Smith" and "a police source" do not."""
        ...

    def is_description(self, name: str) -> bool:
        """Whether the words only describe a source ("a police source")."""
        ...

    def credit(self, text: str) -> str:
        """The agency that an article's credit line names, empty for none."""
        ...

    def same_source(self, name: str, known: Mapping[int, Sequence[str]]) -> Ground | None:
        """Which of the known sources, by row number with their names, the name is one of."""
        ...

    def reckon(self, question: Question, convention: str) -> Reckoning:
        """What the question's figures come to."""
        ...
