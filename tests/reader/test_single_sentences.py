"""Single sentences out of any context: every value with its unit, and the change that the words say.

A row is a sentence and its amounts: a value or ``low..high`` (either end may be open), the unit, and + or - where it is a change. "Double" and its verbs are
no figures, and neither are results of games, as the marked articles have it.
"""

from __future__ import annotations

import pytest

from sayso.reader.amounts import Amount, amounts

BUSINESS = [
    ("Shares in Corvale Mills fell 3.2% to $41.20 in early trading.", "3.2 percent -, 41.2 money:USD"),
    ("Pre-tax profit rose 12 per cent to £86m in the half year.", "12 percent +, 86000000 money:GBP"),
    ("The bank lifted its base rate by 25 basis points to 4.75%.", "25 other +, 4.75 percent"),
    ("Yields on ten-year notes slipped eight basis points.", "10 year, 8 other -"),
    ("The fund raised $1.5bn from 40 investors.", "1500000000 money:USD, 40 other"),
    ("Brightwater expects a loss of £3m-£4m this year.", "3000000..4000000 money:GBP"),
    ("Copper output reached 1.2m tonnes, up from 950,000 tonnes.", "1200000 tonne, 950000 tonne"),
    ("Net income doubled to 230 million euros.", "230000000 money:EUR"),
    ("Sales tripled and the order book swelled to $9 billion.", "9000000000 money:USD"),
    ("The group said revenue climbed by almost a fifth.", "0.2 ratio +"),
    ("Exports dropped by one-third from a year earlier.", "0.3333 ratio -, 1 year"),
    ("There was a three-fold rise in complaints.", "3 other +"),
    ("Orders have increased fourfold since the spring.", "4 other +"),
    ("The retailer will cut 1,200 jobs and close 35 of its 410 shops.", "1200 other, 35 other, 410 other"),
    ("Brent crude settled at $78.14 a barrel, down 46 cents.", "78.14 money:USD, 0.46 money:USD -"),
    ("Gold was quoted at 2,015 dollars an ounce, a gain of 0.4 percent.", "2015 money:USD, 0.4 percent +"),
    ("The index lost 112.5 points, or 0.7 percent, to close at 15,904.", "112.5 other -, 0.7 percent, 15904 other"),
    ("Inflation eased from 5.1% to 4.6%.", "5.1 percent, 4.6 percent"),
    ("Unemployment edged up 0.2 percentage points to 6.3 percent.", "0.2 percent +, 6.3 percent"),
    ("The carmaker delivered 48,300 vehicles, a decline of 9 per cent.", "48300 other, 9 percent -"),
    ("Rents rose between 4% and 6% in most districts.", "4..6 percent +"),
    ("The deal values the maker of pumps at up to €2.4bn.", "..2400000000 money:EUR"),
    ("The firm pays a dividend of 14p a share.", "0.14 money:GBP"),
    ("It will spend C$350 million on two new lines.", "350000000 money:CAD, 2 other"),
    ("Food prices are 7.5 percent higher than a year ago.", "7.5 percent +, 1 year"),
    ("Turnover shrank by a quarter to ¥12bn.", "0.25 ratio -, 12000000000 money:JPY"),
    ("The tax would bring in Rs 500 crore.", "5000000000 money:INR"),
    ("Operating margin improved 140 basis points to 18.2%.", "140 other +, 18.2 percent"),
    ("Lannick Foods shed 4.5 percent, its worst day in two years.", "4.5 percent -, 2 year"),
    ("The airline plans to raise as much as $750 million through a share sale.", "..750000000 money:USD"),
    ("Quarterly sales were €3.4bn, against €3.9bn a year before.", "3400000000 money:EUR, 3900000000 money:EUR, 1 year"),
    ("House prices jumped 0.9pc in March.", "0.9 percent +"),
    ("The pound weakened 0.6 percent to $1.2430.", "0.6 percent -, 1.243 money:USD"),
    ("Shares closed 6p lower at 213p.", "0.06 money:GBP -, 2.13 money:GBP"),
    ("The chain has 2,300 outlets in 14 countries and employs some 61,000 people.", "2300 other, 14 other, 61000 other"),
    ("A tonne of wheat now costs $312, $48 more than in January.", "312 money:USD, 48 money:USD +"),
    ("Rates will stay between 2 and 2.25 percent.", "2..2.25 percent"),
    ("Imports shrank 2.4 per cent while exports grew 1.1 per cent.", "2.4 percent -, 1.1 percent +"),
    ("The dividend was raised 5% to 42 cents a share.", "5 percent +, 0.42 money:USD"),
    ("Car output plunged by more than a third to 58,000 units.", "0.3333.. ratio -, 58000 other"),
    ("Pay settlements averaged 3.5 to 4 percent.", "3.5..4 percent"),
    ("The start-up burned through $30 million in 18 months.", "30000000 money:USD, 18 month"),
    ("Tarrow Steel cut its debt by €600m to €2.1bn.", "600000000 money:EUR -, 2100000000 money:EUR"),
    ("The levy would add 2p to a litre of fuel.", "0.02 money:GBP"),
    ("Jet fuel costs were up 38 percent on the year.", "38 percent +"),
    ("The company posted a net loss of 1.3 billion yen.", "1300000000 money:JPY"),
    ("Only about 300 of the 5,000 machines have been sold.", "300 other, 5000 other"),
    ("Bond sales hit a record A$12.5 billion.", "12500000000 money:AUD"),
    ("Earnings per share came to $2.05, beating forecasts of $1.98.", "2.05 money:USD, 1.98 money:USD"),
    ("The ratio of bad loans edged down to 1.7% from 1.9%.", "1.7 percent, 1.9 percent"),
    ("Analysts had expected growth of 2.2 percent.", "2.2 percent +"),
    ("The yuan traded at 7.24 per dollar.", "7.24 other"),
]
SCIENCE = [
    ("The probe flew within 3,400 km of the moon at 7.8 km per second.", "..3400 km, 7.8 km"),
    ("Sea level has risen by 21 centimetres since 1900.", "21 cm +"),
    ("The sample was cooled to minus 270 degrees.", "-270 other"),
    ("The telescope weighs 6.2 tonnes and cost $10 billion.", "6.2 tonne, 10000000000 money:USD"),
    ("Ice there is roughly 2 km thick.", "2 km"),
    ("Patients on the drug lost 15% of their body weight over 68 weeks.", "15 percent -, 68 week"),
    ("The team tested 1,024 samples from 16 sites.", "1024 other, 16 other"),
    ("Mean temperatures could climb by 1.5 to 2 degrees.", "1.5..2 other +"),
    ("The quake struck at a depth of 10 km and lasted 40 seconds.", "10 km, 40 second"),
    ("One in eight adults carries the gene.", "0.125 ratio"),
    ("The dose was halved for 30 volunteers.", "30 other"),
    ("Emissions fell by 4.3m tonnes of carbon dioxide.", "4300000 tonne -"),
    ("The rocket carried 450 kg of cargo 400 kilometres up.", "450 kg, 400 km"),
    ("Risk was 40% lower among the vaccinated.", "40 percent -"),
    ("The plant yields 50 megawatts, twice as much as planned.", "50 other, 2 other"),
    ("The asteroid is about 340 metres wide and weighs 50 million tonnes.", "340 m, 50000000 tonne"),
    ("Carbon dioxide reached 421 parts per million.", "421 other"),
    ("The glacier has retreated 1.4 km in 30 years.", "1.4 km, 30 year"),
    ("Winds of up to 160 km/h flattened barns.", "..160 km"),
    ("Gusts topped 95mph overnight.", "95.. other"),
    ("The battery stores 20 kWh and charges in 40 minutes.", "20 other, 40 minute"),
    ("Nearly 9 in 10 coral samples were bleached.", "0.9 ratio"),
    ("The new vaccine was 94.5% effective in a trial of 30,000 people.", "94.5 percent, 30000 other"),
    ("Light from the galaxy took 13.4 billion years to arrive.", "13400000000 year"),
    ("The temperature dropped to -12 degrees.", "-12 other"),
    ("Mice given the drug lived 20 percent longer.", "20 percent"),
    ("The chip packs 80bn transistors.", "80000000000 other"),
    ("A dose of 5 mg cut the risk by half.", "5 other, 0.5 ratio -"),
    ("The reactor ran for 17 minutes at 70 million degrees Celsius.", "17 minute, 70000000 other"),
    ("Rainfall was three times the average.", "3 other"),
    ("The bird weighs less than 15 grams.", "..15 other"),
]
SPORT = [
    ("Harwick took a 5-4 win in extra time.", ""),
    ("Dunmore beat Kelso 3-1 before a crowd of 27,400.", "27400 other"),
    ("He ran the 100 metres in 9.91 seconds.", "100 m, 9.91 second"),
    ("The striker has scored 17 goals in 22 games.", "17 other, 22 other"),
    ("The club paid £18m for the winger, who signed a four-year deal.", "18000000 money:GBP, 4 year"),
    ("She won 6-3, 7-5 in 84 minutes.", "84 minute"),
    ("The guard averaged 24.6 points and 7 assists.", "24.6 other, 7 other"),
    ("He cleared 2.31 metres, two centimetres better than his best.", "2.31 m, 2 cm"),
    ("The side have won eight of their last ten matches.", "8 other, 10 other"),
    ("Orrin scored 28 points as the Herons won 104-97.", "28 other"),
    ("The champion leads by 14 seconds after 11 stages.", "14 second, 11 other"),
    ("Telford lost 2-0 at home and have 9 points from eight games.", "9 percent, 8 other"),
    ("He hit 31 home runs and batted .287.", "31 other, 0.287 other"),
    ("She took gold with a throw of 68.2 metres.", "68.2 m"),
    ("The transfer could be worth up to €45 million.", "..45000000 money:EUR"),
    ("Attendance averaged 18,400, up from 16,950.", "18400 other, 16950 other"),
    ("The pair shared a stand of 133 from 152 balls.", "133 other, 152 other"),
]
POLITICS = [
    ("The bill passed by 62 votes to 38.", "62 other, 38 other"),
    ("Turnout was 58.4%, down three points on the last poll.", "58.4 percent, 3 percent -"),
    ("The party won 112 of the 230 seats.", "112 other, 230 other"),
    ("Her lead has narrowed from nine points to four.", "9 percent, 4 percent"),
    ("Ministers pledged an extra £250 million a year for 60 hospitals.", "250000000 money:GBP, 60 other"),
    ("More than half of voters back the plan, the poll of 1,005 adults found.", "0.5.. ratio, 1005 other"),
    ("The budget shortfall widened to 3.8% of output.", "3.8 percent"),
    ("Council tax will go up by at least 4.99 percent.", "4.99.. percent +"),
    ("Two-thirds of members voted 87 to 41 for the motion.", "0.6667 ratio, 87 other, 41 other"),
    ("Spending on schools was reduced by $40m to $1.1 billion.", "40000000 money:USD -, 1100000000 money:USD"),
    ("Only one in five of the 9,000 claims was settled within six months.", "0.2 ratio, 9000 other, 6 month"),
    ("The vote was 51% to 49%, with a margin of plus or minus 3 points.", "51 percent, 49 percent, 3 percent"),
    ("The president's approval fell six points to 39 percent.", "6 percent -, 39 percent"),
    ("Parliament backed the motion 311-262.", "311 other, 262 other"),
    ("The survey of 2,016 people put the party on 34%, four points clear.", "2016 other, 34 percent, 4 percent"),
    ("He won with 53.1 per cent of the vote.", "53.1 percent"),
    ("A majority of 80 shrank to just 12.", "80 other, 12 other"),
    ("Lawmakers approved a $1.2 trillion package over two years.", "1200000000000 money:USD, 2 year"),
    ("The government will hire 3,000 to 5,000 nurses.", "3000..5000 other"),
    ("Roughly a third of the 650 seats are marginal.", "0.3333 ratio, 650 other"),
    ("Defence spending must rise from 1.8% to 2.5% of output.", "1.8 percent, 2.5 percent"),
    ("Border crossings were down 27 percent, or about 11,000.", "27 percent -, 11000 other"),
    ("The minister survived by a margin of two votes.", "2 other"),
    ("Some £4.6m was spent on adverts, ten times more than in 2015.", "4600000 money:GBP, 10 other +"),
]
SIGNS = {"increase": " +", "decrease": " -", None: ""}


def written(a: Amount) -> str:
    """An amount as the rows have it."""
    low, high = ("" if v is None else f"{v}" for v in (a.quantity.low, a.quantity.high))
    return f"{low if low == high else f'{low}..{high}'} {a.quantity.unit}{SIGNS[a.change]}"


@pytest.mark.parametrize(("text", "expected"), BUSINESS + SCIENCE + SPORT + POLITICS)
def test_values_units_and_changes(text: str, expected: str) -> None:
    assert ", ".join(written(a) for a in amounts(text) if a.likely) == expected
