"""Pins that follow presses, switches, PWM: what the words accept and what they say."""

import pytest

from iot_lab.grading.vocabulary import Mismatch, expect
from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.world.scenario import Scenario
from tests.rigs.traces import event, output, told, trial

PRESSES = (Press(1, 0.5), Press(3, 2))


def follows(*changes):
    expect(trial(*output(2, *changes)).pin(2)).follows(PRESSES, within_s=0.05)


@pytest.mark.parametrize(
    "changes",
    [
        [(1, 1), (1.5, 0), (3, 1), (5, 0)],
        [(1.05, 1), (1.55, 0), (3.04, 1), (5.05, 0)],
        [(1, 1), (1.01, 0), (1.02, 1), (1.5, 0), (1.51, 1), (1.52, 0), (3, 1), (5, 0)],
    ],
    ids=["at once", "as late as allowed", "with bounces"],
)
def test_pin_that_follows_its_button_is_right(changes):
    follows(*changes)


@pytest.mark.parametrize(
    ("changes", "at_s"),
    [
        ([], 1.05),
        ([(0, 1)], 0),
        ([(0.5, 1)], 0.5),
        ([(1.06, 1), (1.5, 0), (3, 1), (5, 0)], 1.05),
        ([(1, 1), (1.3, 0), (1.4, 1), (1.5, 0), (3, 1), (5, 0)], 1.3),
        ([(1, 1), (1.56, 0), (3, 1), (5, 0)], 1.55),
        ([(1, 1), (1.5, 0), (2, 1), (2.001, 0), (3, 1), (5, 0)], 2),
        ([(1, 1), (1.5, 0), (3, 1), (5, 0), (9, 1)], 9),
        ([(1, 1), (1.5, 0), (3, 1)], 5.05),
    ],
)
def test_pin_that_does_not_follow_is_told_with_its_moment(changes, at_s):
    with pytest.raises(Mismatch) as raised:
        follows(*changes)
    assert raised.value.at_s == pytest.approx(at_s)


def test_presses_after_the_end_of_the_trial_are_left_out():
    expect(trial(*output(2, (1, 1), (1.5, 0)), end_s=2).pin(2)).follows(PRESSES, within_s=0.05)


def test_switches_are_counted_both_ways():
    pin = trial(*output(2, (1, 1), (2, 0), (3, 1))).pin(2)
    expect(pin).switches(3)
    with pytest.raises(Mismatch) as raised:
        expect(pin).switches(2)
    assert (raised.value.at_s, told(raised.value)[1]) == (3, "3 changes (board watched for 10\u00a0s)")


def pwm(*waves):
    events = [event(t_s, "pwm", 4, {"freq_hz": freq_hz, "duty": duty}) for t_s, freq_hz, duty in waves]
    return expect(trial(*events).pwm(4))


def test_duty_is_the_one_set_last_before_the_moment():
    fade = pwm((1, 1000, 0.1), (2, 1000, 0.5), (3, 0, 0))
    fade.has_duty(0.5, at_s=2.5, within=0.01)
    fade.has_duty(0, at_s=0.5, within=0.01)
    fade.has_duty(0, at_s=4, within=0.01)
    with pytest.raises(Mismatch) as raised:
        fade.has_duty(0.5, at_s=1.5, within=0.01)
    assert told(raised.value, "fr")[1] == "10\u202f%"


def test_frequency_and_period_agree():
    servo = pwm((1, 50, 0.05), (2, 51, 0.1), (3, 0, 0))
    servo.has_frequency(50, within_percent=5)
    servo.has_period(0.02, within_percent=5)
    with pytest.raises(Mismatch) as raised:
        servo.has_period(0.02, within_percent=1)
    assert raised.value.at_s == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda words: words.is_used(),
        lambda words: words.has_frequency(50, within_percent=5),
        lambda words: words.has_period(0.02, within_percent=5),
        lambda words: words.has_duty(0, at_s=1, within=0.1),
    ],
)
def test_nothing_is_right_about_pwm_that_never_was(act):
    with pytest.raises(Mismatch):
        act(pwm())


def test_part_of_the_scenario_is_found_by_its_kind():
    button = Button(18, PRESSES)
    assert trial(scenario=Scenario(parts=(button,))).part(Button) is button
    with pytest.raises(LookupError):
        trial(scenario=Scenario()).part(Button)
