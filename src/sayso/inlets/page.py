"""A process of its own for one page: ``[page, url]`` as JSON on standard input, ``[text, metadata]`` or null on standard output."""

from __future__ import annotations

import dataclasses
import json
import sys

from sayso.inlets.html import take_apart


def main() -> None:
    """Take one page apart."""
    page, url = json.load(sys.stdin.buffer)
    found = take_apart(page, url)
    answer = None
    if found:
        text, metadata = found
        day = metadata.published
        answer = [text, {**dataclasses.asdict(metadata), "published": day.isoformat() if day else None}]
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
