"""One source or two: pairs of names with the reason, names in the context of their article, and what holds for any names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reconcile.alias import (
    Known,
    described,
    in_context,
    is_description,
    kind_of,
    member_of,
    name_keys,
    same_source,
    several,
)

# name | other name | why they are one
SAME = """
the Syrian Observatory for Human Rights | SOHR | its acronym
Syrian Observatory | SOHR | a short form that names it
the Syrian Observatory | Syrian Observatory for Human Rights | an article and a short form
British-based Observatory for Human Rights | SOHR | the form that gives its seat
Syrian Observatory director Rami Abdel Rahman | SOHR | its director speaks for it
Rami Abdel Rahman | the Syrian Observatory for Human Rights | quoted as its voice by name alone
Rami Abdel Rahman | Rami Abdul Rahman | two spellings of one name
Rami Abdulrahman | Rami Abdel-Rahman | joined, hyphened
Abdelaziz Mansour | Abdul Aziz Mansoor | joined, apart, ou and oo
Mohammed Haddad | Mohamad Hadad | given name and doubled letter
Sergei Lavrov | Russian Foreign Minister Sergey Lavrov | office and spelling
AP | The Associated Press | its initials
Associated Press | the AP | article
Reuters | Reuters news agency | what it is, behind
the Reuters news agency | news agency Reuters | what it is, before
SANA | state news agency SANA | what it is, before
SANA news agency | Syrian Arab News Agency | full name
Syria's SANA | SANA | whose it is
AFP | Agence France-Presse | full name
the U.N. | United Nations | dots
UN | the United Nations | no dots
U.S. military | US military | dots
the US military | United States military | country in full
Russia's Defence Ministry | Russian Ministry of Defense | order, spelling, adjective
Russias Defense Ministry | the Russian defense ministry | lost apostrophe, case
Ministry of Defence of Russia | Russian Defense Ministry | country behind
Russian Embassy | Embassy of Russia | order
President Bashar al-Assad | Bashar Assad | title and article of the name
Syrian President Bashar al-Assad | President Bashar Al Assad | country, article apart
President Harlan | President Harlan | an office that one holds at a time
Donald Trump | Donald J. Trump | middle initial
Republican presidential nominee Donald Trump | Donald Trump | role
DONALD TRUMP | Donald Trump | all capitals
Former House Speaker Mona Reed | Mona Reed | an office with a body in it
Sen. Bernie Sanders (I-Vt.) | Bernie Sanders | title and party
José Pérez | Jose Perez | accents
Mona Reed, managing director | Mona Reed | what she is, behind a comma
Medcins Sans Frontieres | Doctors Without Borders | translated, letters lost
Médecins Sans Frontières | MSF | accents, acronym
UNICEF | UN childrens agency UNICEF | what it is, before
United Nations childrens agency (UNICEF) | the UN children's agency | acronym in brackets
UNICEF Director Alma Lind | UNICEF | its director speaks for it
Albany police | Albany Police Department | department
Vigo County Sheriff's Office | the Vigo County Sheriffs Department | office or department
Harbour Police Chief Mona Reed | Harbour Police Department | its chief speaks for it
Harbour Police Chief Mona Reed | Harbour police spokesman Jon Vale | both speak for it
Harbour Institute of Marine Affairs | HIMA | acronym of four letters
State Department | the U.S. State Department | country
the Pentagon | US Department of Defense | by its house
Pentagon spokesman Jon Vale | the Pentagon | its spokesman
Fox News | Fox News Channel | channel
The New York Times | New York Times | article
POLITICO | Politico | as it writes itself
Harbour Post newspaper | the Harbour Post | what it is, behind
Gaza Health Ministry | Ministry of Health in Gaza | order
the White House | White House press secretary Ada Quill | speaks for it
Harbour Centre for Tides | the Harbor Center for Tides | spelling
"""

# name | other name | why they are two, or cannot be told to be one
APART = """
Ministry of Health | Ministry of Health | every country has one
Syrian Ministry of Health | Iraqi Ministry of Health | two countries
Defense Ministry | Russian Defense Ministry | whose is not said
Ministry of Defence | Department of Defense | a ministry is not the American department
the governor | the governor | of two places
the Harbour governor | Harbour | a person is not a place
State Department | Department of State Police | a foreign ministry, a police force
Smith | John Smith | a bare surname joins inside one article only
Smith | Smith | two articles, maybe two people
John Smith | Jane Smith | two people
J. Smith | John Smith | could be Jane
Mr. Smith | John Smith | a bare surname
Donald Trump | Donald Trump Jr. | father and son
Donald Trump | Eric Trump | father and son
George W. Bush | George H.W. Bush | son and father
Hillary Clinton | Bill Clinton | wife and husband
Clinton | Hillary Clinton | or her husband
Abu Mustafa | Abu Mustafa | half of a name
police | police | of two cities
Albany police | Dayton police | two cities
Albany police | Albany County police | city and county
New York police | New York State Police | city and state
Greenville Police Chief Adam Hale | Dayton Police Chief Adam Hale | two posts in two towns
Campus police | Campus police | of two schools
DPD | DPD | Dallas, Denver, Detroit
HCSO | HCSO | a sheriff's office of many counties
TBI | TBI | three letters mean many things
New York Times | Times | or that of Los Angeles, or of London
the Times | the Times | which one is not said
The Times of London | New York Times | two papers
Washington Post | New York Post | two papers
a police source | a police source | nobody in particular
two officials | two officials | nobody in particular
residents | residents | nobody in particular
U.S. officials | U.S. officials | nobody in particular
Witnesses | witnesses | nobody in particular
the Observatory | the Observatory | which one is not said
the Britain-based monitor | SOHR | only in its article
SOHR | SNHR | two monitors
Syrian Observatory | Syrian Network for Human Rights | two monitors
UNICEF | United Nations | an agency is not the whole
US military | Russian military | two countries
Syrian army | Free Syrian Army | enemies
Syrian state media | Syrian state television | the whole and a part
State media | Syrian state media | whose is not said
Washington University | University of Washington | two places
Sanders | Sanders' campaign | a person, a campaign
Bashar al-Assad | Bashar al-Assad's government | a person, a government
Clinton campaign | Trump campaign | rivals
CNN anchor Mona Reed | CNN | a host does not speak for the channel
AFP correspondent Mona Reed | AFP | a reporter is named
former FBI director James Comey | FBI | no longer
Harbour Watch and activists | Harbour Watch | two voices
Both Donald Trump and House Speaker Paul Ryan | Paul Ryan | two voices
those led by Mona Reed | Mona Reed | others than she
Jon Vale, a former aide to Mona Reed | Mona Reed | she is only named
President Vale, Mona Reed | President Reed | two people
who | WHO | a pronoun
President of the Harbour Coalition | Harbour Council | another body
a recent poll of Indiana voters | a recent poll of Indiana voters | which one is not said
he | he | a pronoun
? | ? | nobody
"""


def pairs(table: str) -> list[tuple[str, str, str]]:
    """The rows of a table as (name, other, reason)."""
    rows = [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]
    return [(a, b, why) for a, b, why in rows]


def joined(a: str, b: str) -> bool:
    """Whether ``a`` joins a source whose only name is ``b``."""
    return same_source(a, [Known("s", (b,))]) is not None


def test_there_are_enough_pairs() -> None:
    assert len(pairs(SAME)) + len(pairs(APART)) >= 80


@pytest.mark.parametrize(("a", "b", "why"), pairs(SAME))
def test_one_source(a: str, b: str, why: str) -> None:
    for one, other in ((a, b), (b, a)):
        match = same_source(one, [Known("s", (other,))])
        assert match is not None, why
        assert match.ground.endswith("."), match.ground
    assert set(name_keys(a)) & set(name_keys(b)), (name_keys(a), name_keys(b))


@pytest.mark.parametrize(("a", "b", "why"), pairs(APART))
def test_two_sources(a: str, b: str, why: str) -> None:
    assert not joined(a, b), why
    assert not joined(b, a), why


@pytest.mark.parametrize(
    ("name", "context", "full"),
    [
        ("the Observatory", ["Syrian Observatory for Human Rights", "SANA"], "Syrian Observatory for Human Rights"),
        ("the Britain-based monitor", ["SANA", "Syrian Observatory for Human Rights"], "Syrian Observatory for Human Rights"),
        ("the war monitoring group", ["Syrian Network for Human Rights"], "Syrian Network for Human Rights"),
        ("the monitor", ["Syrian Observatory for Human Rights", "Syrian Network for Human Rights"], None),
        ("independent monitors", ["Syrian Observatory for Human Rights"], None),
        ("Smith", ["John Smith", "Harbour Council"], "John Smith"),
        ("Mr. Smith", ["John Smith"], "John Smith"),
        ("Smith", ["John Smith", "Jane Smith"], None),
        ("Smith", ["John Smith", "Jane Smith and her sons"], None),
        ("Abdulrahman", ["Rami Abdel Rahman"], "Rami Abdel Rahman"),
        ("TBI", ["Tennessee Bureau of Investigation"], "Tennessee Bureau of Investigation"),
        ("Defense Ministry", ["Russian Defense Ministry", "SANA"], "Russian Defense Ministry"),
        ("Defense Ministry", ["Russian Defense Ministry", "Turkish Defense Ministry"], None),
        ("the Times", ["The New York Times"], "The New York Times"),
        ("the Times", ["The New York Times", "Los Angeles Times"], None),
        ("Harbour", ["Harbour police"], None),
        ("Sullivan County", ["Sullivan County Sheriff's Office"], None),
        ("SANA", ["Syrian Arab News Agency"], None),
        ("police", ["Harbour police"], None),
        ("Smith", [], None),
    ],
)
def test_short_forms_in_their_article(name: str, context: list[str], full: str | None) -> None:
    assert in_context(name, context) == full
    assert in_context(name, context[::-1]) == full


def test_a_short_form_joins_through_its_article_and_says_so() -> None:
    known = [Known("s1", ("SOHR",)), Known("s2", ("SANA",))]
    match = same_source("the Britain-based monitor", known, context=["Syrian Observatory for Human Rights"])
    assert match is not None
    assert match.id == "s1"
    assert match.ground.startswith("In the same article, Britain-based monitor stands for Syrian Observatory for Human Rights.")


def test_a_member_by_the_short_form_of_the_body() -> None:
    known = [Known("s1", ("Syrian Observatory for Human Rights",))]
    name = "Observatory director Mona Reed"
    assert same_source(name, known) is None
    match = same_source(name, known, context=["Syrian Observatory for Human Rights"])
    assert match is not None
    assert match.member == "Mona Reed"
    assert "Mona Reed speaks for Syrian Observatory for Human Rights" in match.ground


def test_a_refused_pair_stays_apart() -> None:
    known = [Known("s1", ("The Associated Press",))]
    assert same_source("AP", known, refused=[("ap", "s1")]) is None
    assert same_source("AP", known, refused=[("ap", "s2"), ("Associated Press", "s1")]) is not None


def test_two_that_fit_equally_well_are_neither() -> None:
    known = [Known("s1", ("President George W. Bush",)), Known("s2", ("President George H.W. Bush",))]
    assert same_source("President Bush", known) is None
    assert same_source("President George W. Bush", known) is not None


def test_the_closest_wins() -> None:
    """A person's own source before the body that the person speaks for."""
    known = [Known("body", ("Harbour Police Department", "Harbour Police Chief Mona Reed")), Known("person", ("Mona Reed",))]
    match = same_source("Mona Reed", known)
    assert match is not None
    assert match.id == "person"


def test_what_a_person_said_of_the_kind_lets_a_bare_name_join() -> None:
    assert same_source("Kestrel", [Known("s1", ("Kestrel",))]) is None
    assert same_source("Kestrel", [Known("s1", ("Kestrel",), "outlet")]) is not None


@pytest.mark.parametrize(
    "name",
    """a police source|two officials|residents|diplomats|a spokesman|the governor|Police|Local sources|State TV|local media
Ministry of Health|the Britain-based monitor|an activist|U.S. officials|the White House officials|Initial reports|court records|her lawyer
some 30 residents|the new 50-state poll|?||42 percent|they|many Americans|UN reports|the Harbour mayor""".replace("\n", "|").split("|"),
)
def test_descriptions(name: str) -> None:
    assert is_description(name)
    assert name_keys(name) == ()


@pytest.mark.parametrize(
    "name",
    """Reuters|SOHR|Mona Reed|Harbour police|Syrian state media|Russian military|University of Harbour|Stephen King|Sheriff Wayne Hale
Quinnipiac University poll|Harbour Ministry of Health|the Times|Smith|Israel|BuzzFeed|Al Gore|Pope Francis""".replace("\n", "|").split("|"),
)
def test_names_are_no_descriptions(name: str) -> None:
    assert not is_description(name)
    assert name_keys(name)


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("Observatory director Rami Abdel Rahman", ("Rami Abdel Rahman", "Observatory")),
        ("IMPD Deputy Chief Valerie Cole", ("Valerie Cole", "IMPD")),
        ("Sgt. Jeff Vale of the Harbour Police Department", ("Jeff Vale", "Harbour Police Department")),
        ("Alma Lind WHO Representative in Syria", ("Alma Lind", "WHO")),
        ("President of the Syrian Coalition Anas Haddad", ("Anas Haddad", "Syrian Coalition")),
        ("Brian Vale, a spokesman for the Reed campaign,", ("Brian Vale", "Reed campaign")),
        ("Head of operations in the Russian General Staff General Sergey Orlov", ("Sergey Orlov", "Russian General Staff")),
        ("White House Chief of Staff Denis Vale", ("Denis Vale", "White House")),
        ("Harbour News' Michael Vale", ("Michael Vale", "Harbour News")),
        ("former FBI Director James Comey", None),
        ("Texas Sen. Ted Cruz", None),
        ("Chancellor Angela Merkel of Germany", None),
        ("Mona Reed", None),
        ("a Pentagon spokesman", None),
    ],
)
def test_members(name: str, pair: tuple[str, str] | None) -> None:
    assert member_of(name) == pair


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a Pentagon spokesman", "Pentagon"),
        ("Observatory director Rami Abdel Rahman", "Observatory"),
        ("A source at Aleppo Police Command", "Aleppo Police Command"),
        ("AFPs correspondent in Kafr Takharim", "AFP"),
        ("White House officials", "White House"),
        ("Reed's campaign officials", "Reed's campaign"),
        ("a spokesman for the Harbour Police Department", "Harbour Police Department"),
        ("President of the Syrian Coalition", "Syrian Coalition"),
        ("a military source in the Aleppo Governorate", None),
        ("U.S. officials", None),
        ("two officials", None),
        ("residents of Harbour", None),
        ("Reuters", None),
    ],
)
def test_the_body_behind_a_description(name: str, body: str | None) -> None:
    assert described(name) == body


@pytest.mark.parametrize(
    ("name", "voices"),
    [
        ("State media and the Syrian Observatory for Human Rights", ("State media", "Syrian Observatory for Human Rights")),
        ("Mona Reed and Jon Vale", ("Mona Reed", "Jon Vale")),
        ("activists and state media", ("activists", "state media")),
        ("Centers for Disease Control and Prevention", ("Centers for Disease Control and Prevention",)),
        ("Department of Health and Human Services", ("Department of Health and Human Services",)),
    ],
)
def test_several_voices(name: str, voices: tuple[str, ...]) -> None:
    assert several(name) == voices


def test_kinds() -> None:
    kinds = {n: kind_of(n) for n in ("SANA", "SOHR", "Mona Reed", "Harbour Council", "Harbour Tribune", "Pentagon", "police", "Reed")}
    assert list(kinds.values()) == ["outlet", "monitor", "person", "body", "outlet", "government", "description", ""]


def _gold(data: Path) -> Iterator[str]:
    for path in sorted((data / "figures-train").glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            yield from (n for f in article["figures"] for n in f["source_names"])


def test_the_names_of_marked_articles_gather(data: Path) -> None:
    """Every name that stands for the monitor or the agency in the marked training articles meets its others, and no two meet wrongly."""
    names = sorted(set(_gold(data)))
    monitor = {n for n in names if ("Observatory" in n or n.startswith("Rami Abd")) and " and " not in n}
    agency = {n for n in names if n in {"SANA", "SANA news agency", "state news agency SANA", "Syrian Arab News Agency"}}
    context = ["Syrian Observatory for Human Rights"]
    for group, key in ((monitor, "Syrian Observatory for Human Rights"), (agency, "SANA")):
        known = [Known("s", (key,))]
        assert {n for n in names if same_source(n, known, context=context)} == group


words = st.sampled_from(
    """the a two Syrian Russian U.S. Observatory Ministry of Defence Defense police Police Department director spokesman President John Jane
    Smith Abdel Rahman al-Assad Reuters SOHR UN AP news agency for Human Rights and , ' 's (UNICEF) former Times New York Jr. officials Reed
    campaign in at Harbour COUNCIL Council poll ? Mr. von 5""".split()
)
names = st.one_of(st.lists(words, max_size=7).map(" ".join), st.text(max_size=30), st.sampled_from([a for a, _, _ in pairs(SAME)]))


@given(names, names)
def test_two_names_are_one_source_whichever_comes_first(a: str, b: str) -> None:
    assert joined(a, b) == joined(b, a)


@given(names, names)
def test_names_that_join_share_a_key(a: str, b: str) -> None:
    if joined(a, b):
        assert set(name_keys(a)) & set(name_keys(b))


@given(names, st.lists(names, max_size=5), st.lists(names, max_size=3), st.randoms(use_true_random=False))
def test_order_makes_no_difference(name: str, others: list[str], context: list[str], random: object) -> None:
    known = [Known(f"s{i}", (other,)) for i, other in enumerate(others)]
    first = same_source(name, known, context=context)
    assert same_source(name, known[::-1], context=context[::-1]) == first
    assert same_source(name, known, context=context) == first


@given(names)
def test_a_description_joins_nothing_and_names_join_themselves_or_say_too_little(name: str) -> None:
    if is_description(name):
        assert not joined(name, name)
    assert same_source(name, [Known("s", (name,))], refused=[(name, "s")]) is None
    assert all(part for part in several(name)) or not name.strip()
    described(name)
    kind_of(name)
    pair = member_of(name)
    assert pair is None or all(pair)


def test_long_and_strange_names_take_no_time() -> None:
    for piece in ("and ", "the ", "A.", "al-", "(UN) ", "Ünïted ", "\u0301", "'s ", "of the Police ", "\ud83d\ude00"):
        name = piece * 20000
        same_source(name, [Known("s", (name,))], context=[name, "John Smith"])
        assert isinstance(name_keys(name), tuple)
