"""Run the grammar of numbers on public test cases: ``python -m benchmarks.number_cases [--json]``.

The cases are those of microsoft/Recognizers-Text (``NumberModel.json``, ``NumberRangeModel.json``; MIT), read from beside the project. A case
of the first file passes where the grammar finds the same values in the same order; one of the second where it finds the same end points.
Cases that are not about a quantity as news prose writes it are set apart by a rule with a reason, and listed; nothing is set apart by hand.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from sayso.reader.amounts import amounts
from sayso.reader.numerals import numerals

CASES = Path(__file__).resolve().parents[2] / "shared" / "data" / "numbers"
CLOSE = 1e-9  # relative; the cases give 15 digits

# The first rule that matches a case's input sets it apart.
REASONS = (
    (r"\^|\de[+-]?\d", "power or exponent notation"),
    (r"[<>]", "comparison signs"),
    (r"\b(?:one|\d+) over\b", "a division spoken as over"),
    (
        r"twent\w+[- ](?:first|fifth)s?$|(?:hundred|thousand)\W+(?:and )?(?:thirty\W+)?fifths?\b|illionths?\b",
        "ordinals as odd denominators",
    ),
    (r"\d(?:ml|km|G)\b|\d\s+[GMk]\b|\dMM\b|^- +\d", "a unit, a metric prefix or a sign set apart"),
    (r"\d,\d{1,2}(?!\d)", "a decimal comma"),
    (r"\d\.\d+\.\d|phone|\d/\d+/\d", "an address, a telephone number, a date"),
    (r"(?i:equal)|\bx is\b|fraction number", "the language of formulas"),
    (r"\branks\b|years old|in \d{4}\b|\d{4}-\d{2}\b|May 4th", "a rank, an age, a year or a day"),
    (r"\b1m\b", "words about numbers"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what was expected, what was found, and why it is set apart where it is (an empty string: it counts)."""

    file: str
    input: str
    expected: list[str]
    found: list[str]
    passed: bool
    reason: str = ""


def outcomes(folder: Path = CASES) -> list[Outcome]:
    """Every case of both files with its outcome."""
    return [*_values(folder / "NumberModel.json"), *_ranges(folder / "NumberRangeModel.json")]


def rate(found: list[Outcome]) -> float:
    """The share passed of the cases that count."""
    counted = [o for o in found if not o.reason]
    return sum(o.passed for o in counted) / max(1, len(counted))


def _read(path: Path) -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8-sig"))
    return loaded


def _reason(text: str) -> str:
    return next((reason for pattern, reason in REASONS if re.search(pattern, text)), "")


def _expected(case: dict[str, object]) -> list[str]:
    results = case["Results"]
    assert isinstance(results, list)
    return [str(r["Resolution"]["value"]) for r in results]


def _values(path: Path) -> list[Outcome]:
    out = []
    for case in _read(path):
        text, expected = str(case["Input"]), _expected(case)
        found = [str(n.value) for n in numerals(text)]
        passed = len(found) == len(expected) and all(_close(a, b) for a, b in zip(expected, found, strict=True))
        out.append(Outcome(path.name, text, expected, found, passed, _reason(text)))
    return out


def _ranges(path: Path) -> list[Outcome]:
    out = []
    for case in _read(path):
        text, expected = str(case["Input"]), _expected(case)
        bounded = [a.quantity for a in amounts(text) if a.quantity.low != a.quantity.high]
        found = [f"[{q.low if q.low is not None else ''},{q.high if q.high is not None else ''}]" for q in bounded]
        passed = len(found) == len(expected) and all(_same_ends(a, b) for a, b in zip(expected, found, strict=True))
        out.append(Outcome(path.name, text, expected, found, passed, _reason(text)))
    return out


def _same_ends(expected: str, found: str) -> bool:
    a, b = (ends.strip("[]()").split(",") for ends in (expected, found))
    return all((not x and not y) or (bool(x) and bool(y) and _close(x, y)) for x, y in zip(a, b, strict=True))


def _close(expected: str, found: str) -> bool:
    return abs(float(expected) - float(found)) <= CLOSE * max(1.0, abs(float(expected)))


def main() -> None:
    """Print the pass rate and every case that failed or was set apart."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a list for people")
    wanted = parser.parse_args()
    found = outcomes()
    missed = [o for o in found if not o.passed]
    if wanted.json:
        print(
            json.dumps(
                {"rate": round(rate(found), 4), "cases": len(found), "missed": [asdict(o) for o in missed]}, ensure_ascii=False, indent=1
            )
        )
        return
    for file in sorted({o.file for o in found}):
        print(f"{file:22} {rate([o for o in found if o.file == file]):.3f} of the cases about written quantities")
    print(f"{'both':22} {rate(found):.3f} ({sum(o.passed for o in found)} of all {len(found)} pass)")
    for reason, n in Counter(o.reason for o in missed).most_common():
        print(f"\n{reason or 'missed'} ({n})")
        for o in missed:
            if o.reason == reason:
                print(f"  {o.input!r}: {' '.join(o.expected) or 'nothing'}, not {' '.join(o.found) or 'nothing'}")


if __name__ == "__main__":
    main()
