"""Who relays whom on a question, as a graph: parties, and between them how many figures were passed on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from sayso.domain import NOBODY, Party, Question
from sayso.web import shown

MOST_PARTIES = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A party: how many figures it ``began`` and how many it ``passed`` on; ``where`` is its page, empty for nobody named."""

    id: str
    name: str
    began: int
    passed: int
    where: str


@dataclass(frozen=True, slots=True)
class Edge:
    """That one party was passed on by another, in how many figures."""

    source: str
    target: str
    figures: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Parties and what was passed between them; ``left_out`` counts the parties beyond the most that are drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


def graph(question: Question) -> Graph:
    """The graph of a question's chains, the outlets at their ends. Nobody named is a party of its own in each article.

    >>> graph(Question("q1", "", "", "", "", None, ())).nodes
    ()
    """
    parties: dict[str, Party] = {}
    began: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    between: Counter[tuple[str, str]] = Counter()
    for entry in question.entries:
        row: list[str] = []
        for party in shown.chain(entry):
            id = f"{NOBODY}:{entry.article}" if party.id == NOBODY else party.id
            parties.setdefault(id, party)
            if not row or row[-1] != id:
                row.append(id)
        began[row[0]] += 1
        passed.update(row[1:])
        between.update(pairwise(row))
    kept = set(sorted(parties, key=lambda id: -(began[id] + passed[id]))[:MOST_PARTIES])
    nodes = tuple(Node(id, shown.voice(p), began[id], passed[id], _page(p)) for id, p in parties.items() if id in kept)
    edges = tuple(Edge(a, b, n) for (a, b), n in between.items() if a in kept and b in kept)
    return Graph(nodes, edges, len(parties) - len(kept))


def _page(party: Party) -> str:
    return {"s": f"/sources/{party.id}", "a": f"/articles/{party.id}"}.get(party.id[:1], "")
