"""Wire copies: passages of different articles that are one text, and the agency that a credit line names.

Passages are compared by their shingles (runs of words; Broder, "On the resemblance and containment of documents", 1997): two are copies
where most of the shorter one's
shingles stand in the other, so that a copy with a cut head or tail is still found. Candidates come from the smallest hashes of each
passage, so that
the work grows with the number of passages and not with its square.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

from sayso.domain import Entry

_WORD = re.compile(r"\w+")
_RUN = 4  # words in a shingle
_SHARED = 0.6  # of the shorter passage's shingles
_FEWEST = 3  # shingles that a passage needs to be compared at all; shorter ones must be equal
_SKETCH = 12
_LOOK = 40  # passages compared for one shared hash
_HEAD, _FOOT = 240, 160

_AGENCIES = {
    "AFP": r"AFP|Agence France[- ]Presse",
    "AP": r"AP|Associated Press|The Associated Press",
    "Reuters": r"Reuters|REUTERS|Thomson Reuters",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "UPI": r"UPI|United Press International",
    "Anadolu Agency": r"Anadolu Agency|Anadolu",
    "Xinhua": r"Xinhua|XINHUA",
    "TASS": r"TASS|Itar-Tass|ITAR-TASS",
    "Interfax": r"Interfax",
    "EFE": r"EFE",
    "ANSA": r"ANSA",
    "Kyodo": r"Kyodo|Kyodo News",
    "PTI": r"PTI|Press Trust of India",
    "IANS": r"IANS",
    "Yonhap": r"Yonhap",
    "CNS": r"CNS|City News Service",
}
_AGENCY = "|".join(f"(?P<a{i}>{names})" for i, names in enumerate(_AGENCIES.values()))
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
_HEAD_CREDITS = (
    re.compile(rf"\((?:[A-Z]{{2,6}}/)?(?:{_AGENCY})\)\s{{0,2}}(?:[A-Z][A-Z][\w .,]{{0,48}}\s)?[-–—:]"),
    re.compile(rf"(?:^|\n)[^\n]{{0,80}}?[-–—/]\s?(?:{_AGENCY})\s?[-–—:]\s"),
    re.compile(rf"\b(?:{_AGENCY})\s{{1,3}}{_DAY}"),
    re.compile(rf"\b[Bb]y (?:the )?(?:{_AGENCY})\b"),
)
_FOOT_CREDITS = (
    re.compile(rf"[-–—(/]\s{{0,2}}(?:{_AGENCY})\s?[).]?\s*$"),
    re.compile(rf"\b[Ss]ources?\s?:?\s(?:{_AGENCY})\b"),
    re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)\s?(?:\d{{4}}\s)?(?:{_AGENCY})\b"),
)


def credit(text: str) -> str:
    """The agency that a text's credit line names, at its head or foot; ``""`` for none. An agency that is only quoted is no credit.

    >>> credit("HARBOUR TOWN (Reuters) - Two ferries collided."), credit("Two ferries collided, an official said. --AFP")
    ('Reuters', 'AFP')
    >>> credit("The mayor told AP that two ferries collided.")
    ''
    """
    head, foot = text[:_HEAD], text[-_FOOT:].rstrip()
    for patterns, part in ((_HEAD_CREDITS, head), (_FOOT_CREDITS, foot)):
        for pattern in patterns:
            hit = pattern.search(part)
            if hit:
                return next(name for i, name in enumerate(_AGENCIES) if hit.group(f"a{i}"))
    return ""


def copies(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Groups of entries of different articles whose passages are near duplicates, each in the order of publication.

    The outcome does not depend on the order of ``entries``. Entries without a context are in no group.
    """
    ordered = sorted(
        (e for e in entries if e.context.strip()), key=lambda e: (str(e.published or ""), e.article, e.figure.amount.start, e.id)
    )
    texts: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for e in ordered:
        texts[tuple(_WORD.findall(e.context.lower()))].append(e)
    passages = list(texts)
    shingles = [_shingles(p) for p in passages]
    root = list(range(len(passages)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    seen: dict[int, list[int]] = defaultdict(list)
    for i, mine in enumerate(shingles):
        met = dict.fromkeys(j for h in sorted(mine)[:_SKETCH] for j in seen[h][:_LOOK]) if len(mine) >= _FEWEST else ()
        for j in met:
            a, b = find(i), find(j)
            if a != b and len(mine & shingles[j]) >= _SHARED * min(len(mine), len(shingles[j])):
                root[max(a, b)] = min(a, b)
        # Every hash leads here, not only the smallest: the longer passage holds the shorter one's smallest somewhere among its own.
        for h in mine if len(mine) >= _FEWEST else ():
            if len(seen[h]) < _LOOK:
                seen[h].append(i)
    groups: dict[int, list[Entry]] = defaultdict(list)
    for i, passage in enumerate(passages):
        groups[find(i)].extend(texts[passage])
    return tuple(tuple(g) for g in groups.values() if len({e.article for e in g}) > 1)


def _shingles(words: Sequence[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(" ".join(words[i : i + _RUN]).encode("utf-8", "surrogatepass")) for i in range(len(words) - _RUN + 1))
