"""A class that opens a page at once has it compiled, and the course read, once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from iot_lab.web.first_alone import first_alone
from iot_lab.workshop.exercise_texts import CourseTexts


class Counted:
    """Something dear to make: the first time it ends when `end` is set."""

    def __init__(self):
        self.begun, self.end = threading.Event(), threading.Event()
        self.times = 0
        self.times_at_the_end_of_the_first = 0

    def make(self, *_asked):
        self.times += 1
        if self.times > 1:
            return ["again"]
        self.begun.set()
        assert self.end.wait(30)
        self.times_at_the_end_of_the_first = self.times
        return ["first"]


def ask_at_once(counted, ask):
    """Ask, and three times more while the first is made."""
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(ask)
        assert counted.begun.wait(30)
        others = [pool.submit(ask) for _ in range(3)]
        counted.end.set()
        return [one.result(30) for one in (first, *others)]


def test_who_comes_while_the_first_page_is_made_waits_for_its_end():
    counted = Counted()
    assert ask_at_once(counted, first_alone(counted.make)) == [["first"], ["again"], ["again"], ["again"]]
    assert counted.times_at_the_end_of_the_first == 1


def test_after_a_first_page_that_failed_the_next_one_is_made():
    answers = iter([ValueError(), "page", "page"])

    @first_alone
    def page():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError):
        page()
    assert [page(), page()] == ["page", "page"]


def test_a_class_that_comes_at_once_has_the_course_read_once():
    counted = Counted()
    texts = CourseTexts(clock_s=lambda: 0.0)
    texts._read_units = counted.make
    assert ask_at_once(counted, lambda: texts.units("fr")) == [["first"]] * 4
    assert counted.times == 1
