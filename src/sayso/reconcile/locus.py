"""Place names across spellings: "Hass" and "Haas", "al-Quriyah" and "Al-Quria" are one place; "Syria" is everywhere and tells nothing apart."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.reconcile.concepts import words

# Words that say what kind of place it is, or which side of it, and not which one.
_GENERIC = frozenset(
    """the a an al el an as ad ar ash at az of in at on near and city province governorate town village district neighborhood neighbourhood
    neighborhoods neighbourhoods districts area areas region countryside suburb suburbs county street st road rd avenue ave block blocks drive
    boulevard north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern
    southwestern central upper side outskirts held government rebel controlled edge edges part parts half its several s state states airport
    apartments university college school hospital camp border airbase base bus station market center centre""".split()
)
# Names so wide that sharing one is no sign of sharing an event.
_WIDE = frozenset(
    """afghanistan algeria america american argentina australia austria bahrain bangladesh belarus belgium bolivia bosnia brazil britain british bulgaria
    burundi cambodia cameroon canada chad chile china chinese colombia congo croatia cuba cyprus denmark ecuador egypt egyptian england eritrea estonia
    ethiopia europe european finland france french gaza georgia german germany ghana greece greek guatemala guinea haiti honduras hungary iceland
    india indian indonesia iran iranian iraq iraqi ireland israel israeli italy ivory jamaica japan japanese jordan jordanian kazakhstan kenya
    kosovo kuwait kyrgyzstan laos latvia lebanon lebanese liberia libya libyan lithuania macedonia malaysia mali mexico moldova mongolia morocco mozambique
    myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine palestinian panama paraguay peru philippines poland
    portugal qatar romania russia russian rwanda saudi arabia scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland
    syria syrian syrias taiwan tajikistan tanzania thailand tunisia turkey turkish turkmenistan uae uganda uk ukraine ukrainian us usa united kingdom
    uruguay uzbekistan venezuela vietnam wales yemen yemeni zambia zimbabwe world middle africa asia
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana
    maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey ohio oklahoma oregon
    pennsylvania carolina dakota tennessee texas utah vermont virginia wisconsin wyoming ala ariz ark calif colo conn del fla ga ill ind
    kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ca tx ny fl oh nc sc tn mi il""".split()
)
_DOUBLE = re.compile(r"(.)\1+")
_SOUNDS = (
    ("ou", "u"),
    ("ee", "i"),
    ("oo", "u"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("sh", "s"),
    ("ph", "f"),
    ("q", "k"),
    ("c", "k"),
)


@lru_cache(maxsize=65536)
def spelled(name: str) -> str:
    """A name's spelling-proof form: its sounds without doubled letters, and without vowels after the first letter where enough is left.

    >>> spelled("quriyah") == spelled("quria"), spelled("haas") == spelled("hass"), spelled("idlib")
    (True, True, 'idlb')
    """
    for sound, short in _SOUNDS:
        name = name.replace(sound, short)
    name = _DOUBLE.sub(r"\1", name)
    bare = name[:1] + re.sub(r"[aeiouyhw']", "", name[1:])
    return bare if len(bare) > 1 else name


def sounded(name: str) -> str:
    """A word's spelling-proof form without the ending of a plural or of a possessive that lost its apostrophe.

    >>> sounded("haas") == sounded("hass"), sounded("aleppos") == sounded("aleppo")
    (True, True)
    """
    form = spelled(name)
    return form.removesuffix("s") if len(form) > 2 else form


@lru_cache(maxsize=65536)
def names(place: str) -> tuple[str, ...]:
    """The telling words of a place name, spelling-proof, in order; a wide name ("Syria") only where nothing else is there.

    >>> names("the Bab al-Nayrab neighbourhood of Aleppo"), names("Syria"), names("the city")
    (('bb', 'nrb', 'alp'), ('sr',), ())
    """
    said = [w for w in words(place.replace("-", " ")) if w not in _GENERIC and not w.isdigit()]
    telling = [sounded(w) for w in said if w not in _WIDE]
    return tuple(dict.fromkeys(telling or map(sounded, said)))


def sweeping(word: str) -> bool:
    """Whether a folded word names a country, a state or their people.

    >>> sweeping("syrian"), sweeping("idlib")
    (True, False)
    """
    return word in _WIDE


def wide(place: str) -> bool:
    """Whether the name is no narrower than a country, a state or a direction.

    >>> wide("Syria"), wide("northern Syria"), wide("Idlib province")
    (True, True, False)
    """
    return all(w in _WIDE or w in _GENERIC for w in words(place.replace("-", " ")))
