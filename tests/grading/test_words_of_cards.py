"""Model cards: what the words accept and what they say."""

import pytest

from iot_lab.grading.vocabulary import Mismatch, NothingToJudge, expect
from tests.rigs.traces import event, told, trial

FILLED = {
    "data": "42 samples of one balcony",
    "people": "whoever waters these plants",
    "limits": "tomatoes only, with this sensor",
    "confusion": [[9, 1], [0, 10]],
}


def card(**entries):
    return trial(event(1, "called", "card", {"arguments": [], "result": FILLED | entries})).card


def mismatch(act):
    with pytest.raises(Mismatch) as raised:
        act()
    return raised.value


def test_filled_card_is_accepted():
    expect(card()).is_filled()
    expect(card()).tests((10, 10))
    expect(card()).promises_at_most(0.95)


@pytest.mark.parametrize("text", ["", "...", "data", "to do to do to do", None, 12, FILLED["people"]])
def test_entry_without_words_of_its_own_is_refused(text):
    said = told(mismatch(lambda: expect(card(data=text)).is_filled()))
    assert said[0] == "in card(), “data” is a text of your own, in 4 different words at least"


def test_missing_function_is_said():
    nothing = trial(event(1, "called", "card", {"arguments": [], "error": {"type": "missing"}})).card
    assert told(mismatch(lambda: expect(nothing).is_filled()))[0] == "the program defines the function card"
    with pytest.raises(NothingToJudge):
        expect(nothing).tests((10, 10))


@pytest.mark.parametrize("matrix", [None, [], [[9, 1]], [[9, 1], [0]], [[9, True], [0, 10]], [[9, 1], [-1, 11]], 5])
def test_what_is_no_square_of_counts_is_no_matrix(matrix):
    mismatch(lambda: expect(card(confusion=matrix)).tests((10, 10)))
    with pytest.raises(NothingToJudge):
        expect(card(confusion=matrix)).promises_at_most(1)


def test_other_samples_than_those_to_test_are_told():
    assert told(mismatch(lambda: expect(card()).tests((20, 10))))[1] == "sums of 10, 10"


def test_right_samples_in_another_order_of_the_labels_are_told():
    other = card(confusion=[[9, 1], [2, 18]])
    assert told(mismatch(lambda: expect(other).tests((20, 10))))[1].startswith(
        "sums of 10, 20: the right ones, but not in"
    )


def test_card_that_promises_too_much_is_told():
    said = told(mismatch(lambda: expect(card()).promises_at_most(0.9)), "fr")
    assert said[1] == "elle promet 95\u202f%"
