"""What is counted and what is asserted, under one word each: the classes that casualty recorders and displacement trackers count by.

A report says "militants", "terrorists" or "gunmen" of the same dead, "raids" or "air strikes" of the same attack. Which words fall together follows
the practice of those who count by hand: ACLED and UCDP keep civilians, armed groups and state forces apart, Iraq Body Count keeps children and women.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

PEOPLE = "people"
CIVILIANS = "civilians"


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {form: name for name, forms in rows.items() for form in forms.split()}


# Whom a report counts: the class, and the head words that name it.
_KINDS = _table(
    {
        PEOPLE: """people person persons other others victim victims dead casualty casualties martyr martyrs resident residents inhabitants locals
            individual individuals life lives soul souls passenger passengers pilgrim pilgrims worshippers fatality fatalities human humans wounded
            injured members member death deaths one ones body bodies relative relatives patron patrons shooting shootings
            villager villagers shopper shoppers mourner mourners bystander bystanders tourist tourists customer customers commuter commuters guest guests
            attendee attendees survivor survivors worshipper worshiper worshipers pedestrian pedestrians traveller travellers traveler travelers corpse
            corpses toll tolls crowd crowds spectator spectators neighbor neighbors neighbour neighbours adult adults""",
        CIVILIANS: "civilian civilians civilains citizen citizens noncombatant noncombatants",
        "children": "child children kid kids minor minors youngster youngsters infant infants baby babies toddler toddlers juvenile juveniles "
        "schoolchildren stepchild stepchildren grandchild grandchildren sibling siblings",
        "boys": "boy boys son sons",
        "girls": "girl girls daughter daughters",
        "teenagers": "teen teens teenager teenagers youth youths",
        "women": "woman women female females wife wives mother mothers",
        "men": "man men male males",
        "fighters": """militant militants terrorist terrorists jihadist jihadists jihadi jihadis extremist extremists insurgent insurgents rebel rebels
            fighter fighters combatant combatants gunman gunmen infiltrator infiltrators mercenary mercenaries takfiri takfiris attacker attackers
            guerrilla guerrillas militiaman militiamen militia militias element elements operative operatives recruit recruits loyalist loyalists
            mujahideen""",
        "soldiers": """soldier soldiers troop troops serviceman servicemen personnel conscript conscripts airmen officer officers force forces army marine
            marines pilot pilots commander commanders guard guards bodyguard bodyguards""",
        "police": "police policeman policemen policewoman policewomen deputy deputies trooper troopers",
        "rescuers": "medic medics doctor doctors nurse nurses paramedic paramedics staff rescuer rescuers worker workers firefighter firefighters",
        "teachers": "teacher teachers",
        "students": "student students pupil pupils",
        "journalists": "journalist journalists reporter reporters",
        "prisoners": "prisoner prisoners detainee detainees inmate inmates hostage hostages captive captives",
        "refugees": "refugee refugees migrant migrants",
        "families": "family families household households",
        "suspects": "suspect suspects",
        "patients": "patient patients",
        "protesters": "protester protesters demonstrator demonstrators",
    }
)

# Which side an armed person is on, where a word says so.
_SIDES = _table(
    {
        "government": "regime government army loyalist loyalists",
        "islamic state": "isis isil daesh is",
        "kurdish": "sdf ypg kurdish peshmerga kurds",
        "opposition": "rebel rebels opposition nusra insurgent insurgents fsa",
        "russian": "russian russia russians",
        "american": "us american u.s",
        "turkish": "turkish turkey",
        "lebanese": "hezbollah hizbullah",
        "iranian": "iranian iran",
        "israeli": "israeli israel",
        "palestinian": "palestinian palestinians hamas",
    }
)

# Things and doings that reports count under several names.
_THINGS = _table(
    {
        "strike": "strike strikes airstrike airstrikes raid raids bombardment bombardments bombing bombings attack attacks assault assaults",
        "sortie": "sortie sorties flight flights",
        "projectile": """missile missiles rocket rockets shell shells mortar mortars projectile projectiles bomb bombs munition munitions grenade
            grenades barrel barrels""",
        "shot": "shot shots gunshot gunshots round rounds bullet bullets",
        "village": "village villages town towns settlement settlements hamlet hamlets",
        "neighbourhood": "neighborhood neighborhoods neighbourhood neighbourhoods district districts suburb suburbs area areas",
        "drone": "drone drones aircraft aircrafts uav uavs",
        "plane": "plane planes jet jets warplane warplanes helicopter helicopters",
        "vehicle": "vehicle vehicles car cars truck trucks lorry lorries bus buses convoy",
        "building": "house houses home homes building buildings apartment apartments residence residences",
        "weapon": "weapon weapons gun guns rifle rifles firearm firearms pistol pistols handgun handguns",
        "charge": "count counts charge charges murder murders assault battery robbery burglary",
        "shooting": "shooting shootings",
        "blast": "explosion explosions blast blasts",
        "device": "device devices ied ieds mine mines landmine landmines",
        "position": """position positions target targets site sites headquarters base bases hideout hideouts post posts stronghold strongholds
            checkpoint checkpoints outpost outposts""",
        "clash": "clash clashes battle battles skirmish skirmishes",
        "homicide": "homicide homicides killing killings",
        "hospital": "hospital hospitals clinic clinics centre centres center centers",
    }
)

# What is asserted of people: outcomes, under the words that casualty recorders and displacement trackers use for them.
OUTCOMES = _table(
    {
        "killed": """kill kills killed killing die dies died dying dead death deaths fatality fatalities slain slay slaying slayings perished
            martyr martyrs martyred martyrdom murdered murder executed massacred massacre fatally slaughtered assassinated toll drowned beheaded deceased""",
        "wounded": "wound wounds wounded wounding injure injures injured injuring injury injuries hurt maimed",
        "shot": "shot shooting",
        "detained": "detain detains detained arrest arrests arrested arresting jailed imprisoned custody captured",
        "charged": "charged charge charges indicted accused arraigned",
        "displaced": "displace displaces displaced displacing uprooted homeless displacement flee flees fled fleeing",
        "evacuated": "evacuate evacuated evacuating evacuation",
        "returned": "return returns returned returning",
        "missing": "missing disappeared",
        "kidnapped": "kidnapped abducted kidnapping abduction seized",
        "released": "released freed release freeing",
        "rescued": "rescued rescue",
        "hospitalized": "hospitalized hospitalised transported treated",
        "suffocated": "suffocated suffocation asphyxiated asphyxiation breathing",
        "trapped": "trapped besieged stranded",
        "living": "living live inhabited home population",
        "attended": "attended attend gathered rallied marched protested",
    }
)

# Acts done with or to things; a report chooses the verb freely, so these only ever weigh lightly.
_ACTS = _table(
    {
        "destroyed": "destroy destroys destroyed destroying smashed ruined demolished flattened levelled",
        "fired": "fire fires fired firing launched launching shelled fell landed dropped lobbed",
        "hit": "hit hits struck strike targeted target targeting attacked bombed shelling",
        "conducted": "conducted conduct carried carry conducting staged mounted performed",
        "captured": "captured capture seized took recaptured retook",
        "shot down": "downed",
        "found": "found recovered discovered seized",
        "heard": "heard",
        "present": "present be is are was were",
    }
)

_DETERMINERS = frozenset(
    "the a an of and or more another additional total some all as by in from at least most about nearly around over".split()
)


class Counted(NamedTuple):
    """What is counted: ``kind``, a class of people or of things; ``person``, whether it is of people; ``side``, whose; ``words``, what tells it apart."""

    kind: str
    person: bool
    side: str
    words: tuple[str, ...]


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Lower case without accents: the form under which words are compared.

    >>> folded("Khān Shaykhūn")
    'khan shaykhun'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold().replace("’", "'")


def words(text: str) -> list[str]:
    """The words of a text, folded and without possessive endings.

    >>> words("Syria’s 12 rebel-held towns")
    ['syria', '12', 'rebel', 'held', 'towns']
    """
    return [w.removesuffix("'s") for w in (folded(m.group()) for m in _WORD.finditer(text))]


def singular(word: str) -> str:
    """A noun without its plural ending, good enough to compare by.

    >>> singular("villages"), singular("cities"), singular("glass")
    ('village', 'city', 'glass')
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def counted(phrase: str, unit: str = "") -> Counted:
    """What a counted phrase counts; an empty phrase, or one that says no more than its unit, counts people.

    ``phrase`` is the noun phrase as written, ``unit`` as in ``Quantity``.

    >>> counted("Daesh militants", "person")
    Counted(kind='fighters', person=True, side='islamic state', words=('daesh', 'militant'))
    >>> counted("air raids").kind, counted("six others").kind
    ('strike', 'people')
    """
    said = [w for w in words(phrase) if w not in _DETERMINERS and not w.isdigit()]
    if not said:
        return Counted(PEOPLE, unit in {"person", "other", ""}, "", ())
    head = _head(phrase, said)
    telling = tuple(singular(w) for w in said)
    side = next((_SIDES[w] for w in said if w in _SIDES), "")
    if unit not in {"event", "object", "place"} or said[head] in {"casualties", "fatalities", "lives"}:
        kinds = {_KINDS[w] for w in said if w in _KINDS}
        if {"women", "children"} <= kinds:
            return Counted("women and children", True, side, telling)
        for i in (head, *range(head - 1, -1, -1), *range(head + 1, len(said))):
            kind = _KINDS.get(said[i])
            if kind and (kind != PEOPLE or unit != "other" or said[i] not in _THINGS):
                return _person(kind, said, i, side, telling)
    thing = _THINGS.get(said[head], singular(said[head]))
    return Counted(thing, unit == "person", side, telling)


def _head(phrase: str, said: list[str]) -> int:
    before = words(re.split(r"\b(?:of|from|in|at|with|who|that)\b", phrase, maxsplit=1)[0])
    kept = [w for w in before if w not in _DETERMINERS and not w.isdigit()]
    return len(kept) - 1 if kept else len(said) - 1


def _person(kind: str, said: list[str], at: int, side: str, telling: tuple[str, ...]) -> Counted:
    # "armed fighters", "policemen" and "army officers" have a side; a nationality before "people" only says where they came from.
    if kind == PEOPLE:
        other = next((_KINDS[w] for w in said if _KINDS.get(w, PEOPLE) != PEOPLE), "")
        if other:
            return Counted(other, True, side, telling)
        if said[at] in {"member", "members"} and side:
            return Counted("fighters", True, side, telling)
    if kind == "soldiers" and said[at] in {"officer", "officers"} and "police" in said:
        return Counted("police", True, side, telling)
    if kind == "soldiers" and not side:
        side = "government" if said[at] not in {"force", "forces", "personnel", "commander", "commanders"} else ""
    if kind == "fighters" and not side and said[at] in {"rebel", "rebels"}:
        side = "opposition"
    return Counted(kind, True, side if kind in {"fighters", "soldiers"} else "", telling)


def act(predicate: str) -> str:
    """The class of a predicate: an outcome, an act, or the predicate's own telling words; empty where it says nothing.

    >>> act("injured"), act("air dropped"), act("killed or wounded"), act("signed")
    ('wounded', 'fired', 'killed or wounded', 'signed')
    """
    said = words(predicate)
    classes = list(dict.fromkeys(OUTCOMES.get(w) or _ACTS.get(w, "") for w in said))
    if "killed" in classes and "wounded" in classes:
        return "killed or wounded"
    found = next((c for c in classes if c), "")
    return found or " ".join(said)
