"""Scores to statements: role runs from the tag scores, then who says what by the pointers between them.

A content takes the cue, and the cue's group of contents the source, that the three pointers (cue to source, content to cue,
content to source) together find likeliest; contents that share a cue are one statement in several pieces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Statement
from sayso.reader.confidence import calibrated
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.labels import ROLES
from sayso.reader.pointing import NEVER, Range, log_softmax, pointed
from sayso.reader.tagging import best_paths, runs
from sayso.reader.windows import Pieces, Window

_CITED = 12  # words that name a cited voice at most
# Words that say nothing by themselves: no content consists of them.
_EMPTY = lex.CITED_AS | frozenset(
    "the a an that as and or but than if whether how why when where while because , ; : - \u2013 \u2014 \" \u201c \u201d ' . ...".split()
)
_LIVES = re.compile(r"(?:\s+[\w-]+){1,5}?\s+(?:lives|life)\b")


def statements(p: Pieces, cuts: Sequence[Window], encoded: Encoded, structure: Structure) -> tuple[Statement, ...]:
    """The statements in the windows ``cuts`` of a text, in text order."""
    rows = [row for w in cuts for row in _paragraphs(p, w)]
    found: dict[str, list[Range]] = {"source": [], "cue": [], "content": []}
    scores = encoded.scores["role"]
    for (first, _), path in zip(rows, best_paths([scores[a : b + 1] for a, b in rows], structure), strict=True):
        for role, run in _plain(p, runs(path, ROLES, first)):
            found[role].append(run)
    return _linked(p, found, encoded, structure)


def _plain(p: Pieces, found: list[tuple[str, Range]]) -> list[tuple[str, Range]]:
    """The runs with every idiom that looks like speech made one content with its subject and object: "the raid claimed ten lives" is what
    somebody may say, not what a raid says."""
    out: list[tuple[str, Range]] = []
    begin, end = 0, -2  # the idiom's clause so far
    for role, run in found:
        if role == "cue" and _idiom(p, run):
            subject = out.pop()[1] if out and out[-1][0] == "source" and out[-1][1][1] + 1 == run[0] else run
            begin, end = subject[0], run[1]
        elif role == "content" and run[0] == end + 1:
            out.append((role, (begin, run[1])))
        else:
            out.append((role, run))
    return out


def _idiom(p: Pieces, cue: Range) -> bool:
    """Whether a verb of speaking stands in a phrase that says nothing: "claimed the lives of", "claimed at least ten lives"."""
    verb = p.text[p.starts[cue[1]] : p.ends[cue[1]]].lower()
    end = int(p.ends[cue[1]])
    return verb.startswith("claim") and _LIVES.match(p.text, end) is not None


def _cites(p: Pieces, cue: Range, contents: Sequence[Range]) -> bool:
    """Whether a "statement" only names whom somebody cites ("citing two officials"): a link in a chain, not words of anybody."""
    words = p.text[p.starts[cue[0]] : p.ends[cue[1]]].lower().split()
    return bool(lex.CITING & set(words)) and sum(last - first + 1 for first, last in contents) <= _CITED


def _cited(p: Pieces, content: Range) -> bool:
    """Whether a piece of a content only names whom its speaker cites: "the radio said, citing a port source"."""
    before = p.text[p.starts[content[0] - 1] : p.ends[content[0] - 1]].lower() if content[0] else ""
    return before in lex.CITING and content[1] - content[0] < _CITED


def _says(p: Pieces, content: Range) -> bool:
    """Whether a content holds any word that says something, and is not only the "to" of what somebody refused to do."""
    return any(p.text[p.starts[w] : p.ends[w]].lower() not in _EMPTY for w in range(content[0], content[1] + 1))


def _paragraphs(p: Pieces, w: Window) -> list[Range]:
    """A window's words cut where paragraphs end."""
    cuts = [w.begin, *(w.begin + 1 + np.flatnonzero(np.diff(p.paragraph[w.begin : w.end]))).tolist(), w.end]
    return [(a, b - 1) for a, b in pairwise(cuts)]


def _linked(p: Pieces, found: dict[str, list[Range]], encoded: Encoded, structure: Structure) -> tuple[Statement, ...]:
    sources, cues, contents = found["source"], found["cue"], [c for c in found["content"] if _says(p, c)]
    if not contents:
        return ()
    sure = log_softmax(encoded.scores["role"])
    cue_source = pointed("cue_source", cues, sources, encoded, structure)
    content_cue = pointed("content_cue", contents, cues, encoded, structure)
    content_source = pointed("content_source", contents, sources, encoded, structure)
    groups: dict[int, list[int]] = defaultdict(list)
    for c, run in enumerate(contents):
        if len(cues) and content_cue[c, :-1].max() > NEVER:
            groups[int((content_cue[c, :-1] + (cue_source + content_source[c]).max(1)).argmax())].append(c)
        elif c and contents[c - 1][1] + 1 == run[0] and p.paragraph[run[0]] == p.paragraph[run[0] - 1]:
            next(g for g in groups.values() if c - 1 in g).append(c)  # a window ended amid a long content
        else:
            groups[-1 - c].append(c)
    made: list[tuple[int, Statement]] = []
    for cue, members in groups.items():
        if cue >= 0 and _cites(p, cues[cue], [contents[m] for m in members]):
            continue
        members = [m for m in members if not _cited(p, contents[m])] or members
        seen = encoded.window[[contents[m][0] for m in members]]
        votes = content_source[np.array(members)[seen == seen[0]]].mean(0)
        votes = votes + (cue_source[cue] if cue >= 0 else 0)
        source = int(votes.argmax())
        if cue < 0 and source == len(sources):
            continue  # nothing says that anybody says it
        belief = [float(np.exp(log_softmax(votes)[source]))]
        if cue >= 0:
            belief.append(float(np.exp(content_cue[members[0], cue])))
        belief.append(float(np.exp(np.mean([sure[a : b + 1].max(1).mean() for a, b in (contents[m] for m in members)]))))
        made.append(
            (
                contents[members[0]][0],
                Statement(
                    tuple(_span(p, contents[m]) for m in sorted(members)),
                    (_span(p, cues[cue]),) if cue >= 0 else (),
                    (_span(p, sources[source]),) if source < len(sources) else (),
                    score=calibrated(float(np.prod(belief)), structure.statement),
                ),
            )
        )
    return tuple(s for _, s in sorted(made, key=lambda m: m[0]))


def _span(p: Pieces, run: Range) -> Span:
    return Span.cut(p.text, int(p.starts[run[0]]), int(p.ends[run[1]]))
