"""What people decide holds, can be undone and redone in any order, and is written down for good."""

from __future__ import annotations

import itertools

import pytest
import sqlalchemy as sa

from sayso.domain import Span
from sayso.errors import LedgerError, NotInLedger, NotPossible
from sayso.ledger import Ledger
from tests.ledger.plain import report

KINDS = ("figures", "questions", "sources", "statements")


@pytest.fixture
def town(ledger: Ledger) -> Ledger:
    """Four articles: two on one question, one each on two others."""
    for i, (n, place, by) in enumerate(
        [(12, "Quayside", "Police"), (15, "Quayside", "Watch"), (3, "Upton", "Watch"), (40, "Easton", "Coastguard")]
    ):
        ledger.add(report(f"{n} people died in {place}.", by=[by]), str(i).encode())
    return ledger


def state(ledger: Ledger) -> list[list[dict[str, object]]]:
    """Everything that decisions can change."""
    return [list(ledger.rows(kind)) for kind in KINDS]


def parts(ledger: Ledger) -> set[tuple[str, ...]]:
    """The entries by question."""
    return {tuple(e.id for e in ledger.question(row.id).entries) for row in ledger.questions()}


def test_merging_questions(town: Ledger) -> None:
    before = state(town)
    event = town.merge_questions(["q2", "q1"])
    assert (event.what, event.who, event.targets) == ("merge_questions", "ada", ("q2", "q1"))
    assert parts(town) == {("e1", "e2", "e3"), ("e4",)}
    assert town.question("q2").id == "q1"
    town.add(report("4 people died in Upton."), b"5")
    assert ("e1", "e2", "e3", "e5") in parts(town)
    town.undo()
    assert parts(town) == {("e1", "e2"), ("e3", "e5"), ("e4",)}
    assert town.question("q2").id == "q2"
    town.redo(event.id)
    assert ("e1", "e2", "e3", "e5") in parts(town)
    assert len(before) == 4 and list(town.check()) == []


def test_splitting_a_question(town: Ledger) -> None:
    before = state(town)
    town.split_question("q1", ["e2"])
    assert parts(town) == {("e1",), ("e2",), ("e3",), ("e4",)}
    assert town.question("q1").entries[0].id == "e1"
    town.undo()
    assert state(town) == before
    for wrong in ([], ["e1", "e2"], ["e3"]):
        with pytest.raises(NotPossible):
            town.split_question("q1", wrong)
    with pytest.raises(NotPossible):
        town.merge_questions(["q1", "q1"])
    with pytest.raises(NotInLedger):
        town.merge_questions(["q1", "q77"])


def test_a_later_split_holds_against_an_earlier_merge(town: Ledger) -> None:
    town.merge_questions(["q1", "q3"])
    town.split_question("q1", ["e4"])
    assert parts(town) == {("e1", "e2"), ("e3",), ("e4",)}


def test_renaming(town: Ledger) -> None:
    town.rename_question("q1", "The quay fire")
    town.rename_question("q1", "The great quay fire")
    assert town.question_row("q1").title == "The great quay fire"
    assert [q.id for q in town.questions("great")] == ["q1"]
    town.undo()
    assert town.question("q1").title == "The quay fire"
    town.undo()
    assert town.question("q1").title == "people died · Quayside"
    town.redo()
    assert town.question("q1").title == "The quay fire"
    town.rename_question("q1", "")
    assert list(town.questions("fire")) == []


def test_merging_and_splitting_sources(town: Ledger) -> None:
    """Two that are one are one origin; its names can be taken apart again."""
    ids = {s.name: s.id for s in town.sources()}
    assert town.question_row("q1").origins == 2
    town.merge_sources([ids["Police"], ids["Watch"]], who="bo")
    assert town.question_row("q1").origins == 1
    merged = town.source(ids["Police"])
    assert {n.name for n in merged.names} == {"Police", "Watch"} and merged.row.figures == 3
    assert next(n for n in merged.names if n.name == "Watch").by == "bo"
    assert ids["Watch"] not in {s.id for s in town.sources()}
    assert {q.id for q in merged.questions} == {"q1", "q2"}
    town.split_source(ids["Police"], ["Watch"])
    assert town.question_row("q1").origins == 2
    assert sum(s.figures for s in town.sources()) == 4
    with pytest.raises(NotPossible):
        town.split_source(ids["Police"], ["Police"])
    assert list(town.check()) == []


def test_naming_a_source(town: Ledger) -> None:
    ids = {s.name: s.id for s in town.sources()}
    town.name_source(ids["Watch"], "Observers", shown=True)
    assert town.source(ids["Watch"]).row.name == "Observers"
    town.add(report("6 people died in Upton.", by=["Observers"]), b"6")
    assert town.question("q2").entries[-1].originator.id == ids["Watch"]
    town.undo()
    assert town.source(ids["Watch"]).row.name == "Watch"
    assert town.question("q2").entries[-1].originator.id != ids["Watch"]
    with pytest.raises(NotPossible):
        town.name_source(ids["Watch"], " ? ")


def test_rejecting_and_accepting(town: Ledger) -> None:
    before = state(town)
    town.decide("e1", "reject")
    assert parts(town) == {("e2",), ("e3",), ("e4",)}
    assert town.question("q1").entries[0].id == "e2"
    assert town.question_row("q1").verdict == "agree"
    town.decide("e2", "reject")
    with pytest.raises(NotInLedger):
        town.question("q1")
    town.undo()
    town.decide("e1", "accept")
    assert ("e1", "e2") in parts(town)
    town.undo()
    town.undo()
    assert parts(town) == {("e1", "e2"), ("e3",), ("e4",)}
    assert state(town)[0] == before[0]


def test_mending_a_figure(town: Ledger) -> None:
    """What is mended is reckoned with; undoing gives the machine's answer back; the reading itself stays as it was."""
    reading = town.article("a1").reading
    text = reading.article.text
    before = state(town)
    changes = {
        "low": 15,
        "high": 15,
        "chain": ["Coastguard"],
        "place": Span.cut(text, 0, 2),
        "time": "2024-03",
        "counted": None,
        "unit": "object",
    }
    town.decide("e1", "mend", changes)
    (entry,) = (e for row in town.questions() for e in town.question(row.id).entries if e.id == "e1")
    assert (entry.figure.quantity.low, entry.originator.name, entry.figure.place) == (15, "Coastguard", Span(0, 2, "12"))
    assert parts(town) == {("e1",), ("e2",), ("e3",), ("e4",)}
    assert town.article("a1").reading == reading and town.article("a1").mended["e1"] == entry.figure
    assert list(town.check()) == []
    town.undo()
    assert parts(town) == {("e1", "e2"), ("e3",), ("e4",)}
    assert state(town) == before


def test_mends_add_up(town: Ledger) -> None:
    town.decide("e1", "mend", {"low": 9})
    second = town.decide("e1", "mend", {"high": 20})
    first = town.history("e1").rows[-1]
    town.undo(first.id)
    figure = town.article("a1").mended["e1"]
    assert (figure.quantity.low, figure.quantity.high) == (12, 20)
    town.redo(first.id)
    town.decide("e1", "mend", {"low": 19})
    with pytest.raises(NotPossible, match="Undo what came later first"):
        town.undo(second.id)


def test_mending_a_statement(town: Ledger) -> None:
    town.decide("t1", "mend", {"chain": ["Coastguard", "Police"], "denied": True, "voice": "direct"})
    row = next(iter(town.rows("statements")))
    assert (row["chain"], row["originator"], row["state"]) == (("Coastguard", "Police"), "Coastguard", "mended")
    town.undo()
    assert next(iter(town.rows("statements")))["chain"] == ("Police",)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"low": 2.5},
        {"low": True},
        {"colour": "red"},
        {"time": "yesterday"},
        {"place": Span(0, 2, "xx")},
        {"chain": "Police"},
        {"chain": [""]},
        {"low": 99, "high": 3},
        {"qualifier": "maybe"},
        {"low": None, "high": None},
    ],
)
def test_what_does_not_fit_is_refused(town: Ledger, changes: dict[str, object]) -> None:
    before = state(town)
    with pytest.raises(NotPossible):
        town.decide("e1", "mend", changes)
    assert state(town) == before and list(town.history()) == []


def test_any_order_of_undoing(town: Ledger) -> None:
    """Undoing all, in whatever order, is as if nothing had been decided."""
    before = state(town)
    for order in itertools.islice(itertools.permutations(range(4)), 0, 24, 5):
        made = [
            town.merge_questions(["q1", "q2"]),
            town.rename_question("q1", "Fire"),
            town.decide("e3", "mend", {"low": 2}),
            town.decide("e4", "reject"),
        ]
        for i in order:
            town.undo(made[i].id)
        assert state(town) == before
    with pytest.raises(NotPossible, match="nothing to undo"):
        town.undo()
    with pytest.raises(NotInLedger):
        town.redo("v9999")


def test_history(town: Ledger) -> None:
    town.rename_question("q1", "Fire")
    town.undo(who="bo")
    undo, rename = town.history("q1")
    assert (undo.what, undo.who, undo.undoes, undo.undone) == ("undo", "bo", rename.id, False)
    assert (rename.what, rename.details, rename.undone) == ("rename_question", {"title": "Fire"}, True)
    assert len({undo.hash, rename.hash}) == 2
    assert list(town.history("q2")) == []


def test_events_cannot_be_changed(town: Ledger) -> None:
    town.rename_question("q1", "Fire")
    for change in ("UPDATE events SET who = 'eve'", "DELETE FROM events"):
        with pytest.raises(LedgerError, match="never changed"), town._store.write() as connection:
            connection.execute(sa.text(change))


def test_a_changed_event_is_found(town: Ledger) -> None:
    for title in ("Fire", "Great fire", "Greater fire"):
        town.rename_question("q1", title)
    with town._store.write() as connection:
        for name in ("UPDATE", "DELETE"):
            if connection.dialect.name == "sqlite":
                connection.execute(sa.text(f"DROP TRIGGER events_no_{name.lower()}"))
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("DROP TRIGGER events_kept ON events"))
        connection.execute(sa.text("UPDATE events SET who = 'eve' WHERE id = 2"))
    assert [(p.where, p.what) for p in town.check()] == [("v2", "It is not what was written: its hash does not fit.")]
    with town._store.write() as connection:
        connection.execute(sa.text("DELETE FROM touched WHERE event = 2"))
        connection.execute(sa.text("DELETE FROM events WHERE id = 2"))
    assert [p.where for p in town.check()] == ["v3"]
