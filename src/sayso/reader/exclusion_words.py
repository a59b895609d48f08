"""Closed word lists by which a number is told from a figure: what labels, what can be counted, what places a number in time."""

from __future__ import annotations

# Kinds of things that are named by a number. Where the word is written small, a countable noun after the number speaks against it.
LABELS = frozenset(
    """am fm image images slide unscr
    flight article articles resolution resolutions route interstate highway freeway boeing airbus channel chapter section sections page
    pages photo photos figure table number numbers no room apartment apt unit act title amendment proposition prop measure district ward
    precinct level phase volume vol part item type class category magnitude grade round episode formula pier gate terminal exit lane
    squad battalion brigade area zone camp sector iphone windows soyuz apollo falcon psalm verse option step stage version model
    ticket rule rules form appendix annex protocol chapters clause paragraph paragraphs footnote note line lines file case suite floor
    platform track bus engine ladder station fox cnn news ch tv radio abc nbc cbs kxan season seasons day week month game super
    bill hb sb bowl mark serial series sr us i ps lot building bldg box pl public directive lane method methods
    listing listings junction junctions exhibit lesson theorem equation eq tab""".split()
)
# Of these, the ones that are followed by a number word too: "season four", "in step two".
STEPS = frozenset("season stage phase chapter episode part act step round tier volume".split())
# Of these, the ones that label in small letters too, whatever follows.
LISTED = frozenset("unscr resolution resolutions flight magnitude interstate apollo iphone".split())
# People and happenings that news counts, with the words that stand for them.
COUNTABLE = frozenset(
    """people persons person men women children civilians civilian soldiers troops fighters militants rebels terrorists victims residents
    refugees families others killed dead wounded injured hurt injuries deaths casualties fatalities more additional students officers
    members prisoners detainees voters delegates votes protesters migrants police patients inmates homes houses buildings vehicles
    attacks strikes airstrikes raids shells rockets missiles bombs barrels tanks years year days day months month weeks week hours hour
    minutes miles kilometers kilometres km metres meters villages towns schools hospitals percent displaced evacuated arrested
    detained missing believed suspected boys girls adults teens teenagers workers employees staff citizens syrians iraqis americans
    russians turks kurds iranians palestinians israelis martyrs bodies gunmen suspects shots rounds guns weapons cases times dollars
    euros armed foreign regime government opposition innocent unarmed registered likely young new such local different separate of
    republicans democrats respondents adults jobs homicides murders shootings counts points seats states countries cities districts
    neighborhoods neighbourhoods areas buses cars trucks planes aircraft sorties women""".split()
) - {"of", "new", "such", "likely", "young"}
YEAR_BEFORE = frozenset(
    """in since until till by from during before after early late mid for through between circa spring summer autumn fall winter year
    fiscal and november december january february""".split()
) - {"for", "from", "and", "by"}
# A half of these is a part of a place or a time, not a fraction.
HALVES = frozenset(
    """eastern western northern southern second first latter better upper lower other front back left right north south east west
    northeastern northwestern southeastern southwestern""".split()
)
SEASONS = frozenset("spring summer autumn fall winter".split())
# Tied by a hyphen to a number, these make an adjective of it that counts nothing: "one-sided", "two-faced", "three-star".
BOUND_TO_ONE = frozenset(
    """on by to sided faced time way off stop half thirds star ply man piece liner handed fold tier pronged state party dimensional d size
    woman click party""".split()
)
BOUND_TO_MORE = frozenset(
    "on faced strike time off star ply piece liner tier dimensional d door wheeler pronged pointed alarm figure figures headed".split()
)
AGE_NOUNS = frozenset("year years month months week weeks yr yrs day days".split())
# What may be years old without being a person: then it is a duration.
PLACED = frozenset("war conflict siege crisis uprising insurgency campaign civil truce ceasefire blockade dispute struggle".split())
CLOCK = frozenset("gmt utc est edt pst pdt cst cdt mst mdt bst cet eest ist hrs oclock am pm".split())
STREETS = frozenset(
    """street st avenue ave road rd boulevard blvd drive dr lane ln way court ct place pl highway hwy parkway pkwy terrace circle cir
    square trail pike turnpike alley plaza row loop crescent broadway""".split()
)
SCORED = frozenset("won beat beats lost lead leads leading tied defeated score record by".split())
NAMED_AFTER = frozenset("news eyewitness investigates action sports live weather magazine".split())
# One person by kin, age, trade or part in a happening: a number set off by commas behind it is an age.
PERSONS = frozenset(
    """victim suspect man woman boy girl teenager teen youth child toddler infant baby brother sister son daughter mother father husband wife
    grandmother grandfather grandson granddaughter uncle aunt cousin nephew niece stepson stepdaughter stepfather stepmother boyfriend
    girlfriend fiance roommate neighbor neighbour friend classmate colleague driver passenger pedestrian cyclist motorcyclist shooter gunman
    attacker assailant bomber defendant accomplice resident student teacher nurse doctor officer deputy soldier policeman policewoman
    firefighter farmer shopkeeper clerk worker lawyer journalist reporter photographer activist fighter militant survivor witness migrant
    refugee inmate prisoner detainee hostage pilot sailor veteran widow widower twin sibling native lawmaker senator""".split()
)
PERSONS_TOGETHER = (
    frozenset(word + "s" for word in PERSONS - {"baby", "wife", "man", "woman", "child", "deputy", "witness"})
    | frozenset("babies wives men women children deputies witnesses gunmen policemen policewomen".split())
) - {"gunmans", "policemans", "policewomans"}
# Behind a number, these open a phrase of their own, so that the noun after them is not what the number counts: "June 7 by soldiers".
NO_NARROWING = frozenset(
    """the a an when and as was were is are has have had of that in on at by for from to with after before during since over but or who which
    while if because against between near under through until into inside outside amid among his her their its our""".split()
)
# A month stands without a day behind these, or a number behind it may count: "in June 12 people drowned".
MONTH_ALONE = frozenset(
    """in since until till by from to through during of for between before after early mid late last this next every each and or than
    per""".split()
)
