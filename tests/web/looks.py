"""What is wrong with how a page looks, as far as a program can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def troubles(page: Any, root: Path) -> list[str]:
    """What axe finds serious on a page that a browser shows with ``bypass_csp``, and whether it is wider than its window."""
    axe = next((root / "tests" / "web" / "vendor").glob("axe-*.js")).read_text(encoding="utf-8")
    found = []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 1:
        found.append(f"{page.url}: {wide} pixels too wide")
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    for violation in result["violations"]:
        if violation["impact"] in ("serious", "critical"):
            where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
            found.append(f"{page.url}: {violation['id']}: {violation['help']} at {where}")
    return found
