"""``sayso questions``, ``question``, ``sources``, ``source``, ``search`` and ``history``: what the ledger answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.cli.ledger_run import opened, run, say, show

if TYPE_CHECKING:
    from sayso.domain import Question, Reckoning
    from sayso.ledger import Ledger, Page

PICTURES = (".svg", ".png", ".json")


def listed(kind: str, ask: Callable[[Ledger], Page[Any]], *, ledger: str | None, as_json: bool) -> int:
    """Carry out a command that shows a page of a list: ``questions``, ``sources``, ``search`` or ``history``, which ``ask`` asks the ledger for."""

    def carried() -> int:
        with opened(ledger) as book:
            page = ask(book)
        if as_json:
            say(f"sayso-{kind}/1", {"rows": page.rows, "next": page.next})
        else:
            from sayso.cli import ledger_view

            views: dict[str, Callable[[Page[Any]], Any]] = {
                "questions": ledger_view.questions,
                "sources": ledger_view.sources,
                "search": ledger_view.hits,
                "history": ledger_view.history,
            }
            show(views[kind](page))
        return 0

    return run(carried, as_json=as_json)


def question(id: str, *, convention: str, why: bool, plot: Path | None, limit: int, ledger: str | None, as_json: bool) -> int:
    """Carry out ``sayso question``."""

    def carried() -> int:
        with opened(ledger) as book:
            asked = book.question(id)
            reckoning = book.reckoning(id, convention)
        reasons = _reasons(asked, reckoning) if why else ()
        if as_json:
            answer = {"question": asked, "reckoning": reckoning}
            say("sayso-question/1", answer | ({"why": reasons} if why else {}))
        else:
            from rich.rule import Rule
            from rich.text import Text

            from sayso.cli import ledger_view
            from sayso.exchange.harmless import one_line

            show(ledger_view.question(asked, reckoning, limit))
            if why:
                show([Text(), Rule("Why", align="left", style="dim"), *(Text(one_line(line)) for line in reasons)])
        if plot:
            _draw(asked, reckoning, plot)
        return 0

    return run(carried, as_json=as_json, source=id)


def _reasons(asked: Question, reckoning: Reckoning) -> Sequence[str]:
    from sayso.reconcile.reckon import explain

    return explain(asked, reckoning)


def _draw(asked: Question, reckoning: Reckoning, path: Path) -> None:
    """The timeline as a picture, drawn here and now, or as the Vega-Lite specification that it is drawn from."""
    from sayso.cli.ledger_files import whole
    from sayso.exchange.timeline import timeline

    spec = timeline(asked, reckoning)
    if path.suffix.lower() == ".json":
        drawn = json.dumps(spec, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "replace")
    else:
        import vl_convert

        # No address may be asked for anything: the specification holds all its data.
        if path.suffix.lower() == ".png":
            drawn = vl_convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[])
        else:
            drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode("utf-8", "replace")
    with whole(path) as stream:
        stream.write(drawn)


def source(id: str, *, ledger: str | None, as_json: bool) -> int:
    """Carry out ``sayso source``."""

    def carried() -> int:
        with opened(ledger) as book:
            filed = book.source(id)
        if as_json:
            say("sayso-source/1", {"source": filed.row, "names": filed.names, "questions": filed.questions})
        else:
            from sayso.cli import ledger_view

            show(ledger_view.source(filed))
        return 0

    return run(carried, as_json=as_json, source=id)
