"""What a terminal shows of a ledger: lists, a question with its accounts and figures, a source with its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.domain import NOBODY, Account, Entry, Number, Party, Period, Question, Reckoning, VerdictKind
from sayso.exchange import wording
from sayso.exchange.harmless import one_line

if TYPE_CHECKING:
    import datetime as dt

    from sayso.ledger import Event, FiledSource, Hit, Page, QuestionRow, SourceRow

_WORDS = {
    VerdictKind.AGREE: ("agree", "green"),
    VerdictKind.REVISED: ("revised", "yellow"),
    VerdictKind.DISAGREE: ("disagree", "red"),
    VerdictKind.NOT_COMPARABLE: ("not comparable", "dim"),
}


def questions(page: Page[QuestionRow]) -> Iterator[RenderableType]:
    """A list of questions."""
    table = _table(("id", "question", "low", "best", "high", "", "figures", "reported"), right=(2, 3, 4, 6))
    for q in page:
        bounds = [_side(n) for n in (q.low, q.best, q.high)]
        many = f"{q.entries} · {_many(q.origins, 'origin')}"
        table.add_row(q.id, _text(q.title), *bounds, _verdict(q.verdict), many, _days(q.since, q.until))
    yield from _listed(table, len(page), page.next, "No question was found. Add articles with sayso add, or ask with fewer words.")


def question(asked: Question, reckoning: Reckoning, most: int) -> Iterator[RenderableType]:
    """A question: what its originators say, and the latest ``most`` of its figures."""
    yield Text(f"{one_line(asked.title)}  {asked.id}", style="bold")
    sides = [f"{side} {wording.number(n)}" for side in ("low", "best", "high") if (n := getattr(reckoning, side)) is not None]
    head = _verdict(reckoning.verdict)
    head.append(" · ".join(["", _many(reckoning.origins, "independent origin"), *sides, f"by {reckoning.convention}"]), style="dim")
    yield head
    yield Text()
    yield Rule("Who says what", align="left", style="dim")
    by_id = {e.id: e for e in asked.entries}
    table = _table(("on whose word", "says", "moved", "figures", "heard in"))
    for account in reckoning.accounts:
        table.add_row(*_account(account, by_id))
    yield table
    if reckoning.derived:
        yield Text()
        yield Rule("Derived by the program", align="left", style="dim")
        for d in reckoning.derived:
            yield _text(f"{wording.quantity(d.quantity)}{f' in {wording.period(d.time)}' if d.time else ''} · {d.reason}")
    yield Text()
    shown = asked.entries[-most:]
    yield Rule(f"Figures ({len(shown)} of {len(asked.entries)})", align="left", style="dim")
    figures = _table(("id", "reported", "amount", "on whose word", "sentence"))
    behind = {id: account.originator for account in reckoning.accounts for id in account.entries}
    for e in shown:
        chain = _chain(e, behind.get(e.id, e.originator))
        figures.add_row(e.id, _day(e.published), _text(wording.amount(e.figure)), _text(chain), _text(_short(e.figure.sentence.surface)))
    yield figures


def sources(page: Page[SourceRow]) -> Iterator[RenderableType]:
    """A list of sources."""
    table = _table(("id", "source", "figures", "statements", "articles"), right=(2, 3, 4))
    for s in page:
        table.add_row(s.id, _text(s.name), f"{s.figures:,}", f"{s.statements:,}", f"{s.articles:,}")
    yield from _listed(table, len(page), page.next, "No source was found. Add articles with sayso add, or ask with fewer words.")


def source(filed: FiledSource) -> Iterator[RenderableType]:
    """A source: its names with the ground for each, and the latest questions that it answers."""
    row = filed.row
    yield Text(f"{one_line(row.name)}  {row.id}", style="bold")
    counts = [_many(row.figures, "figure"), _many(row.statements, "statement"), _many(row.articles, "article")]
    yield Text(" · ".join([*counts, *(["only described"] if row.described else [])]), style="dim")
    yield Text()
    names = _table(("name", "joined by", "because"))
    for name in filed.names:
        names.add_row(_text(name.name), _text(name.by), _text(name.ground))
    yield names
    if filed.questions:
        yield Text()
        table = _table(("id", "question", "low", "best", "high", ""), right=(2, 3, 4))
        for q in filed.questions:
            table.add_row(q.id, _text(q.title), *(_side(n) for n in (q.low, q.best, q.high)), _verdict(q.verdict))
        yield table


def hits(page: Page[Hit]) -> Iterator[RenderableType]:
    """What a search found, the words that were searched for in bold."""
    table = _table(("kind", "id", "found", "in"))
    for hit in page:
        where = [hit.title, hit.outlet, wording.period(Period.day(hit.published)) if hit.published else "", hit.article]
        table.add_row(hit.kind, hit.id, _marked(hit), _text(" · ".join(filter(None, where)) if hit.article else hit.title))
    yield from _listed(table, len(page), page.next, "Nothing was found. Use fewer words, or kill* for every word that begins so.")


def history(page: Page[Event]) -> Iterator[RenderableType]:
    """Events, the latest first."""
    table = _table(("id", "when (UTC)", "who", "what", "about", "details"))
    for event in page:
        about = ", ".join(event.targets[:6]) + (" …" if len(event.targets) > 6 else "")
        details = "; ".join(f"{key}: {one_line(str(value))}" for key, value in event.details.items())
        what = f"{event.what} {event.undoes}" if event.undoes else event.what
        when = f"{event.at:%Y-%m-%d %H:%M}"
        table.add_row(
            event.id, when, _text(event.who), what + (" (undone)" if event.undone else ""), _text(about), _text(_short(details, 120))
        )
    yield from _listed(table, len(page), page.next, "Nothing was decided yet.")


def _listed(table: Table, rows: int, following: str | None, none: str) -> Iterator[RenderableType]:
    yield table if rows else Text(none, style="dim")
    if following:
        yield Text(f"More: --after {following}", style="dim")


def _table(heads: Sequence[str], right: Iterable[int] = ()) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    aligned = set(right)
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i in aligned else "left", no_wrap=head in ("id", "kind", "reported"), overflow="fold")
    return table


def _account(account: Account, by_id: dict[str, Entry]) -> list[RenderableType]:
    entries = [by_id[id] for id in account.entries if id in by_id]
    unit = entries[-1].figure.quantity.unit if entries else "other"
    moved = [f"{wording.quantity(r.earlier)} → {wording.quantity(r.later)}" for r in account.revisions]
    relayed = len(account.relays)
    counted = f"{len(account.entries)}{f' ({relayed} retold)' if relayed else ''}"
    heard = list(dict.fromkeys(_name(e.outlet) for e in entries))
    name = _name(account.originator) + ("" if account.independent else " (no origin of its own)")
    outlets = ", ".join(heard[:4]) + (f" and {len(heard) - 4} more" if len(heard) > 4 else "")
    return [_text(name), Text(_between(account.low, account.high, unit)), Text(", ".join(moved)), Text(counted), _text(outlets)]


def _between(low: Number | None, high: Number | None, unit: str) -> str:
    sign = f" {unit}" if unit not in ("person", "event", "object", "place", "group", "other") else ""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"{'≤' if low is None else '≥'} {wording.number(high if low is None and high is not None else low or 0)}{sign}"
    return f"{wording.number(low)}{'' if low == high else f'–{wording.number(high)}'}{sign}"


def _name(party: Party) -> str:
    return wording.NOBODY_NAMED if party.name == NOBODY else party.name


def _chain(e: Entry, originator: Party) -> str:
    """The chain with the outlet behind it, and before it the originator where the reckoning found another than the article names."""
    names = [_name(p) for p in e.parties]
    if not names and originator.name != e.outlet.name:
        names = [_name(originator)]
    if not names or names[-1].casefold() != e.outlet.name.casefold():
        names.append(e.outlet.name)
    return wording.ARROW.join(names)


def _marked(hit: Hit) -> Text:
    text, at = Text(), 0
    for start, end in hit.marks:
        text.append(_flat(hit.text[at:start])).append(_flat(hit.text[start:end]), style="bold")
        at = end
    return text.append(_flat(hit.text[at:]))


def _flat(text: str) -> str:
    """On one line, with a space kept at either end."""
    flat = one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{flat}{' ' if flat and text[-1:].isspace() else ''}"


def _verdict(kind: VerdictKind) -> Text:
    word, style = _WORDS[kind]
    return Text(word, style=style)


def _side(n: Number | None) -> str:
    return "" if n is None else wording.number(n)


def _day(day: dt.date | None) -> str:
    return wording.period(Period.day(day)) if day else "day not known"


def _days(since: dt.date | None, until: dt.date | None) -> str:
    if since is None or until is None:
        return ""
    return wording.period(Period(since, until)) if since <= until else ""


def _many(n: int, word: str) -> str:
    return f"{n:,} {word}{'' if n == 1 else 's'}"


def _short(text: str, most: int = 160) -> str:
    line = one_line(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _text(text: str) -> Text:
    return Text(one_line(text))
