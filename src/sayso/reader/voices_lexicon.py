"""The words by which voices are known: who can speak, who passes words on, which verbs and passives report.

Plain sets of lower-case words without order or weight, read by names, relays, chains and voices. Kinds of words, not of articles.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TELLING = _set("told tells tell telling informed informs informing")
CITING = _set("citing quoting")
CITES = _set("cited cites quoted quotes")  # finite, and participles behind a noun: "diplomats cited by the paper"
CARRYING = _set(
    "quoted cited reported carried published released issued obtained seen reviewed aired broadcast printed interviewed relayed run distributed "
    "viewed translated transcribed"
)
REPORTING = _set(
    """
    said says say saying told tells tell telling reported reports report reporting added adds adding announced announces stated states
    stating wrote writes writing confirmed confirms noted notes noting claimed claims warned warns warning according
    acknowledged acknowledges explained explains argued argues insisted insists estimated estimates documented documents recorded
    records counted monitored showed shows found finds concluded revealed reveals testified posted tweeted published continued continues
    recalled recalls replied responded asked predicted suggested declared asserted alleged stressed emphasized emphasised pointed reads read
    """
)

# Statements of wish, mood or deed: what they hold is not on the word of the one they are ascribed to.
ATTITUDES = _set(
    """
    want wants wanted wanting hope hopes hoped hoping support supports supported supporting endorse endorses endorsed endorsing oppose
    opposes opposed plan plans planned planning seek seeks sought seeking prefer preferred like likes liked loves loved hate hates refuse refuses
    refused decline declines declined try tries tried ask asks asked demand demands demanded urge urges urged urging call calls called calling
    backed backing criticize criticized criticizes praised praises defended attacked mocked need needs needed intend intends intended
    fear fears feared worry worries voted vote seems seemed seem appears appeared appear prepare prepared decided agreed expect expected
    expects ordered order approved signed
    """
)

# What makes the words that it governs stand on its subject's word, by the beginnings of its forms: saying, showing, holding true, and their nouns.
ASSERTING = re.compile(
    r"""(?:
    according|acknowledg|add(?:s|ed|ing)?$|admi(?:t|ss)|agree|alleg|announc|answer|argu|assert|assum|attribut|believ|belief|boast|brag|calculat|caution
    |characteri[sz]|cit(?:e|ing)|claim|comment|complain|conced|conclu|confirm|contend|contention|count(?:s|ed)?$|declar|deem|denounc|den(?:y|ie)|depict|describ
    |detail|determin|disclos|discover|document|emphasi|estimat|expect(?:s|ed)?$|explain|explanation|find(?:s|ings?)?$|found$|forecast|guess|hail|highlight|hint
    |identif|impl(?:y|ie)|indicat|inform(?:s|ed)?$|insist|jok(?:e|ing)|lament|list(?:s|ed)$|maintain|mention|not(?:e|es|ed|ing)$|observ|opin|peg|pledg|point(?:s|ed)?$
    |portray|post(?:s|ed)$|predict|proclaim|project(?:s|ed|ions?)?$|promis|pronounc|put(?:s)?$|quip|quot|rank(?:s|ed)$|reads?$|reali[sz]e|recogni[sz]e|talk|speak|spoke|data$|recall|reckon|record|recount
    |refut|reject|remark|remember|remind|repeat|repl(?:y|ie)|report|respon|reveal|sa(?:y|id)|sees?$|show|speculat|stat(?:e|es|ed|ing|ements?)$|stress|suggest|surmis|suspect
    |swore|tell|testif|testimon|think|thinks|thought|threaten|told|tweet|underscor|view(?:s|ed)?$|vow|warn|wonder|writ|wrote|argument|analys|assessment|rumou?r
    )""",
    re.VERBOSE,
)

DENYING = _set(
    "deny denies denied denying denial denials rejects reject rejected rejecting dismissed dismisses dismissing refuted refutes refuting"
)
NOT = _set("not n't never neither nor didn't doesn't don't hasn't haven't hadn't without")

OUTLET_NOUNS = _set(
    """
    agency newspaper paper daily weekly magazine broadcaster network channel station website site outlet outlets tv television radio
    newswire wire journal tabloid gazette podcast show program programme blog newsletter publication publications newspapers agencies
    channels stations broadcasters networks websites media press correspondent
    """
)
# Capitalised words inside the names of news outlets.
OUTLET_NAMES = _set(
    """
    agency news newspaper times post journal tribune herald gazette daily guardian telegraph independent observer chronicle globe inquirer examiner
    dispatch press tv television radio network broadcasting magazine mail sun mirror standard star bulletin courier register
    reuters bloomberg politico axios buzzfeed breitbart huffpost newsweek economist spiegel monde figaro sputnik tass interfax xinhua
    anadolu jazeera arabiya hurriyet sabah haaretz today week weekly review podcast wires
    ap afp upi dpa sana irna fars fna ani pti efe ansa kyodo yonhap nna cnn bbc nbc cbs abc msnbc pbs npr itv fox rt cnbc espn c-span
    """
)
# Capitalised "Press", "Post", "Star" and their like stand in other names too; these make an outlet only as the last word of a name.
OUTLET_LAST_ONLY = _set(
    "agency post star sun mail standard register week review today network press mirror observer independent globe daily"
)
OFFICIAL_AGENCY = _set(
    "security intelligence protection energy environmental space health aid relief drug"
)  # "... agency" that is no outlet

MONITORS = _set("monitor monitors watchdog")
MONITORING = _set("monitoring monitor watchdog rights war activist")
MONITOR_NAMES = _set("observatory watch rights documentation amnesty")
GROUP_NOUNS = _set(
    """
    group organisation organization charity monitor watchdog body ngo nonprofit association institute institution think-tank foundation
    union committee council centre center commission campaign coalition
    """
)
AGENCY_NOUNS = _set("agency office bureau department ministry administration commission board council court government force institution")
COMPANY_NOUNS = _set("company firm business corporation maker manufacturer carrier airline bank retailer")
COMPANY_NAMES = _set("inc corp corporation co company ltd llc plc group international holdings industries airlines bank motors")
SURVEY_NOUNS = _set("poll polls survey surveys polling average tracker")
DOCUMENT_NOUNS = (
    _set(
        """
        report reports study studies statement statements document documents affidavit affidavits record records data figures statistics
        investigation investigations inquiry probe review analysis analyses estimate estimates letter letters memo memos email emails filing filings
        complaint lawsuit indictment book article story census count tally release transcript testimony findings audit papers cables
        communique communiqué footage video dispatch account accounts tweet results projections research index assessment
        assessments press-release message messages note bulletin
        """
    )
    | SURVEY_NOUNS
)
PERSON_NOUNS = _set(
    """
    source sources official officials spokesman spokeswoman spokesperson spokesmen minister ministers president chairman chairwoman chair
    director chief head leader leaders commander commanders activist activists resident residents witness witnesses eyewitness
    eyewitnesses diplomat diplomats doctor doctors medic medics expert experts analyst analysts adviser advisers advisor advisors aide aides
    lawyer lawyers attorney attorneys prosecutor prosecutors investigator investigators detective detectives officer officers police sheriff
    deputy deputies authorities authority senator congressman congresswoman governor mayor secretary ambassador envoy general colonel
    correspondent reporter reporters journalist journalists photographer neighbor neighbors neighbour neighbours relative relatives
    victim victims mother father brother sister son daughter wife husband friend friends colleague colleagues participants people person man woman
    men women strategist strategists operative operatives insiders insider voters voter coordinator co-ordinator representative
    representatives executive executives founder owner professor scholar economist economists judge rebels rebel fighters militants
    opposition government military army ministry state-run media troops rescuers workers volunteers survivors locals villagers
    manager managers editor author historian scientist scientists researcher researchers pollster delegate delegates candidate lawmaker
    lawmakers democrats republicans critics supporters member members coalition monitor monitors group groups agency agencies office
    newspaper newspapers network networks tv television radio observatory company companies department bureau campaign team
    administration union organization organisation observers guard narrator mogul billionaire businessman nominee anchor host
    pilot pilots nurse nurses captain captains crew crews guest guests driver drivers engineer engineers sailor sailors farmer farmers
    prisoner prisoners refugee refugees migrant migrants civilian civilians insurgent insurgents precedent
    guy guys boy girl student students teacher teachers cashier customer customers employee employees parent parents
    """
)
# Endings of nouns for people, and the nouns that end so without naming any.
PEOPLE_ENDINGS = ("ers", "ors", "ists", "ials", "ants", "mats", "smen", "person", "ees")
NO_PEOPLE = _set(
    """
    numbers matters errors factors barriers dangers powers orders offers others disorders years troubles fears borders rumors terrors
    horrors favors doors floors colors waters rivers centers materials trials potentials credentials grants warrants plants
    committees fees trees degrees referees formats threats shelters chapters quarters computers posters disasters covers
    """
)
VOICE_NOUNS = PERSON_NOUNS | DOCUMENT_NOUNS | OUTLET_NOUNS
PLURAL_PEOPLE = _set("police people media authorities opposition troops locals military men women coalition")
# Those who are told things without passing them on to the reader.
AUDIENCES = _set(
    "reporters journalists people crowd crowds supporters audience audiences viewers readers voters mother father friends press media everyone us me him"
    " her them"
)

PEOPLE_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THING_PRONOUNS = _set("it its itself")
GROUP_PRONOUNS = _set("they them their themselves these those both")
OWN_PRONOUNS = _set("i we my our me us myself ourselves i'm i've we're we've")
RELATIVE_PRONOUNS = _set("who which that whom whose")
PRONOUNS = frozenset(PEOPLE_PRONOUNS) | THING_PRONOUNS | GROUP_PRONOUNS | OWN_PRONOUNS | RELATIVE_PRONOUNS

MALE = _set(
    """
    mr mr. sir lord king prince spokesman chairman congressman businessman policeman salesman father brother son husband man boy pope
    abdullah abu adam ahmad ahmed alan albert alex ali andrew anthony antonio barack ben benjamin bernie bill bob brad brian carl carlos
    charles chris christopher dan daniel david dennis didier donald doug ed edward emmanuel eric eugene francis frank fred gary george glenn
    greg harry hassan henry hussein ibrahim jack jacob james jason jeff jeffrey jim joe john jonathan jose joseph joshua juan justin
    karl keith ken kevin khaled larry lee louis luis marco mark martin matt matthew michael miguel mike mohamed mohammad mohammed mustafa
    nicholas omar patrick paul peter philip rami ralph ray richard robert roger ron ronald ryan sam samuel scott sean sergei sergey
    simon stephen steve steven ted terry thomas tim timothy todd tom tony vladimir walter wayne william yousef
    """
)
FEMALE = _set(
    """
    mrs mrs. ms ms. miss madam lady queen princess spokeswoman chairwoman congresswoman businesswoman policewoman mother sister daughter wife
    woman girl actress alice amanda amy andrea angela ann anna anne annie barbara betty brenda carly carol caroline catherine charlotte
    cheryl christina christine cindy claire cynthia deborah debbie denise diana diane donna dorothy elena elizabeth ellen emily emma eva
    fatima hannah heather helen hillary huma irina jane janet jennifer jessica jill joan judith julia julie karen kate katherine kathleen
    kelly kim kimberly laura leila linda lisa loretta lori lynn maria marie marine martha mary megan melania melissa michelle michele nancy nicole nikki
    pamela patricia rachel rebecca robin rosa ruth samantha sandra sara sarah sharon stephanie susan tammy teresa theresa tina valerie
    vanessa victoria virginia wendy yvonne
    """
)
TITLES = _set(
    """
    mr mrs ms miss dr sen rep gov gen col lt sgt capt maj cmdr prof rev hon sir president vice former senator representative congressman
    congresswoman governor mayor general colonel lieutenant sergeant captain major commander professor doctor judge justice minister prime secretary
    ambassador chairman chairwoman director sheriff chief spokesman spokeswoman king queen prince pope lord lady attorney deputy
    speaker undersecretary coordinator det detective officer superintendent staff brigadier rebel leader candidate democratic republican
    """
)
ARTICLES = _set("the a an this these those that")
CITED_AS = _set("in at on of for to from with by about into near under over among")

# Passives and adverbs behind which nobody stands: a form of to be, at most two adverbs, the participle.
BE = _set("is are was were be been being")
PASSIVES = _set(
    """
    thought believed reported said alleged accused blamed rumoured rumored claimed feared estimated understood suspected considered expected
    known presumed assumed regarded held described seen called cited quoted told credited criticised criticized
    """
)
HEARSAY = _set("reportedly allegedly purportedly supposedly apparently")
RUMOURS = _set("rumors rumours rumor rumour speculation fears fear belief consensus expectation expectations")

# Days and months are written as names are, and name nobody.
TIME_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    """.split()
)

# A picture with one of these beside it is a caption's "this file photo shows", and no witness.
PICTURES = _set("photo photograph picture image photos photographs pictures images")
OF_FILES = _set("this these file handout undated archive stock courtesy")
