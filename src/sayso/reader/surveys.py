"""The polls of one article, and which of its shares they gave."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.domain import Attribution, Chain, Link, Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Analysis
from sayso.reader.mentions import Mention, tokens

_SHARE = re.compile(
    r"%|\bper ?cent\b|\bpoints?\b|\bin (?:10|ten|five|four|three)\b|\b(?:third|quarter|half|majority)s?\b|\bdouble-digit\b", re.IGNORECASE
)
# A share that can speak: "one in five say", but no "third official".
_SPEAKING = re.compile(r"%|\bper ?cent\b|\bin (?:10|ten|five|four|three)\b|\b(?:thirds?|quarters?|half|majority) of\b", re.IGNORECASE)
_JOINED = re.compile(r" (?:and|or|to) [\d.]+ ?(?:%|per ?cent\b|(?:percentage )?points\b)", re.IGNORECASE)  # "by 5 and 10 points"
_UNIT = 16  # code points behind an amount in which its unit stands: "a 20-point lead", "8 percentage points"
# The poll about itself, or figures of other years, are not what it found.
_ASIDE = re.compile(
    r"\b(?:years|decades) (?:ago|earlier)\b|\bmargins? of\b|\berrors?\b|\bplus or minus\b|\binterval\b|\bsample\b|\btallied\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# What a vote, a law or a market did, and no poll; who "would win" or "beat out" others did so in a poll.
_OUTCOME = re.compile(
    r"\b(?:(?<!would )(?:lost|wins?|won|beat|defeated)\b(?! out\b)"
    r"|(?:votes|delegates?|turnout|tariffs?|dut(?:y|ies)|tax(?:es|ed)?|wages?|unemployment|jobless|growth|revenues?|prices?)\b)",
    re.IGNORECASE,
)
# What people are asked for.
_OPINION = re.compile(
    r"\b(?:say|says|said|saying|voters?|respondents?|surveyed|polled|asked|undecided|support\w*|lead|leads|leading|led|trail\w*|ahead|edge|deficit"
    r"|advantage|favou?r\w*|unfavou?r\w*|approv\w*|disapprov\w*|back(?:ed|ing)?|views?|viewed|opinions?|opposed?|think|believe|trust\w*|prefer\w*|likely"
    r"|chose|choose[sn]?|pick(?:ed|s)?|match-?ups?|satisfied|dissatisfied|scared|enthusiastic|willing|fares?|rated?"
    r"|registered|adults|americans|democrats|republicans|independents|women|men|whites|blacks|rating)\b",
    re.IGNORECASE,
)
# A poll under its own name: "the latest Aster University poll", "an Aster/Brack survey". Not the people and things that polls have.
_NAMED = re.compile(
    r"\b(?!(?:An?|The|This|That|These|Those|In|Our|One|Any|Each|Every|No|Some|Most|Many|Another|Other|Recent|New|His|Her|Its|Their|But|And|As|Even|If|When) )"
    r"(?:[A-Z][\w&'\u2019-]*(?:\.\w+)*[ /-](?:of )?){1,6}(?:(?:[a-z]{3,12} )?[Pp]oll|[Ss]urvey)\b"
    r"(?! (?:worker|watcher|director|number|tax|result|place|station|respondent|question)s?\b)"
)
_BARE = lex.ARTICLES | frozenset(
    "new latest recent same other another many most several some all any each every single no both few two three four five six seven".split()
)
_RESPONDENTS = frozenset(
    """% percent respondents surveyed polled voters adults americans majority independents republicans democrats supporters women men those backers""".split()
)
_SHARES = frozenset({"%", "percent", "majority", "half", "third", "surveyed", "respondents", "polled"})
_REACH, _NEAR = 60, 3  # sentences


class Surveys:
    """Where polls are named in a text and where they speak. Build once per article."""

    def __init__(
        self, analysis: Analysis, said: Sequence[Attribution], spoken: Mapping[int, Sequence[int]], sentences: Sequence[int]
    ) -> None:
        """Index the polls of ``analysis``: ``spoken`` are the indices of the attributions ``said`` by sentence, ``sentences`` the starts of both."""
        self._text, self._sentences = analysis.text, sentences
        self._named: dict[int, Chain] = {}
        self._plain: dict[int, Chain] = {}  # polls in general: "polls", "other surveys"
        for i, indices in spoken.items():
            for j in indices:
                chain = said[j].chain
                name = chain.links[0].name if chain.links else ""
                poll = Mention.of(name, Span(0, len(name), name))
                if poll.head is not None and poll.head.low in lex.SURVEY_NOUNS:
                    plain = not poll.modifiers - _BARE - lex.SURVEY_NOUNS
                    (self._plain if plain else self._named)[i] = chain
        at = 0
        for m in _NAMED.finditer(self._text):
            while at + 1 < len(sentences) and sentences[at + 1] <= m.start():
                at += 1
            named = Span.cut(self._text, m.start(), m.end())
            self._named.setdefault(at, Chain((Link(" ".join(named.surface.split()), named),)))
        self._named = {i: self._fullest(chain) for i, chain in self._named.items()}

    def behind(self, span: Span, at: int, bounds: tuple[int, int], answer: bool = False) -> Chain | None:
        """The chain of the poll that gave the share at ``span`` in sentence ``at`` with its ``bounds``, None where it is none or none is near.

        In an ``answer`` of those who were asked, any figure is the poll's.
        """
        start, end = bounds
        if not answer and not self._share(span, end):
            return None
        beside = self._text[max(start, span.start - 60) : min(end, span.end + 60)]
        sentence = self._text[start:end]
        if _ASIDE.search(beside) or _OUTCOME.search(beside):
            return None
        first = at - _REACH if answer or _OPINION.search(sentence) else self._since(at)
        for polls in (self._named, self._plain):
            for i in range(at, max(-1, first), -1):
                if i in polls:
                    return polls[i]
        return None

    def _since(self, at: int) -> int:
        """The sentence behind which shares follow each other up to sentence ``at`` with few sentences between."""
        last = at
        for i in range(at - 1, max(-1, at - _REACH), -1):
            if i <= last - _NEAR:
                break
            if self._sharing(i):
                last = i
        return last - _NEAR

    def _sharing(self, at: int) -> bool:
        """Whether sentence ``at`` holds a share of those who were asked, or may."""
        start, end = self._sentences[at], self._sentences[at + 1] if at + 1 < len(self._sentences) else len(self._text)
        return _SPEAKING.search(self._text, start, end) is not None and _OUTCOME.search(self._text, start, end) is None

    def chains(self) -> tuple[Chain, ...]:
        """The chains of all polls that the text names."""
        return (*self._named.values(), *self._plain.values())

    def named(self, at: int) -> bool:
        """Whether sentence ``at`` names a poll."""
        return at in self._named

    def _fullest(self, chain: Chain) -> Chain:
        """The chain of the same poll under more words: "the Times/Brack survey" for a "Harbour Times/Brack poll"."""
        own = _title(chain)
        if not own or len(chain.links) > 1:
            return chain
        return max((c for c in self._named.values() if len(c.links) == 1 and own <= _title(c)), key=lambda c: len(_title(c)), default=chain)

    def _share(self, span: Span, end: int) -> bool:
        return (
            _SHARE.search(self._text, span.start, min(end, span.end + _UNIT)) is not None or _JOINED.match(self._text, span.end) is not None
        )

    def answered(self, a: Attribution, sentence: str) -> bool:
        """Whether the speaker is a share of those whom a poll asked ("38% of voters say"); ``sentence`` is the one that the speaker stands in."""
        sources = [s.surface for s in a.source] + [link.name for link in a.chain.links[:1]]
        words = [t for source in sources for t in tokens(source)]
        low = {t.low for t in words}
        if any(_SPEAKING.search(source) for source in sources) or low & _RESPONDENTS & _SHARES:
            return True
        bare = not any(t.capital for t in words if t.low not in _RESPONDENTS)
        return bool(low & _RESPONDENTS) and bare and _SHARE.search(sentence) is not None


def _title(chain: Chain) -> frozenset[str]:
    """The words that tell a poll from others."""
    return frozenset(re.findall(r"\w+", chain.links[0].name.lower())) - _BARE - lex.SURVEY_NOUNS
