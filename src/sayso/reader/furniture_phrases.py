"""The set phrases and forms of news pages that tell furniture from story: headings of links, buttons, counters, credits, stamps, notices.

Every expression reads a bounded stretch of one line, so that its time is linear in the text.
"""

from __future__ import annotations

import re

_FLAG = re.IGNORECASE
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_CLOSED = "\"'\u201d\u2019\u00bb)\\]*"
FINISHED = re.compile(rf"[.!?\u2026][{_CLOSED}\s]*$")
ENDED = re.compile(rf"[.!?\u2026:;,][{_CLOSED}\s]*$")
QUOTING = re.compile(r"[\"\u201c\u201d\u00ab\u00bb]|\b(?:said|says|told|asked|added|according)\b", _FLAG)
BULLET = re.compile(r"(?:[-+*\u2022\u00b7\u25cf\u25aa\u203a\u00bb\u00d7]|\(?\d{1,2}[.)])\s+(?=\S)")
ADDRESS = re.compile(r"https?://\S|\bwww\.\w|\b\w[\w.]{1,60}@\w[\w-]{1,60}\.\w|(?:^|\s)@\w{2}|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b", _FLAG)

HEADING = re.compile(
    r"""(?:(?:other|top|more|latest|related|recommended|popular|trending|local)\s){1,3}(?:top\s)?(?:stories|headlines|news|articles?|coverage|content|videos?|links|posts)\b
    |related\s*[:|]|also\son\b|more\s(?:from|on|in|at)\b|read\s(?:more|also|next|the\sfull|full|or\sshare)\b|see\s(?:also|more)\b|most\s(?:read|popular|viewed|shared|commented)\b
    |you\smay\salso\b|(?:previous|next)\s(?:story|article|post)\b|(?:complete|full)\scoverage\b|in\sother\snews\b|editor.?s.?\spicks?\b|around\sthe\sweb\b
    |from\sour\spartners\b|sponsored\b|promoted\b|trending\b|recommended\b|story\scontinues\b|article\scontinues\b|continue\sreading\b|advertisements?\b
    |(?:watch|videos?|photos|photo\sgallery|gallery|slideshow|map|listen|live|earlier|previously|background|more|read)\s?[:|]
    |share\s(?:this|on|via|with)\b|(?:back\sto|view|open|close|see)\s(?:the\s)?gallery\b|don.?t\smiss\b|what\sothers\sare\b""",
    _FLAG | re.VERBOSE,
)
BUTTONS = frozenset(
    """
    facebook twitter google email e mail print more pinterest linkedin reddit tumblr whatsapp share shares tweet tweets like likes comment comments save
    copy link pin flipboard sms instagram youtube close menu home search pause play mute fullscreen next previous prev gallery caption info toggle
    loading photo photos buy video videos image images of text size reply replies subscribe follow top back views advertisement sponsored
    """.split()
)
COUNTER = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?\s|\d[\d,.]{0,9}\s?[km]?\s(?:views?|comments?|shares?|likes?|replies|retweets|photos|images|reactions|votes?\scast)\b"
    r"|(?:views|comments|shares|likes)\s?[:(]?\s?\d|(?:image|photo|slide|page)?\s?\d{1,3}\s(?:of|/)\s/?\s?\d{1,3}\s*$|\d{1,2}\smin(?:ute)?s?\sread\b",
    _FLAG,
)
TAG = re.compile(r"(?:tags?|topics?|filed\s(?:under|in)|categor(?:y|ies)|keywords?|labels?|sections?)\s?[:|-]", _FLAG)

RIGHTS = re.compile(
    r"\ball rights reserved\b|\bmay not be (?:published|reproduced|copied|used)\b|^(?:copyright\s?(?:\(c\)|\u00a9|\d{4}|by\b)|\u00a9|\(c\)\s)"
    r"|\bcontributed content\b",
    _FLAG,
)
MACHINE = re.compile(
    r"\{\*|\bfunction\s?\(|\bvar\s\w{1,40}\s?=|^[{}\s;]+$|^[.#]?[a-z-]{2,30}\s?[:{]\s?[\w#.%\s-]{1,40}[;{}]\s*$|\benable javascript\b|\brequires javascript\b",
)
SITE = re.compile(
    r"\b(?:privacy policy|terms of (?:service|use)|cookies?|commenting (?:rules|policy)|user agreement|newsletters?)\b", _FLAG
)
YOU = re.compile(r"\b(?:you|your|our|us|we|sign|click|this (?:site|website|page))\b", _FLAG)
ASKING = re.compile(
    r"""(?:to\s(?:comment|subscribe|report|view|see|watch|read|get|receive|learn)\b.{0,80}\b(?:click|visit|sign|log|go\sto|tap)\b)
    |(?:please\s)?(?:sign\s(?:up|in)\b|log\s?in\b|subscribe\b|register\s(?:now|here|for|to)\b|download\s(?:the|our|it)\b|click\s(?:here|on|to|the)\b|tap\shere\b
    |like\s(?:us|this)\b|follow\s(?:us|our|@|\S{1,30}\son\b|\S{1,30}:?\s*$|\S{1,30}\s\S{1,30}\son\b)|join\s(?:us|the\s(?:conversation|discussion))\b
    |get\s(?:the\slatest|e?-?mail|alert|breaking|news|our|more\snews|updates)|enable\b|read\sour\b|stay\s(?:with|connected|up\sto\sdate|informed|tuned)\b
    |send\sus\b|submit\s(?:your|a)\b|enter\syour\b|forgot\b|remember\sme\b|leave\sa\scomment\b|(?:add|post|view|show|hide|read)\s(?:a\s|all\s|your\s)?comments?\b
    |report\s(?:a\s)?(?:typo|error|correction|comment|abuse)|keep\syour\scomments\b|check\s(?:your\semail|back)\b|visit\sour\b|support\s(?:our|local)\sjournalism\b
    |donate\s(?:now|today|here)\b|buy\sthis\sphoto\b)
    |thank(?:s|\syou)\sfor\s(?:reading|registering|subscribing|visiting|signing|watching)\b|welcome\sback\b|already\s(?:have\san\saccount|a\s(?:subscriber|member))\b
    |we\s(?:have\ssent|look\sforward\sto\sseeing|welcome\syour|encourage\syour|reserve\sthe\sright|use\scookies)\b|by\s(?:submitting|signing|clicking|continuing|using|subscribing)\b
    |(?:reader\s)?comments?\s(?:are|is|posted|policy|guidelines|section)\b|have\s(?:a\s(?:news\s)?tip|something\sto\ssay)\b|why\sare\swe\sasking\b
    |(?:this|these)\s(?:material|content|site|website|page|video|story|article|post)s?\s(?:may\snot|is\s(?:no\slonger|not)\savailable|is\sprotected|uses\b|requires\b|(?:was\s)?(?:first|originally)\s(?:appeared|published))
    |\[?email\sprotected\]?|powered\sby\b|all\scontents?\b.{0,30}\breserved\b""",
    _FLAG | re.VERBOSE,
)

_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
CALENDAR = frozenset(f"{_MONTHS} {_DAYS}".split())
CLOCK = frozenset(
    "a p m am pm et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst at on the of noon midnight ago hours minutes".split()
)
TIME = re.compile(r"\b\d{1,2}:\d\d\b")
STAMP = re.compile(
    r"(?:(?:first|last|originally)\s)?(?:posted|updated|published|created|modified|filed|aired|uploaded)\b\s?(?:on|at|:|\W)?", _FLAG
)
BY = re.compile(r"[\W_]{0,4}(?:story\s|written\s|reported\s|posted\s|produced\s|compiled\s|edited\s|photos?\s|video\s)?by[:\s]\s*", _FLAG)
HANDS = re.compile(
    r"\bcontribut(?:ed|ing) to this (?:report|story|article)\b|^(?:additional |)(?:contributing|contributors?|reporting|writing|editing)\b.{0,25}(?:\bby\b|:)"
    r"|\bcan be (?:reached|contacted|e-?mailed)\b|^(?:reach|contact|email|e-mail|call|follow)\b.{0,60}(?:@|\d{3}[-.) ])"
    r"|^(?:twitter|facebook|instagram|email|phone)\s?:",
    _FLAG,
)
TRADE = frozenset(
    "writer reporter correspondent editor press reuters afp staff contributor columnist anchor producer photographer upi bureau".split()
)

CREDIT = re.compile(
    r"\((?:[^()]{0,40}[\s/])?(?:photos?|images?|source|credit|courtesy|getty|handout|file|submitted|provided|screenshot|facebook|instagram|twitter|youtube)\b"
    r"[^()]{0,40}\)\W*(?:buy photo)?\W*$|\b(?:photos?|image|credit|picture) (?:by|courtesy)\s[^.]{2,80}$|\b(?:photos?|image|credit|picture):\s[^.]{2,80}$"
    r"|\b(?:via getty images|ap photo|getty images|file photo).{0,60}$",
    _FLAG,
)
AGENT = re.compile(r"\([A-Z][^()]{1,40}(?:/|\sfor\s)[A-Z][^()]{1,40}\)\W*$|\(Published\s[A-Z][^()]{4,50}\)\W*$|\bcourtesy of [A-Z].{0,60}$")
SHOWN = re.compile(
    r"(?:image\s\d{1,3}\sof\b|photo(?:graph)?\s?(?::|by\b|courtesy)|photos\s(?:by|courtesy)|file\s(?:photo\b|image\b|[-\u2013\u2014]\s)|buy\s(?:this\s)?photo\b|(?:ap|afp|reuters)\sphoto\b|caption\b|pictured\s?[:,]"
    r"|in\sthis\s.{0,50}\b(?:photo|image|picture|frame\sgrab|photograph|video\sgrab)\b|(?:above|left|right|top|bottom|inset)\s?:|attached\svideo\b)",
    _FLAG,
)
PICTURED = re.compile(r"\bin (?:this|an?) (?:[\w-]+\s){0,4}(?:photo|image|picture|photograph|frame grab|mugshot)\W*$", _FLAG)

# A whole sentence with none of these is spared the questions below: they each ask for one of them, or for a line that is no sentence.
HINTS = frozenset(
    """
    photo photos image images photograph picture frame grab file video videos caption pictured credit courtesy getty source inset gallery slideshow map
    copyright rights reserved published reproduced copied contributed contributing contributors reporting writing editing reached contacted emailed
    http https www com org net email twitter facebook instagram javascript function var cookies cookie privacy terms commenting agreement newsletter
    newsletters comment comments click sign log login subscribe subscribed subscribing register registering download tap follow join latest alerts
    breaking updates enable stay tuned submit enter forgot remember leave typo journalism donate buy reading visiting signing watching welcome account
    subscriber member sent forward encourage reserve clicking continuing submitting using tip material content site website page story article post
    protected powered contents updated posted created filed aired uploaded by with related stories headlines coverage read also watch share advertisement
    advertisements sponsored promoted recommended trending gallery listen earlier previously background views shares likes
    """.split()
)
# Where and by whom a story was filed, before its first words: "HARBOUR (Norlight) - ", "LOWER ASTER, Ore. \u2014 ".
PLACED = re.compile(
    r"(?:[A-Z][A-Z.'\u2019]+(?:[ ,]{1,2}[A-Z][A-Za-z.'\u2019]+){0,4}(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?(?: ?\([\w.&'\u2019 ]{2,40}\))?"
    r"|[A-Z]\w+(?:[ ,]{1,2}[A-Z][\w.]+){0,4} ?\([A-Z][\w.&'\u2019 ]{1,40}\)),?\s{0,2}(?:--?|[\u2013\u2014])\s+"
)
