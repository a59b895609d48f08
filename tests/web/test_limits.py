"""So often at once and then once in a while, for each key, in bounded memory."""

from __future__ import annotations

from sayso.web.limits import Limit, Limits, address_of

from .conftest import Clock


def test_an_allowance_is_used_up_and_comes_back(clock: Clock) -> None:
    limit = Limit(3, 10, clock)
    assert [limit.take("ada") for _ in range(5)] == [0, 0, 0, 10, 10]
    clock.now += 9.5
    assert limit.take("ada") == 1
    clock.now += 0.5
    assert limit.take("ada") == 0 and limit.take("ada") == 10
    clock.now += 1000
    assert [limit.take("ada") for _ in range(4)] == [0, 0, 0, 10]


def test_asking_while_refused_costs_nothing(clock: Clock) -> None:
    limit = Limit(1, 10, clock)
    limit.take("ada")
    for _ in range(100):
        assert limit.take("ada") == 10
    clock.now += 10
    assert limit.take("ada") == 0


def test_memory_is_bounded_and_the_one_guessed_at_stays(clock: Clock) -> None:
    limit = Limit(5, 60, clock, most=100)
    for _ in range(5):
        limit.take("ada")
    for i in range(10_000):
        limit.take(f"nobody-{i}")
    assert len(limit) <= 100 and limit.take("ada") > 0


def test_what_is_whole_again_makes_room_first(clock: Clock) -> None:
    limit = Limit(2, 10, clock, most=10)
    for i in range(10):
        limit.take(f"old-{i}")
    clock.now += 11
    limit.take("new")
    assert len(limit) == 1


def test_names_and_addresses_are_limited_each(clock: Clock) -> None:
    limits = Limits(clock)
    assert [limits.sign_in("ada", f"192.0.2.{i}") for i in range(11)] == [0] * 10 + [60]
    limits.signed_in("ada")
    assert limits.sign_in("ada", "192.0.2.99") == 0
    assert [limits.sign_in(f"name-{i}", "198.51.100.1") for i in range(31)] == [0] * 30 + [20]


def test_an_address_is_a_network_where_one_person_has_it_all() -> None:
    assert address_of({"client": ("2001:db8:0:7::1", 1)}) == address_of({"client": ("2001:db8:0:7:ffff::2", 9)})
    assert address_of({"client": ("2001:db8:0:8::1", 1)}) != address_of({"client": ("2001:db8:0:7::1", 1)})
    assert address_of({"client": ("192.0.2.1", 1)}) == address_of({"client": ("::ffff:192.0.2.1", 1)})
    assert address_of({"client": ("testclient", 1)}) == "testclient" and address_of({"client": None}) == ""
