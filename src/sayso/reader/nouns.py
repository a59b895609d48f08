"""What sort of thing a counted noun names: people, events, objects, places or groups.

A lexicon of head nouns of the news, then the endings by which English builds names of agents and of actions (Marchand,
*The Categories and Types of Present-Day English Word-Formation*, 1969).
"""

from __future__ import annotations

import re

_PERSON = """people person man men woman women child children kid boy girl baby infant toddler civilian soldier militant refugee resident
officer victim fighter rebel troop troops casualty death dead wounded injured survivor hostage prisoner detainee inmate student
pupil teacher doctor nurse medic patient citizen adult teen teenager juvenile youth minor male female relative brother sister
father mother parent son daughter wife husband cousin friend neighbor neighbour guest witness suspect gunman gunmen policeman
policemen cop deputy guard worker employee staff personnel crew official minister lawmaker senator candidate delegate
superdelegate voter supporter protester demonstrator activist journalist reporter terrorist extremist jihadist insurgent
combatant serviceman servicemen fireman firemen firefighter paramedic rescuer volunteer member leader commander general lawyer
judge juror attorney expert analyst diplomat ambassador american syrian russian iraqi turk kurd israeli palestinian iranian arab
christian muslim jew democrat republican independent conservative liberal evangelical latino hispanic african-american others
other respondent adviser aide spokesman spokeswoman migrant immigrant evacuee returnee asylum-seeker pilgrim passenger driver
pilot sailor marine veteran shooter attacker bomber hijacker killer murderer offender criminal body corpse martyr fatality soul
individual human head one viewer reader customer taxpayer farmer actor artist singer player coach mercenary sniper governor
mayor president king prince chief bishop priest monk nun imam scholar scientist caucus-goer backer follower fan occupant
billionaire millionaire infidel collaborator defector recruit conscript conspirator elector worshipper nominee hopeful rival
contender partygoer clubgoer loyalist operative agent envoy monitor observer prosecutor detective investigator sheriff trooper
sergeant opponent schoolchild schoolchildren population forces colonel counsel mourner local homeowner tenant bystander
pedestrian partner lover sibling twin grandchild grandparent uncle aunt nephew niece"""
_EVENT = """attack strike airstrike raid shooting meeting bombing explosion blast clash battle assault offensive operation massacre killing
murder homicide arrest incident accident crash election primary caucus debate rally protest demonstration speech interview poll
survey conference summit talk talks round war conflict ceasefire truce violation sortie flight bombardment shelling hit time
times case trial hearing visit trip evacuation abduction kidnapping execution rape robbery theft crime outbreak earthquake flood
storm hurricane influx wave call dispatch test launch event ceremony vigil funeral match game show episode stop search
investigation inquiry complaint withdrawal landing ambush skirmish encounter blow push appearance session occasion tragedy
disaster pause race birth surgery campaign evaluation sanction mission patrol exercise drill breach hack intrusion"""
_OBJECT = """tank house home barrel rocket shell missile bomb mortar vehicle car truck bus plane aircraft airplane warplane jet helicopter
drone ship boat destroyer frigate submarine gun rifle weapon pistol handgun firearm shotgun bullet cartridge casing magazine
grenade mine device cannon launcher ambulance motorcycle bulldozer building apartment shop store room bed tent bag box package
parcel letter email e-mail message tweet document file page photo picture video book ticket ballot dose canister cylinder
munition warhead projectile kit basket server computer phone laptop machine engine truckload shot carriage wagon tunnel trench
machinegun belt vest cache tire generator tree animal cow sheep dog antique artifact artefact statue painting copy item good
goods meal food-basket"""
_PLACE = """village town city district neighborhood neighbourhood area country nation state province region county governorate site location
place point position checkpoint school hospital clinic mosque church base airbase airport camp crossing front street road block
farm hill hilltop suburb center centre facility shelter prison hamlet settlement compound headquarters outpost territory island
zone corridor precinct station quarter hotel restaurant stronghold spot polling-place battleground land laboratory plant factory
exit bridge port post locality municipality parish"""
_GROUP = """family group faction embassy organization organisation brigade battalion party team company firm agency bank militia gang unit
force army network household community tribe committee council institution government university outlet newspaper charity union
club cell coalition alliance squad convoy regiment division delegation court bureau department ministry couple fleet corporation
nonprofit business ngo congregation movement sect"""
_OTHER = """percent percentage point dollar euro pound vote option choice count charge term seat bill law rating question issue answer
reason thing way part chapter degree step job condition demand factor language amendment resolution article goal topic subject
story word sentence line lie claim allegation idea proposal plan"""


def _table() -> dict[str, str]:
    kinds = {"other": _OTHER, "group": _GROUP, "place": _PLACE, "object": _OBJECT, "event": _EVENT, "person": _PERSON}
    return {word: kind for kind, words in kinds.items() for word in words.split()}


_KINDS = _table()
_TIMES = {"year", "month", "week", "day", "hour", "minute", "second"}
_PERSON_ENDINGS = ("ist", "eer", "man", "men", "woman", "women", "person", "people", "ian", "can", "ees", "ee", "er", "or", "ant", "ite")
_EVENT_ENDINGS = ("ing", "tion", "sion", "ment", "ance", "ence", "al")
_TAIL = re.compile(r"\s+(?:of|from|in|with|for|at|on|by|to|who|that)\s.*", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def kind_of_counted(noun: str) -> str:
    """The unit of a counted noun phrase: person, event, object, place, group, or other where nothing is known of it.

    The head is the last word before a preposition. An empty phrase is a person, for what is counted without a name is nearly
    always people ("32 were killed").

    >>> kind_of_counted("Kurdish fighters from the north")
    'person'
    >>> kind_of_counted("separate shootings")
    'event'
    >>> kind_of_counted("")
    'person'
    """
    words = _WORD.findall(_TAIL.sub("", noun.strip()[:400]).lower())
    if not words:
        return "other" if noun.strip() else "person"
    head = words[-1]
    for word in dict.fromkeys((head, head.rsplit("-", 1)[-1])):
        for form in _singulars(word):
            if kind := _KINDS.get(form):
                return kind
    forms = _singulars(head)
    if _TIMES & set(forms):
        return "other"
    stem = forms[-1]
    if len(stem) > 4 and stem.endswith(_PERSON_ENDINGS):
        return "person"
    if len(stem) > 5 and stem.endswith(_EVENT_ENDINGS):
        return "event"
    return "other"


def is_common(word: str) -> bool:
    """Whether the lexicon knows a word or its plural as a common noun that is no place.

    >>> is_common("Attacks"), is_common("Aleppo")
    (True, False)
    """
    return any(_KINDS.get(form, "place") != "place" for form in _singulars(word.lower()))


def _singulars(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of."""
    if word.endswith("ies") and len(word) > 4:
        return word, word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word, word[:-2]
    if word.endswith("ves"):
        return word, word[:-3] + "f", word[:-3] + "fe", word[:-1]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word, word[:-1]
    return (word,)
