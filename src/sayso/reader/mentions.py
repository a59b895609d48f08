"""A mention taken apart: its words, its head noun, whether it is definite, plural, a pronoun, or several speakers together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:['\u2019]s\b)?|[^\W_]+(?:[-'\u2019./&][^\W_]+)*|[^\w\s]")
_WHEN = re.compile(
    r"(?<=\w) (?:(?:earlier|late|early) )?(?:last|this) (?:week|month|year|spring|summer|fall|autumn|winter|\w+day)$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")
_BREAKS = frozenset(',;:()[]\u2013\u2014-\u2026"\u201c\u201d')
_STOPS = (
    lex.CITED_AS
    | lex.RELATIVE_PRONOUNS
    | {"as", "inside", "outside", "close", "familiar", "briefed", "not", "than", "said", "was", "is", "are", "were"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at code points ``start`` to ``end``; ``low`` is the word in lower case without a possessive ending."""

    start: int
    end: int
    text: str
    low: str

    @property
    def word(self) -> bool:
        """Whether this is a word rather than a mark."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether the word is written as a name is."""
        return self.text[0].isupper() or (self.text.startswith("al-") and self.text[3:4].isupper())

    @property
    def possessive(self) -> bool:
        """Whether the word ends in a possessive apostrophe."""
        return _POSSESSIVE.search(self.text) is not None


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of ``text`` between two code points.

    >>> [t.low for t in tokens("The Post's man, Al-Amin of the U.S.")]
    ['the', 'post', 'man', ',', 'al-amin', 'of', 'the', 'u.s.']
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m.group(), _plain(m.group())) for m in found]


def _plain(word: str) -> str:
    return (_POSSESSIVE.sub("", word) if "'" in word or "\u2019" in word else word).lower()


@dataclass(frozen=True)
class Mention:
    """The words of a mention, without marks around it."""

    words: tuple[Token, ...]

    @classmethod
    def of(cls, text: str, span: Span) -> Mention:
        """The mention at a span of ``text``."""
        found = tokens(text, span.start, span.end)
        while found and not found[-1].word:
            found.pop()
        first = next((i for i, t in enumerate(found) if t.word), len(found))
        return cls(tuple(found[first:]))

    @cached_property
    def head(self) -> Token | None:
        """The head noun: the last word before the first thing that only qualifies it.

        >>> text = "a military source quoted by the agency"
        >>> Mention.of(text, Span.cut(text, 0, len(text))).head.low
        'source'
        """
        last: Token | None = None
        owner = False  # whether ``last`` only owns the head: "the residents' council" is a council
        for i, t in enumerate(self.words):
            if last is not None and t.text in "'\u2019" and t.start == last.end and last.low.endswith("s") and i + 1 < len(self.words):
                owner = True
                continue
            if not t.word or t.low in _STOPS:
                if last is not None:
                    break
                continue
            if t.low in lex.ARTICLES:
                continue
            if (
                last is not None
                and not owner
                and not last.possessive
                and last.low in lex.VOICE_NOUNS
                and not t.capital
                and t.low not in lex.VOICE_NOUNS
            ):
                break
            if last is not None and t.low in lex.BE | {"and"}:
                break
            last, owner = t, False
            if t.possessive and i + 1 == len(self.words):
                break
        return last

    @property
    def pronoun(self) -> str:
        """The pronoun that the mention is, "" where it is something else."""
        low = [t.low for t in self.words]
        if len(low) == 1 or (len(low) == 2 and low[1] in lex.PRONOUNS) or (low and low[0] in {"i", "we"}):
            return low[0] if low[0] in lex.PRONOUNS else ""
        return ""

    @property
    def definite(self) -> bool:
        """Whether it points at something already known ("the", "this")."""
        return bool(self.words) and self.words[0].low in {"the", "this", "that", "these", "those"}

    @property
    def plural(self) -> bool:
        """Whether several speak, as far as the head noun shows."""
        h = self.head.low if self.head else ""
        return h in lex.PLURAL_PEOPLE or (h.endswith("s") and not h.endswith("ss") and h in lex.VOICE_NOUNS)

    @property
    def modifiers(self) -> frozenset[str]:
        """The words before and with the head, without articles."""
        if self.head is None:
            return frozenset()
        return frozenset(t.low for t in self.words if t.end <= self.head.end and t.word) - lex.ARTICLES


def described(text: str, words: Sequence[Token]) -> str:
    """A description as a name: on one line, without leading article, possessive ending, "last month", or a relative clause behind a comma.

    >>> described("the police, who fled", tokens("the police, who fled"))
    'police'
    """
    first = 1 if len(words) > 1 and words[0].low in {"the", "a", "an"} else 0
    last = len(words)
    for i, t in enumerate(words):
        if i > first and t.low in {"who", "which", "whose"} and not words[i - 1].word:
            last = i - 1
            break
    if last <= first:
        return ""
    piece = " ".join(text[words[first].start : words[last - 1].end].split())
    return _POSSESSIVE.sub("", _WHEN.sub("", piece))


def parts(words: Sequence[Token], closed: Sequence[tuple[int, int]]) -> list[tuple[Token, ...]]:
    """The speakers of a mention that speak together, split at "and"; names in ``closed`` (code points) are never cut.

    >>> [p[-1].text for p in parts(tokens("the mayor and two of his aides"), [])]
    ['mayor', 'aides']
    """
    found: list[tuple[Token, ...]] = []
    start = 0
    bound = False
    for i, t in enumerate(words):
        bound = bound or t.low in {"of", "between", "for", "in", "at", "from"} | lex.RELATIVE_PRONOUNS
        follows = words[i + 1] if i + 1 < len(words) else None
        if t.low not in {"and", "&"} or follows is None or i == start or any(a < t.start < b for a, b in closed):
            continue
        if bound and not (follows.capital or follows.low in lex.ARTICLES):
            continue
        found.append(tuple(words[start:i]))
        start, bound = i + 1, False
    return [*found, tuple(words[start:])]
