"""What an article is about, in a few words: the names and the rarer words of its title and opening, by which two events in one city are told apart."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from sayso.reconcile.concepts import folded, singular
from sayso.reconcile.locus import sounded, sweeping

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAD = 700  # code points of the opening that say what an article is about
_LENGTH = 40
_NAMES = 20
_COMMON = frozenset(
    """a an the and or but if of in on at to for from by with as is are was were be been being have has had do does did will would can could may might must
    shall should not no nor so than that this these those there here it its he she they them his her their we our you your i who whom whose which what when
    where why how all any both each few more most other others some such only own same too very just also said says say told tell according after
    before during while since until against between into through about over under again further then once out up down off above below near one two three
    four five six seven eight nine ten dozen dozens hundred hundreds thousand thousands people person man men woman women child children civilian
    civilians year years month months week weeks day days hour hours time times monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december today yesterday tomorrow morning evening night afternoon news report
    reports reported reporter media press photo image file video story read share comment comments related published publication date updated update
    least made make new last first many much including among left later still now around across amid because however been gov government official
    officials statement source sources group agency monitor human rights observatory police authorities killed kill killing dead death wounded injured
    injuring attack attacks suspect suspects arrest arrested charge charged officer officers department prosecutor prosecutors attorney county street avenue old
    victim victims investigator investigators investigation scene mr ms mrs dr st u s us""".split()
)


def telling(text: str) -> list[str]:
    """The words of a text that can tell one event from another, folded, singular and spelling-proof, in order.

    >>> telling("Police said the gunman fled to Harbour Bridge on Friday.")
    ['gnmn', 'fld', 'hrbr', 'brdg']
    """
    return [w for m in _WORD.finditer(text) if (w := _word(m.group())[1])]


@lru_cache(maxsize=65536)
def _word(written: str) -> tuple[str, str]:
    """A word's spelling-proof form, and the same where it can tell events apart, else nothing."""
    said = folded(written).removesuffix("'s")
    form = sounded(said)
    return form, form if said not in _COMMON and len(said) > 2 and not sweeping(singular(said)) else ""


def signature(title: str, text: str) -> tuple[str, ...]:
    """An article's telling words, names first, the most telling of each first: those of title and opening, weighed by how often the article
    comes back to them.

    At most forty words; linear in the text.
    """
    opening = telling(title) + telling(text[:_LEAD])
    written = Counter(m.group() for m in _WORD.finditer(text))
    often: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, n in written.items():
        form, tells = _word(word)
        if tells:
            often[tells] += n
        if word[:1].isupper():
            capital[form] += n
    weight = {w: (1 + min(often[w], 6)) * (2 if capital[w] * 2 >= often[w] > 0 else 1) for w in dict.fromkeys(opening)}
    for w, n in capital.most_common(_LENGTH):
        if w not in weight and w in often and n >= 2:
            weight[w] = min(n, 6)
    ranked = sorted(weight, key=lambda w: (-weight[w], w))
    proper = [w for w in ranked if capital[w] * 2 > often[w] > 0][:_NAMES]
    return tuple(dict.fromkeys((*proper, *ranked)))[:_LENGTH]
