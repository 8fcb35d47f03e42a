"""Answers of the program's functions: what the words accept and what they say."""

import pytest

from iot_lab.grading.vocabulary import Mismatch, expect
from tests.rigs.traces import event, told, trial


def answers(*values):
    """Return answers of f(0), f(1)...: a value each, or an error in a dictionary."""
    events = []
    for number, value in enumerate(values):
        said = {"error": value} if isinstance(value, dict) and "type" in value else {"result": value}
        events.append(event(1, "called", "f", {"arguments": [number], **said}))
    return trial(*events).answers("f")


def mismatch(act):
    with pytest.raises(Mismatch) as raised:
        act()
    return raised.value


def test_answers_are_compared_with_what_is_wanted_of_each():
    expect(answers(0, 2.0, 4.00001)).are(lambda one: one.arguments[0] * 2)
    said = told(mismatch(lambda: expect(answers(0, 3)).are(lambda one: one.arguments[0] * 2)))
    assert said == ("f(1) returns 2", "it returns 3")


@pytest.mark.parametrize(
    ("seen", "wanted", "is_same"),
    [
        (True, 1, False),
        (1, True, False),
        ("1", 1, False),
        (1, 1.0, True),
        ([1, 2], (1, 2), True),
        ([1], [1, 2], False),
        (None, None, True),
        ("dry", "dry", True),
        ({"a": 1}, {"a": 1}, True),
    ],
)
def test_kinds_are_told_apart_but_not_single_precision(seen, wanted, is_same):
    if is_same:
        expect(answers(seen)).are(lambda _: wanted)
    else:
        mismatch(lambda: expect(answers(seen)).are(lambda _: wanted))


def test_tolerance_is_in_percent():
    expect(answers(104)).are(lambda _: 100, within_percent=5)
    mismatch(lambda: expect(answers(106)).are(lambda _: 100, within_percent=5))


def test_tolerance_is_in_the_answer_s_own_unit_and_is_told():
    expect(answers(99.6)).are(lambda _: 100, within=0.5)
    said = told(mismatch(lambda: expect(answers(99.4)).are(lambda _: 100, within=0.5)), "fr")
    assert said == ("f(0) rend 100, à 0,5 près", "elle rend 99,4")


@pytest.mark.parametrize("value", [True, "1", None, [1]])
def test_what_is_no_number_is_told(value):
    expect(answers(1, 2.5)).are_numbers()
    assert told(mismatch(lambda: expect(answers(1, value)).are_numbers()))[0] == "f(1) returns a number"


def test_digits_in_a_text_are_told_to_be_a_text():
    said = told(mismatch(lambda: expect(answers("99.6")).are(lambda _: 100, within=0.5)), "fr")
    assert said[1] == 'elle rend "99.6"\u202f: un texte, et non un nombre'
    assert told(mismatch(lambda: expect(answers("dry")).are(lambda _: 100)))[1] == 'it returns "dry"'


def test_share_of_right_answers_is_told():
    labels = answers("dry", "dry", "dark", "ripe")
    expect(labels).are_right(lambda one: one.result == "dry", at_least=0.5)
    said = told(mismatch(lambda: expect(labels).are_right(lambda one: one.result == "dry", at_least=0.85)), "fr")
    assert said == ("au moins 85\u202f% des réponses de f sont justes", "50\u202f% (2 sur 4)")


def test_answers_outside_the_known_values_are_told():
    expect(answers("dry", "dark")).are_among(["dry", "dark"])
    assert told(mismatch(lambda: expect(answers("dry\n")).are_among(["dry"])))[1] == 'it returns "dry\\n"'


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"type": "missing"}, "no such function"),
        ({"type": "too-long"}, "not finished"),
        ({"type": "unreadable"}, "no number, text or list"),
        ({"type": "unanswered"}, "no answer"),
        ({"type": "ValueError", "message": "bad", "line": 3}, "line 3, a value used here does not fit"),
        ({"type": "KeyError", "message": None, "line": None}, "this key does not exist"),
        ({"type": "memory"}, "memory"),
    ],
)
def test_call_without_an_answer_is_explained(error, words):
    assert words in told(mismatch(lambda: expect(answers(error)).have_no_error()))[1]


def test_nothing_is_right_about_a_function_that_was_never_asked():
    for act in (lambda e: e.exist(), lambda e: e.are(lambda _: 1), lambda e: e.are_right(lambda _: True, at_least=0)):
        mismatch(lambda act=act: act(expect(answers())))


def test_some_answers_can_be_looked_at_alone():
    assert [one.result for one in answers(5, 6, 7).when(lambda one: one.arguments[0] > 0).each] == [6, 7]
