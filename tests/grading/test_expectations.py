"""Expectations, and the sentences in which they say what they saw."""

import pytest

from iot_lab.grading.expectations.pins import PinHistory, Pulse
from iot_lab.grading.sentences import format_number, seconds
from iot_lab.grading.vocabulary import Mismatch, NothingToJudge, expect, moment, say, say_count, to_us
from iot_lab.texts import texts


def pin(*pulses, was_output=True, was_written=True):
    return PinHistory(2, was_output, was_written, pulses, end_us=10_000_000)


def pulse(start_s, high_s, low_s, *, is_over):
    return Pulse(to_us(start_s), to_us(high_s), None if low_s is None else to_us(low_s), is_over)


def five(high_s=0.5, low_s=0.5):
    return [pulse(n, high_s, low_s if n < 4 else None, is_over=True) for n in range(5)]


def said(act, language="en"):
    with pytest.raises(Mismatch) as raised:
        act()
    t = texts(language)
    return raised.value.expected(t), raised.value.seen(t)


@pytest.mark.parametrize("high_s", [0.475, 0.5, 0.525])
def test_durations_inside_the_tolerance_are_right(high_s):
    expect(pin(*five(high_s=high_s))).stays_high(0.5, within_percent=5)
    expect(pin(*five(low_s=high_s))).stays_low(0.5, within_percent=5)


@pytest.mark.parametrize("duration_s", [0, 0.474, 0.526, 500])
def test_durations_outside_the_tolerance_are_told(duration_s):
    said(lambda: expect(pin(*five(high_s=duration_s))).stays_high(0.5, within_percent=5))
    said(lambda: expect(pin(*five(low_s=duration_s))).stays_low(0.5, within_percent=5))


def test_the_first_wrong_duration_is_the_one_told():
    pulses = [pulse(0, 0.5, 0.5, is_over=True), pulse(1, 0.25, None, is_over=True)]
    expected, seen = said(lambda: expect(pin(*pulses)).stays_high(0.5, within_percent=5))
    assert expected == "each time, pin 2 stays at 1 for 0.5\u00a0s (between 0.475\u00a0s and 0.525\u00a0s)"
    assert seen == "0.25\u00a0s (time no. 2, from 1\u00a0s on)"


def test_last_time_cut_short_by_the_end_is_not_judged_but_a_long_one_is():
    expect(pin(*five()[:4], pulse(9.9, 0.1, None, is_over=False))).stays_high(0.5, within_percent=5)
    _, seen = said(lambda: expect(pin(pulse(0, 9, None, is_over=False))).stays_high(0.5, within_percent=5), "fr")
    assert seen.startswith("toujours à 1 après 9\u00a0s")


@pytest.mark.parametrize(
    "act",
    [
        lambda: expect(pin()).ends_low(),
        lambda: expect(pin(pulse(0, 0.1, None, is_over=False))).stays_high(0.5, within_percent=5),
        lambda: expect(pin(pulse(0, 0.5, None, is_over=True))).stays_low(0.5, within_percent=5),
    ],
)
def test_what_never_happened_is_not_yet_judged(act):
    with pytest.raises(NothingToJudge):
        act()


@pytest.mark.parametrize(
    "act",
    [
        lambda nothing: nothing.goes_high(),
        lambda nothing: nothing.pulses(5),
        lambda nothing: nothing.stays_high(0.5, within_percent=5),
        lambda nothing: nothing.stays_low(0.5, within_percent=5),
        lambda nothing: nothing.ends_low(),
    ],
)
def test_nothing_is_right_about_what_never_happened(act):
    said(lambda: act(expect(pin())))


def test_counts_are_exact_and_plural():
    expect(pin(*five())).pulses(5)
    assert said(lambda: expect(pin(*five())).pulses(1), "fr") == (
        "la broche 2 passe une seule fois à 1",
        "5 fois (carte observée pendant 10\u00a0s)",
    )


def test_pin_left_high_is_told_with_its_moment():
    _, seen = said(lambda: expect(pin(pulse(4.5, 5.5, None, is_over=False))).ends_low())
    assert "4.5\u00a0s" in seen


def test_output_is_told_apart_from_untouched():
    _, written = said(lambda: expect(pin(was_output=False)).is_output())
    _, untouched = said(lambda: expect(pin(was_output=False, was_written=False)).is_output())
    assert written != untouched


def test_numbers_follow_the_language():
    assert (format_number(0.5, "fr"), format_number(0.5, "en"), format_number(600.0, "fr")) == ("0,5", "0.5", "600")
    t = texts("fr")
    assert [seconds(s)(t) for s in (0, 0.000002, 0.0025, 0.475)] == [
        "0\u00a0s",
        "2\u00a0µs",
        "2,5\u00a0ms",
        "0,475\u00a0s",
    ]


def test_sentence_of_an_exercise_speaks_both_languages():
    sentence = say(fr="oui", en="yes")
    assert (sentence(texts("fr")), sentence(texts("en"))) == ("oui", "yes")


def test_fields_of_a_sentence_are_written_in_its_language():
    sentence = say(fr="rien à {at} : {n}", en="nothing at {at}: {n}", at=moment(3.25), n=0.5)
    assert sentence(texts("fr")) == "rien à 3,25\u00a0s\u202f: 0,5"
    assert sentence(texts("en")) == "nothing at 3.25\u00a0s: 0.5"


def test_text_of_a_learner_is_shown_as_it_is():
    assert say(fr="« {text} »", en="“{text}”", text="a ! {b}")(texts("fr")) == "«\u202fa ! {b}\u202f»"


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0 mesure", "0 samples"), (1, "1 mesure", "1 sample"), (2, "2 mesures", "2 samples")],
)
def test_counts_have_the_plural_of_their_language(count, french, english):
    sentence = say_count(count, fr=("{number} mesure", "{number} mesures"), en=("{number} sample", "{number} samples"))
    assert (sentence(texts("fr")), sentence(texts("en"))) == (french, english)


def test_small_durations_and_instants_are_rounded_for_people():
    t = texts("en")
    assert [seconds(s)(t) for s in (0.00801, 0.0000104)] == ["8\u00a0ms", "10\u00a0µs"]
    assert [moment(s)(t) for s in (0.00001, 3.2004)] == ["0\u00a0s", "3.2\u00a0s"]
