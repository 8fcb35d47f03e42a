"""One learner never keeps the others waiting."""

from dataclasses import dataclass

import pytest

from iot_lab.grading import GraderBusy
from iot_lab.grading.waiting_line import MAX_WAITING, WaitingLine


@dataclass(eq=False)
class Ticket:
    client: str
    address: str = ""


@pytest.fixture
def line():
    return WaitingLine()


def test_first_come_is_first_served(line):
    first, second = Ticket("a"), Ticket("b")
    line.join(first)
    line.join(second)
    assert (line.place(first), line.place(second)) == (1, 2)
    assert (line.call(0), line.place(first), line.place(second)) == (first, 0, 1)


def test_newer_check_takes_the_place_of_the_same_clients_older_one(line):
    older, other, newer = Ticket("a"), Ticket("b"), Ticket("a")
    assert [line.join(ticket) for ticket in (older, other, newer)] == [None, None, older]
    assert (line.place(newer), line.place(other), line.place(older)) == (1, 2, 0)


def test_nobody_in_particular_is_never_replaced(line):
    assert [line.join(Ticket("")) for _ in range(3)] == [None, None, None]
    assert len(line) == 3


def test_client_that_is_being_checked_is_passed_over_while_others_wait(line):
    served, again, other = Ticket("a"), Ticket("a"), Ticket("b")
    line.join(served)
    line.call(0)
    line.join(again)
    line.join(other)
    assert [line.call(0), line.call(0)] == [other, again]


def test_client_is_first_again_once_its_check_is_done(line):
    served, again, other = Ticket("a"), Ticket("a"), Ticket("b")
    line.join(served)
    line.done(line.call(0), 0.01, 0)
    line.join(again)
    line.join(other)
    assert line.call(0) is again


def test_who_leaves_frees_the_place(line):
    gone, next_one = Ticket("a"), Ticket("b")
    line.join(gone)
    line.join(next_one)
    assert (line.leave(gone), line.leave(gone), line.place(next_one)) == (True, False, 1)


def test_line_has_an_end(line):
    for number in range(MAX_WAITING):
        line.join(Ticket(str(number)))
    with pytest.raises(GraderBusy):
        line.join(Ticket("one more"))
    assert line.join(Ticket("0")) is not None


def served(line, ticket, seconds, now_s=0.0):
    line.join(ticket)
    line.done(line.call(now_s), seconds, now_s)


def test_who_cost_least_comes_first_under_whatever_names(line):
    served(line, Ticket("one name", "flooder"), 20)
    waiting = [Ticket("another name", "flooder"), Ticket("honest", "laptop")]
    for ticket in waiting:
        line.join(ticket)
    assert line.call(0) is waiting[1]


def test_clients_behind_one_router_are_told_apart_by_their_own_costs(line):
    served(line, Ticket("greedy", "router"), 10)
    waiting = [Ticket("greedy", "router"), Ticket("modest", "router")]
    for ticket in waiting:
        line.join(ticket)
    assert line.call(0) is waiting[1]


def test_costs_are_forgotten(line):
    served(line, Ticket("a", "x"), 20)
    first, second = Ticket("a", "x"), Ticket("b", "y")
    line.join(first)
    line.join(second)
    assert line.call(600) is first


def test_last_free_worker_is_kept_for_the_others_while_a_computer_is_heavy():
    line = WaitingLine(workers=2)
    served(line, Ticket("1", "flooder"), 20)
    line.join(Ticket("2", "flooder"))
    line.call(0)
    line.join(Ticket("3", "flooder"))
    assert not line.may_call(0)
    line.join(honest := Ticket("honest", "laptop"))
    assert line.call(0) is honest
    assert line.may_call(600)


def test_computer_that_nothing_is_known_of_does_not_get_the_last_worker():
    """Its first two programs may be endless."""
    line = WaitingLine(workers=2)
    line.join(Ticket("1", "flooder"))
    line.join(Ticket("2", "flooder"))
    line.call(0)
    assert not line.may_call(0)
    line.join(honest := Ticket("honest", "laptop"))
    assert line.call(0) is honest


def test_class_behind_one_router_uses_every_worker():
    line = WaitingLine(workers=2)
    for number in range(30):
        served(line, Ticket(str(number), "router"), 0.02)
    line.join(Ticket("a", "router"))
    line.join(Ticket("b", "router"))
    line.call(0)
    assert line.may_call(0)


def test_memory_of_costs_is_bounded(line):
    for number in range(5000):
        served(line, Ticket(str(number), f"address {number}"), 0.1)
    assert len(line._addresses._spent) <= 2048
