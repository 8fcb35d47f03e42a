"""Excused silences, and one message for each sample by its own time stamp."""

import json

import pytest

from iot_lab.grading.vocabulary import Mismatch, Trial, expect
from iot_lab.simulator.board import Event
from iot_lab.simulator.world.scenario import Span
from iot_lab.texts import texts

S = 1_000_000
SAMPLES_S = (5, 10, 15, 20)


def trial(stamped, end_s=60):
    """`stamped`: (when it arrives, the time that it names)."""
    return Trial(
        [
            Event(round(t_s * S), "mqtt-publish", "log", {"payload": json.dumps({"t": own}).encode()})
            for t_s, own in stamped
        ],
        "deadline",
        round(end_s * S),
    )


def once(stamped, **more):
    expect(trial(stamped).messages("log")).once_each("t", SAMPLES_S, within_s=1.5, **more)


def seen(act):
    with pytest.raises(Mismatch) as raised:
        act()
    return raised.value.seen(texts("en"))


def test_late_and_out_of_order_is_fine_when_each_says_its_own_time():
    once([(40, 20), (40, 10.9), (40, 5), (41, 15)])


def test_sample_that_never_arrives_is_told():
    assert (
        seen(lambda: once([(5, 5), (20, 20)])) == "the sample of 10\u00a0s never arrived (2 samples of 4 are missing)"
    )


def test_sample_that_arrives_twice_is_told_before_those_that_lack():
    assert seen(lambda: once([(5, 5), (10, 10), (21, 10)])) == "the sample of 10\u00a0s arrived 2 times"


def test_time_of_no_sample_is_told():
    told = seen(lambda: once([(5, 5), (41, 41.2)]))
    assert told == "message no.\u00a02, arrived at 41\u00a0s: “t” is 41.2\u00a0s, but no sample was taken then"


def test_optional_samples_may_lack_but_not_come_twice():
    everything = [(t_s, t_s) for t_s in SAMPLES_S]
    once(everything, optional_s=(25,))
    once([*everything, (25, 25)], optional_s=(25,))
    assert "25\u00a0s arrived 2 times" in seen(lambda: once([*everything, (25, 25), (26, 25)], optional_s=(25,)))


def test_message_whose_acknowledgement_was_perhaps_lost_may_come_again():
    again = [(5, 5), (10, 10), (15, 15), (20.1, 20), (30, 20)]
    once(again, unsure=(Span(20, 0.5),))
    assert "20\u00a0s arrived 2 times" in seen(lambda: once(again, unsure=(Span(21, 0.5),)))


def test_value_is_compared_at_the_time_that_the_message_names():
    late = Trial(
        [Event(50 * S, "mqtt-publish", "log", {"payload": b'{"t": 10, "v": 20}'})], "deadline", 60 * S
    ).messages("log")
    expect(late).has_number("v", near=lambda t_s: 2 * t_s, at="t")
    assert "“v” is 20" in seen(lambda: expect(late).has_number("v", near=lambda t_s: 2 * t_s))


def test_time_as_text_is_no_time():
    assert "“t” is text" in seen(lambda: once([(5, "5")]))


def rhythm(*times_s, end_s=60):
    messages = trial([(t_s, t_s) for t_s in times_s], end_s).messages("log")
    expect(messages).every(5, within_s=0.5, excused=(Span(12, 20),))


def test_silence_of_an_excused_span_ends_one_period_after_it():
    rhythm(5, 10, 36, 41, end_s=45)
    assert "between messages no.\u00a02 and no.\u00a03" in seen(lambda: rhythm(5, 10, 38, end_s=42))


def test_messages_inside_an_excused_span_may_come():
    rhythm(5, 10, 15, 20, 25, 30, 35, 40, end_s=45)


def test_silence_outside_the_span_is_not_excused():
    assert "between messages no.\u00a01 and no.\u00a02" in seen(lambda: rhythm(1, 8, 36, end_s=40))


def test_end_inside_an_excused_span_is_fine():
    rhythm(5, 10, end_s=30)
