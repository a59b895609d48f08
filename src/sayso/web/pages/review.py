"""Review: what the reader is least sure of, one thing at a time, decided with one key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.domain import Attribution, Figure, Number, Qualifier, Span, Voice
from sayso.errors import NotInLedger, NotPossible
from sayso.exchange import wording
from sayso.ledger import FiledArticle, Ledger, QueueChoice, QueueItem
from sayso.web import narrow
from sayso.web.desk import Desk, desk_of
from sayso.web.listing import Asked, Listing
from sayso.web.render import field, partial

_AT_ONCE = 25
_AROUND = 400  # letters of the article shown on either side
_MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Looked:
    """The thing that is looked at: its words in the article, and what the reader made of them.

    ``before``, ``words`` and ``after`` are the passage; ``marks`` are code points of ``words``.
    """

    id: str
    article: FiledArticle
    figure: Figure | None
    statement: Attribution | None
    before: str
    words: str
    after: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int
    state: str
    question: str
    chain: tuple[wording.Step, ...]


def _choice(asked: Asked) -> QueueChoice:
    kinds = (asked["kind"],) if asked["kind"] else ()
    return QueueChoice(kinds, *(asked[name] for name in ("sure", "outlet", "predicate", "verdict")))


QUEUE = Listing(
    "review",
    "Review",
    (),
    ("kind", "sure", "outlet", "predicate", "verdict"),
    {"doubt": "least sure first", "sure": "surest first", "added": "latest added first"},
    _choice,
)
_STATE = (*QUEUE.facets, "sort", "narrow", "after")
"""What stays in the address from one thing to the next: what the queue is narrowed by, its order, whether that is laid open, and which page of it."""


def review(request: Request) -> Response:
    """Show the queue and one thing of it, or give all of the queue to take away."""
    given = request.query_params
    if form := given.get("as", ""):
        return QUEUE.taken(desk_of(request).ledger, QUEUE.asked(given), form)
    return _pane(request, {name: given.get(name, "") for name in _STATE}, given.get("at", ""), given.get("article", ""), "")


def _pane(request: Request, asked: Asked, at: str, of: str, done: str) -> Response:
    """The queue as it is ``asked`` for, and the thing ``at`` its place, or of an article that is not in it.

    How many each facet leaves is counted only where a whole page asks for it: a key need not wait for it.
    """
    desk = desk_of(request)
    page = QUEUE.page(desk.ledger, asked, asked["after"] or None, _AT_ONCE)
    items = page.rows
    place = next((i for i, item in enumerate(items) if item.id == at), None)
    if place is None and not of and items:
        place = 0
    item = items[place] if place is not None else None
    looked = _look(desk.ledger, item.id, item.article) if item else _look(desk.ledger, at, of) if at and of else None

    def where(i: int | None) -> str:
        inside = i is not None and 0 <= i < len(items)
        return narrow.address("/review", asked, at=items[i].id) if inside and i is not None else ""

    question = desk.ledger.question_row(looked.question) if looked and looked.question else None
    part, beginning = partial(request), dict(asked) | {"after": ""}
    counted = desk.ledger.facets(_choice(asked)) if asked["narrow"] and not part else None
    values = QUEUE.around("/review", beginning, counted) | {
        "items": items,
        "item": item,
        "looked": looked,
        "title": question.title if question else "",
        "apart": question is not None and question.entries > 1,
        "state": narrow.hidden(asked, ()),
        "here": place,
        "back": where(place - 1) if place else "",
        "ahead": where(place + 1) if place is not None else where(0),
        "following": _following(items, place),
        "links": [where(i) for i in range(len(items))],
        "more": narrow.address("/review", asked, after=page.next) if page.next else "",
        "first": narrow.address("/review", beginning) if asked["after"] else "",
        "narrowing": narrow.address("/review", beginning, narrow="" if asked["narrow"] else "1"),
        "qualifiers": [q.value for q in Qualifier],
        "voices": [v.value for v in Voice],
        "done": done,
        "gave": wording.GIVEN,
    }
    answer = desk.show(request, "_review.html" if part else "review.html", values)
    if part:
        answer.headers["hx-push-url"] = narrow.address("/review", asked, at=looked.id if looked else "", article="" if item else of)
    return answer


def _following(items: tuple[QueueItem, ...], place: int | None) -> str:
    """The id of what is looked at once this is decided: the next in the queue, at its end the one before."""
    if place is None:
        return items[0].id if items else ""
    if place + 1 < len(items):
        return items[place + 1].id
    return items[place - 1].id if place else ""


def _look(ledger: Ledger, id: str, article: str) -> Looked:
    """What is looked at. Raises NotInLedger."""
    filed = ledger.article(article)
    text = filed.reading.article.text
    figure = statement = None
    question = ""
    marked: tuple[Span, ...]
    if id.startswith("e"):
        local = next((local for local, entry in filed.entries.items() if entry == id), None)
        read = next((f for f in filed.reading.figures if f.id == local), None)
        if read is None or local is None:
            raise NotInLedger("figure", id)
        figure = filed.mended.get(id, read)
        span, marked, question = read.sentence, (read.amount,), filed.questions.get(local, "")
        chain = figure.chain
    else:
        local = next((local for local, kept in filed.statements.items() if kept == id), None)
        statement = next((a for a in filed.reading.attributions if a.id == local), None)
        if statement is None:
            raise NotInLedger("statement", id)
        roles = (*statement.content, *statement.cue, *statement.source)
        start, end = min(s.start for s in roles), max(s.end for s in roles)
        span, marked, chain = Span.cut(text, start, end), statement.content, statement.chain
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    start = text.find(" ", start, span.start) + 1 if start else 0
    end = max(text.rfind(" ", span.end, end), span.end) if end < len(text) else end
    marks = tuple((s.start - span.start, s.end - span.start) for s in marked if span.holds(s))
    return Looked(
        id,
        filed,
        figure,
        statement,
        ("…" if start else "") + text[start : span.start],
        text[span.start : span.end],
        text[span.end : end] + ("…" if end < len(text) else ""),
        marks,
        marked[0].start,
        marked[0].end,
        filed.states.get(id, ""),
        question,
        wording.steps(chain, filed.reading.article.outlet),
    )


async def decide(request: Request) -> Response:
    """Take a decision, or take one back, and show what comes next."""
    async with request.form(max_fields=40) as fields:
        return await run_in_threadpool(_decide, request, fields)


def _decide(request: Request, fields: FormData) -> Response:
    desk = desk_of(request)
    what, id, following = (field(fields, name) for name in ("what", "id", "following"))
    asked = {name: field(fields, f"list-{name}") for name in _STATE}
    at, of, done = following, "", ""
    if what in ("undo", "redo"):
        turn = desk.ledger.undo if what == "undo" else desk.ledger.redo
        event = turn(who=desk.settings.who, own=desk.settings.shared)
        target = event.targets[0] if event.targets else ""
        at = target if what == "undo" and target[:1] in ("e", "t") else id
        done = "Taken back." if what == "undo" else "Done again."
    elif what in ("accept", "reject"):
        desk.ledger.decide(id, what, who=desk.settings.who)
        done = "Accepted." if what == "accept" else "Rejected."
    elif what == "apart":
        looked = _look(desk.ledger, id, field(fields, "article"))
        desk.ledger.split_question(looked.question, [id], who=desk.settings.who)
        at, of, done = id, looked.article.row.id, "It answers a question of its own now."
    elif what == "mend":
        desk.ledger.decide(id, "mend", _changes(desk, id, field(fields, "article"), fields), who=desk.settings.who)
        done = "Mended."
    else:
        raise HTTPException(422, "Decide to accept, reject, mend, set apart, undo or redo.")
    if partial(request):
        return _pane(request, asked, at, of, done)
    return RedirectResponse(narrow.address("/review", asked, at=at, article=of), 303)


def _changes(desk: Desk, id: str, article: str, fields: FormData) -> Mapping[str, object]:
    """What a form says that is not so already. Raises NotPossible."""
    looked = _look(desk.ledger, id, article)
    text = looked.article.reading.article.text
    new: dict[str, object] = {}
    names = tuple(line.strip() for line in field(fields, "chain").splitlines() if line.strip())
    if looked.figure is not None:
        f = looked.figure
        old: dict[str, object] = {
            "low": f.quantity.low,
            "high": f.quantity.high,
            "qualifier": f.quantity.qualifier.value,
            "unit": f.quantity.unit,
            "predicate": f.predicate,
            "time": f.time.iso() if f.time else None,
            "counted": f.counted,
            "place": f.place,
            "chain": f.chain.names,
        }
        new = {
            "low": _number(field(fields, "low")),
            "high": _number(field(fields, "high")),
            "qualifier": field(fields, "qualifier"),
            "unit": field(fields, "unit"),
            "predicate": field(fields, "predicate"),
            "time": field(fields, "time") or None,
            "counted": _span(text, field(fields, "counted"), f.counted, f.sentence),
            "place": _span(text, field(fields, "place"), f.place, f.sentence),
            "chain": names,
        }
    elif looked.statement is not None:
        s = looked.statement
        old = {"chain": s.chain.names, "voice": s.voice.value, "denied": s.denied}
        new = {"chain": names, "voice": field(fields, "voice"), "denied": field(fields, "denied") == "1"}
    return {name: value for name, value in new.items() if value != old[name]}


def _number(text: str) -> Number | None:
    """The number in a field; None for an open side. Raises NotPossible."""
    bare = text.replace(",", "").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if not bare:
        return None
    try:
        if len(bare) > _MOST_DIGITS:
            raise ValueError(bare)
        number = Decimal(bare)
    except (InvalidOperation, ValueError) as error:
        raise NotPossible(f"{text[:40]!r} is not a number like 1,600 or 2.5; leave it empty for an open side.") from error
    if not number.is_finite():
        raise NotPossible("A bound is finite; leave it empty for an open side.")
    return int(number) if number == number.to_integral_value() and abs(number.adjusted()) < _MOST_DIGITS else number


def _span(text: str, words: str, old: Span | None, sentence: Span) -> Span | None:
    """The words in the article that a field names: those meant before, else the first in the sentence, else in the text. Raises NotPossible."""
    if not words:
        return None
    if old is not None and " ".join(old.surface.split()) == " ".join(words.split()):
        return old
    for start in (text.find(words, sentence.start, sentence.end), text.find(words)):
        if start >= 0:
            return Span.cut(text, start, start + len(words))
    raise NotPossible(f"{words[:60]!r} does not stand in the article. Give words of it as they are written there.")


ROUTES = [Route("/review", review), Route("/review", decide, methods=["POST"])]
