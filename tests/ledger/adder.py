"""A process that adds readings until it is done or killed, and says which articles it has added."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sayso.exchange import json as exchange
from sayso.ledger import Ledger
from tests.ledger.plain import PlainRules, report


def lines(n: int, start: int = 0) -> list[str]:
    """Readings as JSON, one a line; all on six questions."""
    places = ("Quayside", "Upton", "Millford")
    numbers = range(start, start + n)
    texts = [f"Some {i} people died in {places[i % 3]}. Then {i + 1} people fled in {places[i % 2]}." for i in numbers]
    return [exchange.write(report(text, by=["Harbour Police"])) for text in texts]


def add_all(where: str, readings: Sequence[str], out: Connection) -> None:
    """Add each reading and send the article's id."""
    with Ledger.open(where, rules=PlainRules()) as ledger:
        out.send("open")
        for line in readings:
            out.send(ledger.add(exchange.read(line), line.encode()).article)


def start(where: str, readings: Sequence[str]) -> tuple[BaseProcess, Connection]:
    """Start such a process, from a server that has the program loaded already; what it sends is read from the connection."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ledger.adder"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=add_all, args=(where, readings, there), daemon=True)
    process.start()
    there.close()
    return process, here


def sent(connection: Connection) -> list[str]:
    """All that was sent until the process ended."""
    found = []
    while True:
        try:
            found.append(str(connection.recv()))
        except EOFError:
            return found
