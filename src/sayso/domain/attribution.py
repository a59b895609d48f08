"""Who says so: chains of voices, and the statements that stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.domain.span import Span

NOBODY = "?"


@dataclass(frozen=True, slots=True)
class Link:
    """One voice in a chain: its fullest name in the article and the words that stand for it.

    ``mention`` is the span that speaks at this point ("she"), None where no words stand for it; ``trail`` the spans that led
    from the mention to the name, nearest first; ``name`` is ``?`` where nobody is named ("it is thought").

    >>> Link("?").named
    False
    """

    name: str
    mention: Span | None = None
    trail: tuple[Span, ...] = ()

    @property
    def named(self) -> bool:
        """Whether somebody stands behind this link."""
        return self.name != NOBODY


@dataclass(frozen=True, slots=True)
class Chain:
    """The voices that a statement came through, originator first; no links at all is the outlet's own voice.

    >>> str(Chain((Link("diplomats"), Link("Wall Street Journal"))))
    'diplomats → Wall Street Journal'
    """

    links: tuple[Link, ...] = ()

    @property
    def originator(self) -> Link | None:
        """The voice that the statement began with; None for the outlet's own voice."""
        return self.links[0] if self.links else None

    @property
    def relays(self) -> tuple[Link, ...]:
        """The voices that only passed it on, in order."""
        return self.links[1:]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all links, originator first."""
        return tuple(link.name for link in self.links)

    def __str__(self) -> str:
        return " → ".join(self.names)


class Voice(StrEnum):
    """How the words are given: as quoted, in other words, or both in one statement."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement: what is said (``content``), the words that say that it is said (``cue``) and who says it (``source``).

    Each role is a tuple of spans in text order, for a statement may be broken by its attribution or run on over paragraphs. ``id`` is
    unique in its reading; ``within`` names the attribution whose content this one stands in; ``confidence`` is between 0 and 1.

    Raises ValueError where there is no content.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    chain: Chain = Chain()
    within: str | None = None
    voice: Voice = Voice.INDIRECT
    denied: bool = False
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("an attribution needs content: words that somebody says")
