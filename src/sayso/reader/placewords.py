"""The words around and inside place names, as lists and patterns."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*\.?")
JOINS = frozenset(("al", "el", "of", "de", "la", "del", "bin", "ash", "and", "the", "as", "on"))
PREPOSITIONS = frozenset(
    (
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "across",
        "from",
        "to",
        "of",
        "into",
        "over",
        "throughout",
        "within",
        "towards",
        "for",
        "against",
    )
)
INSIDE = frozenset(("in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "within"))
NOUNS = frozenset(
    """neighborhood neighborhoods neighbourhood neighbourhoods district districts city town village villages province governorate countryside area
    region suburb suburbs county state camp airport airbase base crossing border valley river mountains island peninsula road street avenue
    quarter campus metro parish prefecture borough township coast desert enclave axis junction towns cities residents""".split()
)
OF = frozenset(
    """neighborhood neighbourhood district city town village province governorate countryside area region suburb suburbs county state outskirts
    north south east west streets capital centre center port island villages towns cities parts edges part half side edge northeast
    northwest southeast southwest""".split()
)
VENUES = frozenset(
    """street st avenue ave road rd boulevard blvd drive dr lane ln way court ct place square park apartments apartment armory school college
    university hospital club bar nightclub lounge cabaret hall store mall church mosque cathedral temple plaza hotel motel inn restaurant
    cafe theater theatre stadium arena airport airfield airbase base station camp center centre market bridge highway campus prison jail
    courthouse museum library building tower crossing terminal dam island valley river lake bay beach mountain mountains county province""".split()
)
STRONG = frozenset(
    (
        "apartments",
        "armory",
        "airfield",
        "airbase",
        "airport",
        "cabaret",
        "mosque",
        "cathedral",
        "stadium",
        "bridge",
        "crossing",
        "mall",
        "nightclub",
    )
)
SIDES = re.compile(
    r"(?:\b(?:north|south|east|west|central|northern|southern|eastern|western|rural|downtown|northeast|northwest|southeast|southwest|northeastern|northwestern"
    r"|southeastern|southwestern)(?:[- ](?:side|half|edges?|suburbs?|outskirts|countryside|part|parts))?(?: of)? )$",
    re.IGNORECASE,
)
SIDES_ANYWHERE = re.compile(
    r"\b(?:north|south|east|west|central|northern|southern|eastern|western|rural|downtown|northeast|northwest|southeast|southwest|northeastern|northwestern"
    r"|southeastern|southwestern)(?:[- ](?:side|half|edges?|suburbs?|outskirts|countryside|part|parts))?(?: of)? "
)
NOT_NAMES = frozenset(
    """the a an in on at of and or but he she it they we i his her its their this that these those there here when while after before since as if
    for from with by to monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mr mrs ms dr gen col president police sunni shiite muslim christian islamic state islam congress parliament
    senate house god internet twitter facebook youtube republican republicans democrat democrats democratic national one two three four five
    six seven eight nine ten many most some several dozens more no not what who why clashes officers shia how also however meanwhile
    according last other another both all each every few first second us army""".split()
)
NO_PLACE = frozenset(
    """command front army monitoring center centre observatory brigade group party police department office council committee agency times post
    press news journal university poll foundation ministry institute association union movement organization court bureau force forces
    alliance coalition act bill amendment war day week month show least sham defense defence service team group's""".split()
)
DEMONYMS = frozenset(
    "turkish british french german spanish dutch swiss greek polish danish swedish finnish irish english chinese japanese jordanian lebanese kurdish".split()
)
FUNCTION = frozenset(
    """in on at by from to and or but when where while after before as since that which who with during for of over until were was is are has have
    had left killed leaving killing said early late this last also under near according between against amid because if than the a an so
    into through what it he she they""".split()
)
# A part of a town that has no name of its own.
PART_OF_TOWN = re.compile(
    r"\b(?:(?:government|rebel|regime|opposition|militant|terrorist|army)-(?:held|controlled) |(?:north|south|east|west)(?:ern)? |central )"
    r"{1,2}(?:(?:side|half|districts?|parts?|edges?|suburbs?|outskirts|areas?|neighbou?rhoods?|countryside|sector|zone)\b"
    r"(?: of (?:the |this |that )?(?:divided |besieged )?(?:city|town))?"
    r"|(?<=[ht] )of the (?:divided )?(?:city|town)\b)",
    re.IGNORECASE,
)
IN_PROVINCE = re.compile(
    r",? (?:in|of) (?:the )?(?:[a-z]+ ){0,3}(?:[A-Z][\w-]+ ){1,3}(?:province|governorate|county|countryside|district|suburbs?)\b"
)
FAMILY = re.compile(r"^(?:\.|,)? ?(?:said|told|says|added|,? \d\d,)")
BLOCK = re.compile(r"\b\d{2,5} block of $", re.IGNORECASE)
# Where a correspondent sits, not where it happened.
CAPITAL_WIRE = re.compile(
    r"WASHINGTON|BEIRUT|AMMAN|MOSCOW|GENEVA|LONDON|PARIS|ANKARA|ISTANBUL|UNITED NATIONS|NEW YORK|CAIRO|JERUSALEM|BAGHDAD"
)
STREETS = frozenset(("st", "ave", "rd", "blvd", "dr", "ln", "ct", "pl", "mt", "ft"))
STATES = frozenset(
    """ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c
    s.d tenn tex vt va wash w.va wis wyo d.c""".split()
)
