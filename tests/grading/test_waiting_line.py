"""One learner never keeps the others waiting."""

from dataclasses import dataclass

import pytest

from iot_lab.grading import GraderBusy
from iot_lab.grading.waiting_line import MAX_WAITING, WaitingLine


@dataclass(eq=False)
class Ticket:
    client: str


@pytest.fixture
def line():
    return WaitingLine()


def test_first_come_is_first_served(line):
    first, second = Ticket("a"), Ticket("b")
    line.join(first)
    line.join(second)
    assert (line.place(first), line.place(second)) == (1, 2)
    assert (line.call(), line.place(first), line.place(second)) == (first, 0, 1)


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
    line.call()
    line.join(again)
    line.join(other)
    assert [line.call(), line.call()] == [other, again]


def test_client_is_first_again_once_its_check_is_done(line):
    served, again, other = Ticket("a"), Ticket("a"), Ticket("b")
    line.join(served)
    line.done(line.call())
    line.join(again)
    line.join(other)
    assert line.call() is again


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
