"""Who speaks where a text is a talk: answers to questions, and lines under a speaker's name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import islice

from sayso.domain import Link, Span
from sayso.reader.analysis import APART, ASIDE, Analysis, Entity, Kind

_LEAST = 3  # questions, or lines under names, that make a text a talk
_ASKED = 90  # words of a question at most
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
_SELF = re.compile(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|my|me|we|we['\u2019](?:re|ve|d|ll)|our|us)\b")
_INTERVIEW = re.compile(r"\b(?:interview(?:s|ed|ing)?|(?:spoke|talked|spoken|talking|chatted|caught up) (?:with|to))\b", re.IGNORECASE)
_TAKEN_UP = re.compile(r" (?:him|her|by)\b")
_LOOKED_AT = 20  # words that tell of an interview
_NEAR = 200  # code points before a sentence in which the one that its pronoun stands for is named
_LABEL = re.compile(r"[\"\u201c]?(?P<name>[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3}): +\S")
_ASKS, _ANSWERS = frozenset({"q", "question", "interviewer"}), frozenset({"a", "answer"})


class Talk:
    """The speakers of the paragraphs of one text that is, or holds, an interview or a transcript. Build once per article."""

    def __init__(self, analysis: Analysis) -> None:
        """Find them: no speaker anywhere in a text that is no talk.

        >>> from sayso.reader.sentences import paragraphs, sentences
        >>> text = "LEE: Who came?\\nMOSS: We had six guests.\\nLEE: And then?\\nMOSS: They left."
        >>> talk = Talk(Analysis(text, (), sentences(text), paragraphs(text)))
        >>> talk.speaker(text.index("six")).name
        'MOSS'
        """
        self._text = analysis.text
        self._people = [e for e in analysis.entities if e.kind is Kind.PERSON]
        self._fullest: dict[str, Entity] = {}  # people by the last word of their name, in lower case
        for e in self._people:
            last = e.span.surface.lower().split()[-1]
            if last not in self._fullest or len(e.span.surface) > len(self._fullest[last].span.surface):
                self._fullest[last] = e
        self._starts = [p.start for p in analysis.paragraphs]
        self._speakers: dict[int, Link] = {}
        told = [i for i, p in enumerate(analysis.paragraphs) if analysis.part_at(p.start) not in ASIDE | APART]
        if not self._labelled(analysis, told):
            self._answered(analysis, told)

    def speaker(self, offset: int) -> Link | None:
        """Who says what stands at ``offset``, None where it is nobody in particular."""
        return self._speakers.get(bisect_right(self._starts, offset) - 1)

    def _labelled(self, analysis: Analysis, told: list[int]) -> bool:
        """Give each paragraph under a name to its speaker, with those that follow it up to the next name."""
        found = {i: m for i in told if (m := _LABEL.match(self._text, analysis.paragraphs[i].start, analysis.paragraphs[i].end))}
        found = {i: m for i, m in found.items() if self._voice(m["name"])}
        labels = Counter(m["name"] for m in found.values())
        if len(found) < _LEAST or len(labels) < 2 or max(labels.values()) < 2:
            return False
        speaker: Link | None = None
        guest = self._interviewed(analysis.paragraphs[min(found)].start, analysis)
        for i in (i for i in told if min(found) <= i <= max(found)):
            if m := found.get(i):
                speaker = self._under(m["name"], Span.cut(self._text, m.start("name"), m.end("name")), guest)
            if speaker is not None:
                self._speakers[i] = speaker
        return True

    def _voice(self, label: str) -> bool:
        """Whether a label is a speaker's: in capitals, a known name, or a bare "Q"."""
        return label.isupper() or label.lower() in _ASKS | _ANSWERS or self._person(label) is not None

    def _person(self, label: str) -> Entity | None:
        """The fullest name of the person whom a label names by the last word."""
        return self._fullest.get(label.split()[-1].lower())

    def _under(self, label: str, mention: Span, guest: Link | None) -> Link | None:
        if label.lower() in _ASKS:
            return None
        if label.lower() in _ANSWERS:
            return guest
        person = self._person(label)
        if person is None:
            return Link(label, mention)
        return Link(" ".join(person.span.surface.split()), mention, (person.span,))

    def _answered(self, analysis: Analysis, told: list[int]) -> None:
        """Give the paragraphs between questions to the one who is interviewed, where most of them speak of themselves."""
        asked = [i for i in told if self._question(analysis.paragraphs[i])]
        questions = set(asked)
        answers = [i for i in told if asked and i > asked[0] and i not in questions]
        first = [i for i in answers if i - 1 in questions]
        selves = [i for i in first if _SELF.search(analysis.paragraphs[i].surface)]
        if len(asked) < _LEAST or 2 * len(selves) < len(first) or len(selves) < 2:
            return
        who = self._interviewed(analysis.paragraphs[asked[0]].start, analysis)
        if who is not None:
            self._speakers.update(dict.fromkeys(answers, who))

    def _question(self, paragraph: Span) -> bool:
        words = paragraph.surface
        return words.endswith("?") and words[0] not in _QUOTES and len(words.split(None, _ASKED)) < _ASKED

    def _interviewed(self, before: int, analysis: Analysis) -> Link | None:
        """Who is interviewed, as told before an offset: the person named behind the word in its sentence, else the one before it whom a pronoun takes up."""
        ahead: Entity | None = None
        for m in islice(_INTERVIEW.finditer(self._text, 0, before), _LOOKED_AT):
            home = analysis.sentence_at(m.start())
            if home is None:
                continue
            behind = next((e for e in self._people if m.end() <= e.span.start and e.span.end <= home.end), None)
            if behind is not None:
                return Link(" ".join(behind.span.surface.split()), behind.span)
            if ahead is None and _TAKEN_UP.match(self._text, m.end()):
                ahead = next((e for e in reversed(self._people) if e.span.end <= m.start() and e.span.end > home.start - _NEAR), None)
        return Link(" ".join(ahead.span.surface.split()), ahead.span) if ahead is not None else None
