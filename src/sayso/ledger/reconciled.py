"""The ledger's rules as the reconcile room has them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.domain import Question, Reading, Reckoning
from sayso.ledger.rules import Ground, Heading, Kept
from sayso.reconcile import alias, copies, reckon, same


class Reconciled:
    """The rules of ``sayso.reconcile``."""

    def profiles(self, reading: Reading) -> Mapping[str, Kept]:
        """The profiles by figure, with their blocking keys."""
        found = same.profiles(reading)
        return {id: Kept(p.keys, json.dumps(p.as_json(), separators=(",", ":"), ensure_ascii=True)) for id, p in found.items()}

    def group(
        self, profiles: Sequence[str], together: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]
    ) -> Sequence[tuple[int, ...]]:
        """The partition that ``same.group`` gives."""
        return same.group([_profile(text) for text in profiles], together, apart)

    def heading(self, profiles: Sequence[str]) -> Heading:
        """The heading that ``same.heading`` gives."""
        h = same.heading([_profile(text) for text in profiles])
        return Heading(h.title, h.predicate, h.counted, h.place, h.time)

    def name_keys(self, name: str) -> Sequence[str]:
        """The keys of ``alias.name_keys``."""
        return alias.name_keys(name)

    def in_context(self, name: str, others: Sequence[str]) -> str | None:
        """The name that ``alias.in_context`` finds."""
        return alias.in_context(name, others)

    def stands_alone(self, name: str) -> bool:
        """Whether ``alias`` would join the name with itself, met elsewhere."""
        return alias.same_source(name, [alias.Known("itself", (name,))]) is not None

    def credit(self, text: str) -> str:
        """The agency that ``copies.credit`` finds."""
        return copies.credit(text)

    def is_description(self, name: str) -> bool:
        """Whether ``alias`` takes the name for a description."""
        return alias.is_description(name)

    def same_source(self, name: str, known: Mapping[int, Sequence[str]]) -> Ground | None:
        """The match of ``alias.same_source``."""
        match = alias.same_source(name, [alias.Known(str(id), tuple(names)) for id, names in known.items()])
        return Ground(int(match.id), match.ground) if match else None

    def reckon(self, question: Question, convention: str) -> Reckoning:
        """The reckoning by the named convention."""
        return reckon.reckon(question, convention)


@lru_cache(maxsize=4096)
def _profile(text: str) -> same.Profile:
    return same.Profile.from_json(json.loads(text))
