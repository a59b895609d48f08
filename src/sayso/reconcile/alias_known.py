"""Bodies that news everywhere cites: their names, and the short forms that say enough or only say it beside the full name.

Facts of general knowledge, as their own pages and style guides give them; a ledger adds its own names beside these.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is known by more than one name.

    ``kind`` is outlet, monitor, body or government; ``names`` (with ``name``) mean it wherever they stand; ``shorts`` only beside one of the
    names; ``people`` are those who are quoted as its voice, by name alone.

    >>> next(b.name for b in BODIES if "AFP" in b.names)
    'Agence France-Presse'
    """

    name: str
    kind: str
    names: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def _rows(kind: str, table: str) -> tuple[Body, ...]:
    """Bodies out of lines "name ; names, … ; shorts, …"."""
    out: list[Body] = []
    for line in table.strip().splitlines():
        name, *rest = (cell.strip() for cell in line.split(";"))
        lists = [tuple(v.strip() for v in cell.split(",") if v.strip()) for cell in rest]
        out.append(Body(name, kind, *lists))
    return tuple(out)


BODIES: tuple[Body, ...] = (
    *_rows(
        "outlet",
        """
        Associated Press; AP, AP News
        Reuters; Reuters News, Thomson Reuters News
        Agence France-Presse; AFP, Agence France Presse, French Press Agency
        Deutsche Presse-Agentur; DPA, German Press Agency
        United Press International; UPI
        Syrian Arab News Agency; SANA, Syria's SANA
        Anadolu Agency; Anadolu, Anadolu Ajansi
        TASS; ITAR-TASS, TASS Russian News Agency
        Interfax
        RIA Novosti; ; RIA
        Sputnik; Sputnik News
        Xinhua; Xinhua News Agency, Xinhua Net, New China News Agency
        Fars News Agency; Fars, FNA, Fars News
        Islamic Republic News Agency; IRNA
        Tasnim News Agency; Tasnim, Tasnim News
        Kyodo News; Kyodo
        Yonhap; Yonhap News Agency
        Press Trust of India; PTI
        Press TV; PressTV
        RT; Russia Today
        Al Jazeera; Aljazeera, Al Jazeera English
        Al Arabiya; Alarabiya, Al Arabiya English
        Al Mayadeen; Almayadeen
        Al-Manar; Almanar, Al Manar TV
        Asharq Al-Awsat; Asharq Alawsat
        British Broadcasting Corporation; BBC, BBC News
        Cable News Network; CNN, CNN News
        National Broadcasting Company; NBC, NBC News
        CBS; CBS News
        ABC News
        MSNBC
        CNBC
        C-SPAN
        PBS
        National Public Radio; NPR
        Fox News; Fox News Channel; Fox
        Bloomberg; Bloomberg News
        Politico
        Axios
        BuzzFeed; BuzzFeed News
        Breitbart News; Breitbart, Breitbart.com
        Daily Caller
        HuffPost; Huffington Post
        WikiLeaks
        Newsweek
        Time; Time magazine, TIME
        Washington Post; WaPo; Post
        New York Times; NYT, NY Times; Times
        Los Angeles Times; LA Times; Times
        Financial Times; ; FT, Times
        The Times; Times of London, London Times; Times
        Wall Street Journal; WSJ; Journal
        USA Today
        New York Post; NY Post; Post
        New York Daily News; ; Daily News
        Boston Globe; ; Globe
        Chicago Tribune; ; Tribune
        Guardian
        Daily Telegraph; ; Telegraph
        Daily Mail
        Le Monde
        Der Spiegel; Spiegel
        Haaretz
        Hurriyet
        RealClearPolitics; Real Clear Politics; RCP
        Gallup
        Facebook
        Twitter
        """,
    ),
    Body(
        "Syrian Observatory for Human Rights",
        "monitor",
        (
            "SOHR",
            "Syrian Observatory",
            "Syrian Observatory of Human Rights",
            "Syrian Human Rights Observatory",
            "British-based Observatory for Human Rights",
            "Britain-based Observatory for Human Rights",
            "UK-based Observatory for Human Rights",
            "London-based Observatory for Human Rights",
            "British-based Syrian Observatory",
            "Britain-based Syrian Observatory",
        ),
        ("Observatory", "Observatory for Human Rights"),
        ("Rami Abdel Rahman", "Rami Abdulrahman"),
    ),
    *_rows(
        "monitor",
        """
        Syrian Network for Human Rights; SNHR; Syrian Network
        Local Coordination Committees; Local Coordination Committees of Syria, Local Coordination Committees in Syria; LCC
        Violations Documentation Center; Violations Documentation Center in Syria; VDC
        Human Rights Watch; HRW
        Amnesty International; Amnesty
        Airwars
        Iraq Body Count; ; IBC
        Armed Conflict Location and Event Data Project; ACLED, Armed Conflict Location & Event Data
        Gun Violence Archive; ; GVA
        Physicians for Human Rights
        Syrian Center for Policy Research; SCPR
        Southern Poverty Law Center; SPLC
        """,
    ),
    *_rows(
        "body",
        """
        United Nations; UN, U.N., United Nations Organization, UNO
        United Nations Children's Fund; UNICEF, UN children's agency, UN children's fund, United Nations children's agency, U.N. Children's Fund
        United Nations High Commissioner for Refugees; UNHCR, UN refugee agency, United Nations refugee agency, UN High Commissioner for Refugees
        World Health Organization; WHO, W.H.O., UN health agency
        World Food Programme; WFP, UN World Food Programme
        Office for the Coordination of Humanitarian Affairs; OCHA, UNOCHA, UN OCHA, UN Office for the Coordination of Humanitarian Affairs
        United Nations Security Council; UN Security Council, UNSC; Security Council
        United Nations General Assembly; UN General Assembly, UNGA; General Assembly
        International Organization for Migration; IOM
        International Committee of the Red Cross; ICRC; Red Cross
        Syrian Arab Red Crescent; SARC, Syrian Red Crescent; Red Crescent
        Doctors Without Borders; Medecins Sans Frontieres, MSF
        Save the Children; Save the Children Fund
        Syrian Civil Defense; White Helmets, Syria Civil Defense, Syrian Civil Defence
        Organisation for the Prohibition of Chemical Weapons; OPCW
        North Atlantic Treaty Organization; NATO
        European Union; EU
        European Commission
        Arab League; League of Arab States
        International Monetary Fund; IMF
        World Bank
        International Criminal Court; ; ICC
        Syrian National Coalition; Syrian Coalition, National Coalition for Syrian Revolutionary and Opposition Forces; SNC
        Syrian Democratic Forces; ; SDF
        Free Syrian Army; ; FSA
        People's Protection Units; YPG, Kurdish People's Protection Units
        Islamic State; ISIS, ISIL, Daesh, Islamic State group, Islamic State of Iraq and Syria, Islamic State of Iraq and the Levant; IS
        National Rifle Association; NRA
        American Civil Liberties Union; ACLU
        National Association for the Advancement of Colored People; NAACP
        Republican National Committee; RNC
        Democratic National Committee; DNC
        Pew Research Center; ; Pew
        Planned Parenthood
        """,
    ),
    *_rows(
        "government",
        """
        Pentagon; US Department of Defense, Department of Defense, US Defense Department, United States Department of Defense, DoD; Defense Department
        US State Department; State Department, Department of State, US Department of State, United States Department of State
        US Justice Department; Justice Department, Department of Justice, US Department of Justice, DOJ, United States Department of Justice
        US Treasury Department; US Treasury, Treasury Department, US Department of the Treasury
        US Department of Homeland Security; Department of Homeland Security, Homeland Security, DHS, Homeland Security Department
        White House
        Kremlin
        Federal Bureau of Investigation; FBI, F.B.I.
        Central Intelligence Agency; CIA, C.I.A.
        National Security Agency; NSA, N.S.A.
        Bureau of Alcohol, Tobacco, Firearms and Explosives; ATF, BATF
        Drug Enforcement Administration; DEA
        Federal Aviation Administration; FAA
        Federal Election Commission; FEC
        Federal Reserve; US Federal Reserve; Fed
        Internal Revenue Service; IRS
        Environmental Protection Agency; EPA
        Food and Drug Administration; FDA
        Centers for Disease Control and Prevention; CDC, Centers for Disease Control
        Congressional Budget Office; CBO; budget office
        Government Accountability Office; GAO
        Office of Management and Budget; OMB
        Bureau of Labor Statistics; BLS
        Census Bureau; US Census Bureau
        US Central Command; CENTCOM, United States Central Command; Central Command
        US Supreme Court; Supreme Court of the United States, SCOTUS; Supreme Court
        New York Police Department; NYPD, New York City Police Department
        Los Angeles Police Department; LAPD
        Downing Street; 10 Downing Street
        """,
    ),
)
