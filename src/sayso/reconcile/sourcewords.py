"""The words that names of sources are made of: titles, roles, nouns for bodies, for people without a name, and for countries.

Plain sets and maps of lower-case words without accents, read by the modules beside it. Kinds of words, not of articles.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _map(lines: str) -> dict[str, str]:
    """Every word of a line to the line's first word."""
    return {word: line.split()[0] for line in lines.strip().splitlines() for word in line.split()}


ARTICLES = _set("the a an this that these those")
INDEFINITE = _set(
    """
    a an one two three four five six seven eight nine ten some several many most few both other others another all any various multiple
    numerous dozens hundreds certain more no every each
    nearly only fewer about almost over under roughly half majorities percent plenty someone somebody anyone everyone nobody unnamed unidentified anonymous
    """
)
PRONOUNS = _set(
    """
    i me my we us our you your he him his she her hers it its they them their theirs who whom whose which what that this these those
    himself herself itself themselves one
    """
)
FUNCTION = _set("of for the a an and & on in at to from with by de la le des du")
SPLITTING = _set("of for at in from with to on by near who that which inside within among behind about")

# Before a person's name; not part of it.
TITLES = _set(
    """
    mr mrs ms miss dr prof professor sir dame lord lady rev reverend father pastor imam sheikh rabbi bishop archbishop pope king queen prince
    princess president vice premier prime minister chancellor sen senator rep representative gov governor congressman congresswoman
    assemblyman assemblywoman speaker secretary mayor councilman councilwoman alderman ambassador envoy judge justice attorney general gen
    colonel col lieutenant lt major maj captain capt cpl corporal sergeant sgt brig brigadier admiral adm commander cmdr chief deputy officer
    detective det inspector insp superintendent supt commissioner constable trooper sheriff marshal director undersecretary assistant
    acting former ex current then interim retired late comrade field sr coroner
    """
)
# Titles whose holder is one person in the news of a time, so that title and surname name somebody.
UNIQUE_TITLES = _set("president pope")
ROLES = TITLES | _set(
    """
    spokesman spokeswoman spokesperson chairman chairwoman chair chairperson head leader founder co-founder cofounder manager coordinator
    co-ordinator adviser advisor aide strategist analyst expert economist editor reporter correspondent photographer journalist columnist
    anchor host author historian researcher scholar lawyer prosecutor executive ceo cfo official member activist doctor surgeon physician
    pollster operative lobbyist candidate nominee hopeful frontrunner front-runner contender businessman billionaire mogul
    tycoon developer lawmaker legislator diplomat negotiator resident witness neighbor neighbour student teacher principal owner
    organizer organiser supporter critic delegate trustee treasurer counsel press whip legislative commentator blogger writer producer
    actor actress singer comedian star coach player democrat republican candidate staff-member staffer volunteer medic nurse
    """
)
# Those who speak for the whole body when they speak.
SPEAKING = _set(
    """
    spokesman spokeswoman spokesperson director chief head chairman chairwoman chair chairperson president representative coordinator
    co-ordinator commissioner superintendent manager secretary founder ceo commander
    """
)
RANKS = _set(
    """
    sgt sergeant lt lieutenant capt captain maj major det detective officer deputy sheriff inspector chief commander cpl corporal trooper
    commissioner superintendent col colonel marshal investigator
    """
)
PAST = _set("former ex then late retired onetime ousted")
# Between a body and a role: "Harbour Aid Regional Coordinator".
QUALIFYING = _set(
    "senior regional communications public information resident national field operations humanitarian executive managing press deputy vice "
    "associate research political legal media international permanent"
)
SUFFIXES = _set("jr sr ii iii iv")
NOBLE = _set(
    "al el ad ar as ash at an de da di do dos del della der den du la le van von bin ibn ben abu abd abdel abdul abdal um umm ter st"
)

# Nouns that make a run of words a body.
BODY_NOUNS = _set(
    """
    agency ministry department dept office bureau administration commission committee council court force forces government parliament
    congress senate house assembly cabinet staff police sheriff sheriffs army military navy guard command directorate authority service
    services organization union association federation confederation league alliance coalition party campaign movement front group network
    center institute institution foundation fund society club board university college school academy hospital clinic observatory watch
    watchdog monitor monitors committees coalition company corporation corp inc ltd llc plc co bank holdings industries airlines motors
    international partners capital securities media news newspaper times post journal tribune herald gazette globe daily guardian
    telegraph chronicle inquirer examiner dispatch press tv television radio broadcasting magazine review weekly crescent cross
    children frontieres brigade battalion division embassy consulate mission secretariat conference program project initiative
    poll survey tracker average index trust lab laboratory company registry archive legion brotherhood chamber exchange pac district
    county city library museum church diocese archdiocese mosque prison jail firm team unit units
    governorate province defense defence centre organisation programme
    """
)
# What says of a body only what kind it is: a name made of these alone names a different body in every place.
GENERIC = BODY_NOUNS | _set(
    """
    health foreign affairs interior defence finance justice education agriculture energy transport transportation labor labour
    culture trade commerce economy economic environment environmental housing information communications tourism water oil petroleum
    planning development social welfare public safety security internal external state national federal local city county central
    regional municipal provincial civil supreme high district appeals criminal police fire emergency medical general special joint
    board elections election electoral budget intelligence war human rights monitoring opposition ruling royal republic government-run
    state-run state-owned pro-government official independent new old main major local british-based based interim transitional
    polls surveys opinion exit tracking new latest recent early campus transit student religious traffic park super
    command sanitation works parks tax revenue customs border immigration prosecutor prosecutors attorney attorneys district
    """
)
OUTLET_NOUNS = _set(
    """
    agency newspaper paper daily weekly magazine broadcaster channel network station website site tabloid newswire wire outlet television tv
    radio journal news portal blog
    """
)
OUTLET_MODIFIERS = _set(
    """
    news state official state-run state-owned pro-government pro-opposition local national international public private satellite online
    semi-official independent english arabic english-language arabic-language cable business financial government opposition
    """
)
OUTLET_NAMES = _set(
    """
    news newspaper times post journal tribune herald gazette globe guardian telegraph chronicle inquirer examiner dispatch press tv
    television radio broadcasting magazine weekly
    """
)
POLICE = _set("police sheriff sheriffs fire marshal patrol department")
PLACE_NOUNS = _set("governorate province city county district")
# Common nouns that introduce a name: "the charity Harbour Aid", "state news agency SANA".
INTRODUCING = OUTLET_NOUNS | _set(
    "group monitor watchdog charity organization ngo nonprofit company firm body union party rebel foundation institute consultancy pollster"
)
MONITOR_NOUNS = _set("monitor watchdog")
MONITORING = _set("monitoring monitor watchdog rights war activist activists")
GROUP_NOUNS = _set("group organization body ngo network charity")
MONITOR_NAMES = _set("observatory watch rights documentation amnesty violations monitor")
POLLS = _set("poll polls survey surveys polling tracker average")
# In names that are called by their first word alone: "Harbour" for "Harbour International".
CALLED_BY_FIRST = POLLS | _set("inc corp corporation company international holdings industries airlines capital partners securities")
JOINING = _set("and or & including both with among")
# Before a person's name they say that the name is not the one who speaks: "those led by Mona Reed".
BARRING = JOINING | _set("by like who whom whose that which under than such to against behind over")

# Nouns for people (one or many) that name nobody.
PEOPLE = ROLES | _set(
    """
    source sources official officials spokesmen spokespeople ministers presidents directors leaders commanders activists residents
    witnesses eyewitness eyewitnesses diplomats doctors medics experts analysts advisers advisors aides lawyers attorneys prosecutors
    investigators investigator detectives officers deputies authorities senators governors mayors ambassadors correspondents reporters
    journalists photographers neighbors neighbours relative relatives victim victims mother father brother sister son daughter wife
    husband widow friend friends colleague colleagues participants people person man men woman women strategists operatives insiders
    insider voters voter coordinators representatives executives owners scholars economists judges rebels rebel fighters fighter
    militants opposition troops rescuers rescuer workers worker volunteers survivors survivor locals villagers villager managers editors
    authors historians scientists scientist researchers candidates lawmakers legislators democrats republicans conservatives
    liberals progressives critics supporters members monitors observers observer guard guards narrator nurses drivers driver engineers
    soldiers soldier prisoners refugees migrants civilians insurgents boy girl boys girls students teachers customers customer employees
    employee parents family families americans syrians investors economists millennials independents donors protesters protester
    opponents rivals allies ally staffers paramedics paramedic firefighters bystander bystanders passerby onlookers shopkeeper
    surgeons clerics cleric elders elder users user readers crowd audience public everyone others someone nobody somebody anyone
    pollsters politicians party-members counterparts donor caller callers jury jurors defense-lawyer guy guys suspect suspects
    african-americans women blacks latinos hispanics muslims christians catholics jews evangelicals organizers dispatcher dispatchers
    mom dad uncle aunt cousin grandmother grandfather boyfriend girlfriend roommate classmate bartender clerk manager tenant landlord
    attendees precedents legend quarters circles figures networks newspapers agencies outlets channels stations websites polls surveys companies groups
    """
)
DOCUMENTS = _set(
    """
    report reports study studies statement statements document documents affidavit affidavits records record data statistics
    investigation investigations inquiry probe review analysis analyses estimate estimates letter letters memo memos email emails filing
    filings complaint lawsuit suit indictment book article story census count tally release transcript testimony findings audit papers
    cables communique footage video dispatch account accounts tweet tweets results projections research assessment assessments message
    messages note ad ads legislation bill editorial warrant warrants rumors numbers
    """
)
# Nouns that alone, with "the", point back at a body named in full: "the department".
POINTING = POLLS | _set(
    """
    police authority government military army ministry administration campaign department agency office court board commission council
    party newspaper network organization university hospital coalition observatory station channel company group committee center
    institute foundation union association school college bureau club bank firm team federation league service command
    """
)

SPELLINGS = _map(
    """
    defense defence
    center centre
    organization organisation organisations
    program programme
    labor labour
    harbor harbour
    children childrens
    department dept
    medecins medcins
    sheriff sheriffs
    attorney attorneys
    television tv
    survey poll polls surveys
    """
)
# Adjectives and short names to one name of the country, without spaces.
COUNTRIES = _map(
    """
    russia russian russians
    syria syrian
    unitedstates us usa american america
    britain british uk
    france french
    germany german
    italy italian
    spain spanish
    turkey turkish turkiye
    iraq iraqi
    iran iranian
    israel israeli
    palestine palestinian
    lebanon lebanese
    jordan jordanian
    egypt egyptian
    saudiarabia saudi
    yemen yemeni
    qatar qatari
    kuwait kuwaiti
    bahrain bahraini
    oman omani
    emirates emirati uae
    afghanistan afghan
    pakistan pakistani
    india indian
    china chinese
    japan japanese
    ukraine ukrainian
    belarus belarusian
    poland polish
    greece greek
    hungary hungarian
    austria austrian
    switzerland swiss
    sweden swedish
    norway norwegian
    denmark danish
    finland finnish
    netherlands dutch
    belgium belgian
    portugal portuguese
    romania romanian
    bulgaria bulgarian
    serbia serbian
    croatia croatian
    cuba cuban
    mexico mexican
    canada canadian
    brazil brazilian
    argentina argentine argentinian
    chile chilean
    colombia colombian
    venezuela venezuelan
    peru peruvian
    australia australian
    libya libyan
    tunisia tunisian
    algeria algerian
    morocco moroccan
    sudan sudanese
    ethiopia ethiopian
    somalia somali
    kenya kenyan
    nigeria nigerian
    mali malian
    ghana ghanaian
    rwanda rwandan
    uganda ugandan
    myanmar burmese burma
    thailand thai
    vietnam vietnamese
    philippines philippine filipino
    indonesia indonesian
    malaysia malaysian
    bangladesh bangladeshi
    nepal nepali nepalese
    armenia armenian
    azerbaijan azerbaijani azeri
    kazakhstan kazakh
    ireland irish
    cyprus cypriot
    scotland scottish
    taiwan taiwanese
    haiti haitian
    """
)
COUNTRY_NAMES = frozenset(COUNTRIES.values())
# Countries that speak under their bare name without being taken for somebody's surname.
SPEAKING_COUNTRIES = (COUNTRY_NAMES | _set("us usa america uk uae")) - _set("jordan ireland britain")
# Two written words that are one country.
COUNTRY_PAIRS = {
    ("united", "states"): "unitedstates",
    ("united", "kingdom"): "britain",
    ("great", "britain"): "britain",
    ("saudi", "arabia"): "saudiarabia",
    ("russian", "federation"): "russia",
    ("south", "korea"): "southkorea",
    ("south", "korean"): "southkorea",
    ("north", "korea"): "northkorea",
    ("north", "korean"): "northkorea",
    ("new", "zealand"): "newzealand",
    ("south", "africa"): "southafrica",
    ("south", "african"): "southafrica",
    ("south", "sudan"): "southsudan",
    ("sri", "lanka"): "srilanka",
    ("sri", "lankan"): "srilanka",
    ("islamic", "republic"): "islamicrepublic",
}
# Spellings of given names and parts of names carried over from other alphabets.
TRANSLITERATIONS = _map(
    """
    mohammed mohamed muhammad mohammad muhammed mohamad mohammod
    ahmed ahmad achmed
    hussein husain hussain husayn hossein hussien
    hassan hasan
    youssef yousef yusuf yousif yusef youssuf
    khaled khalid
    omar umar
    osama usama
    mahmoud mahmud mahmood
    mustafa mostafa moustafa mustapha
    ibrahim ebrahim
    ismail ismael esmail
    saeed said saed
    bashar basher bachar
    walid waleed
    rashid rasheed
    rami ramy
    hamid hameed
    jamal gamal
    qassem qasim kassem qasem
    suleiman sulaiman soleiman suleyman
    tareq tarek tariq
    rahman rehman
    abdullah abdallah abdulla
    sergei sergey serguei
    dmitry dmitri dmitriy dimitri
    yevgeny evgeny yevgeni evgeni yevgeniy
    alexei aleksei alexey aleksey
    yuri yury yuriy
    andrei andrey
    igor ihor
    vladimir wladimir
    valery valeri valeriy
    vitaly vitali vitaliy
    nikolai nikolay
    """
)
