"""Which proper name a mention is built around: "Ann Lee" in "harbour spokeswoman Ann Lee", none in "a friend of Ann Lee"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Kind
from sayso.reader.mentions import Mention, Token
from sayso.reader.named import NameBook, Named

GENERIC = lex.GROUP_NOUNS | lex.OUTLET_NOUNS | lex.MONITORS | lex.COMPANY_NOUNS  # nouns that a name of that kind may carry behind it
_QUALIFYING = lex.CITED_AS | lex.RELATIVE_PRONOUNS | {"citing", "quoting"}


def head_name(m: Mention, book: NameBook) -> Named | None:
    """The proper name that a mention is built around: not one in a qualifying phrase, nor one that only owns the head noun."""
    if not m.words:
        return None
    inside = book.inside(m.words[0].start, m.words[-1].end)
    found: Named | None = None
    for n in inside:
        before = [t for t in m.words if t.end <= n.span.start]
        after = [t for t in m.words if t.start >= n.words[-1].end]
        apposed = bool(before) and before[-1].text == "," and n.kind is Kind.PERSON
        qualifies = any(t.low in _QUALIFYING for t in before) and not apposed
        between = {t.text for t in before if found is not None and t.start >= found.span.end}
        if "(" in between or (found is not None and found.kind is Kind.PERSON and "," in between):
            break  # what stands in brackets behind a name says more of it: "Ann Lee (R-Harb.)"
        if qualifies and (found is not None or not _closing_person(n, before, after)):
            break
        owns = any(t.possessive for t in m.words if t.start <= n.words[-1].start < t.end)
        if after and (owns or (len(after) > 1 and after[0].text in "'\u2019" and n.key[-1].endswith("s"))):
            continue
        if _owned(n, after):
            continue
        if found is None or found.kind is not Kind.PERSON or (not before or before[-1].text != ","):
            if found is not None and found.kind is Kind.PERSON and n.kind is not Kind.PERSON:
                continue
            found = n
    return found


def _closing_person(n: Named, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a person's name closes a title with a qualifying phrase in it: "member of the council Ann Lee"."""
    last = before[-1] if before else None
    first = next((t for t in before if t.low not in lex.ARTICLES), None)
    return (
        n.kind is Kind.PERSON
        and not after
        and last is not None
        and first is not None
        and last.low not in lex.CITED_AS | lex.ARTICLES
        and first.low in lex.PERSON_NOUNS
    )


def _owned(n: Named, after: Sequence[Token]) -> bool:
    """Whether the words behind a name go on with a noun that the name only qualifies: "AFP reporter", "Post editor"."""
    if not after or not after[0].word or after[0].low in lex.CITED_AS | lex.RELATIVE_PRONOUNS | {"and", "as", "citing", "quoting"}:
        return False
    if after[0].capital:
        return n.kind is not Kind.PERSON or after[0].low in lex.OUTLET_NAMES
    if n.kind is Kind.PERSON and len(n.words) > 1 and any(t.low in {"of", "for", "at", "in", "with"} for t in after[1:4]):
        return False
    nouns = [t for t in after if t.low in lex.VOICE_NOUNS or t.capital]
    if not nouns:
        return False
    return not (
        n.kind is not Kind.PERSON and after[0].low in GENERIC | {"news", "press"} and after[0].low not in lex.PERSON_NOUNS - GENERIC
    )
