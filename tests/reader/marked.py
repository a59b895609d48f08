"""Articles with their statements marked in the text, for tests of names, chains and voices.

``[s: ...]`` is a source, ``[c: ...]`` a cue, ``[t: ...]`` content, with a digit before the colon where there are several statements (``[s2: ...]``);
``{p: ...}``, ``{o: ...}``, ``{l: ...}`` a person, organisation, place. Marks nest.
"""

from __future__ import annotations

import re
from collections import defaultdict

from sayso.domain import Article, Attribution, Span
from sayso.reader.analysis import Analysis, Entity, Kind, Statement
from sayso.reader.chains import attributions
from sayso.reader.sentences import paragraphs, sentences

_MARK = re.compile(r"\[([sct])(\d*): |\{([pol]): |[\]}]")
_KINDS = {"p": Kind.PERSON, "o": Kind.ORGANIZATION, "l": Kind.PLACE}


def marked(source: str) -> Analysis:
    """The analysis that the marks spell out; a statement inside another's content lies ``within`` it."""
    text, at, stack = "", 0, []
    roles: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    names: list[tuple[int, int, Kind]] = []
    for m in _MARK.finditer(source):
        text += source[at : m.start()]
        at = m.end()
        if m.group() in "]}":
            role, number, kind, start = stack.pop()
            if kind:
                names.append((start, len(text), _KINDS[kind]))
            else:
                roles[int(number or 1)][role].append((start, len(text)))
        else:
            stack.append((m.group(1), m.group(2), m.group(3), len(text)))
    text += source[at:]
    order = sorted(roles, key=lambda n: (min(roles[n]["t"])[0], -sum(b - a for a, b in roles[n]["t"])))
    found = []
    for n in order:
        around = [k for k in order if k != n and all(any(c <= a and b <= d for c, d in roles[k]["t"]) for a, b in roles[n]["t"])]
        size = {k: sum(b - a for a, b in roles[k]["t"]) for k in order}
        around = [k for k in around if size[k] > size[n]]
        spans = {r: tuple(Span.cut(text, a, b) for a, b in sorted(roles[n][r])) for r in "sct"}
        inner = min(around, key=lambda k: size[k], default=None)
        found.append(Statement(spans["t"], spans["c"], spans["s"], order.index(inner) if inner is not None else None))
    entities = tuple(Entity(Span.cut(text, a, b), k) for a, b, k in sorted(names))
    return Analysis(text, (), sentences(text), paragraphs(text), entities, tuple(found))


def read(source: str, outlet: str = "") -> tuple[Attribution, ...]:
    """The attributions of a marked article."""
    analysis = marked(source)
    return attributions(Article(analysis.text, outlet=outlet), analysis)


def chains(source: str) -> list[str]:
    """The chains of a marked article's statements, as text."""
    return [str(a.chain) for a in read(source)]


def span(text: str, words: str, nth: int = 0) -> Span:
    """The ``nth`` place where ``words`` stand in ``text``."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span.cut(text, at, at + len(words))
