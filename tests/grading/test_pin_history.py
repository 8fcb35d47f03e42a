"""Pins over time, from hand-made traces."""

from iot_lab.grading.expectations.pins import read_pin
from iot_lab.grading.trial import Trial
from iot_lab.simulator.board import Event

S = 1_000_000
OUT, IN = {"mode": "out", "pull": None}, {"mode": "in", "pull": None}


def mode(t_s, value, pin=2):
    return Event(round(t_s * S), "pin-mode", str(pin), value)


def level(t_s, value, pin=2, kind="pin"):
    return Event(round(t_s * S), kind, str(pin), value)


def read(*events, end_s=10):
    return read_pin(events, 2, end_s * S)


def test_pulses_have_their_start_and_both_durations():
    pin = read(mode(0, OUT), level(1, 1), level(1.5, 0), level(2, 1), level(2.25, 0))
    assert [(pulse.start_s, pulse.high_s, pulse.low_s) for pulse in pin.pulses] == [(1, 0.5, 0.5), (2, 0.25, None)]
    assert not pin.ends_high


def test_pulse_that_the_end_cuts_short_is_not_over():
    pin = read(mode(0, OUT), level(4, 1))
    assert (pin.pulses[0].high_s, pin.pulses[0].is_over, pin.ends_high) == (6, False, True)


def test_what_is_written_to_an_input_waits_for_the_output():
    pin = read(level(1, 1, kind="pin-latch"), mode(3, OUT), level(4, 0))
    assert [(pulse.start_s, pulse.high_s) for pulse in pin.pulses] == [(3, 1)]


def test_pin_that_never_becomes_an_output_never_is_high():
    pin = read(mode(0, IN), level(1, 1, kind="pin-latch"))
    assert pin.was_written
    assert not pin.was_output
    assert not pin.pulses


def test_writing_the_same_level_twice_is_one_pulse():
    pin = read(mode(0, OUT), level(1, 1), level(2, 1), level(3, 0), level(4, 0))
    assert len(pin.pulses) == 1


def test_pulses_without_duration_are_counted():
    pin = read(mode(0, OUT), level(1, 1), level(1, 0), level(1, 1), level(1, 0))
    assert [pulse.high_s for pulse in pin.pulses] == [0, 0]


def test_going_back_to_input_ends_the_pulse():
    assert read(mode(0, OUT), level(1, 1), mode(2, IN)).pulses[0].high_s == 1


def test_other_pins_do_not_count():
    trial = Trial([mode(0, OUT, pin=4), level(1, 1, pin=4)], "finished", 2 * S)
    assert trial.pins_written() == [4]
    assert not trial.pin(2).pulses


def pwm(t_s, freq_hz, duty):
    return Event(round(t_s * S), "pwm", "2", {"freq_hz": freq_hz, "duty": duty})


def test_fast_pwm_holds_the_pin_at_1_while_its_duty_is_above_0():
    pin = read(pwm(1, 1000, 0.0), pwm(2, 1000, 0.3), pwm(3, 1000, 1.0), pwm(4, 1000, 0.0), pwm(5, 0, 0.0))
    assert [(pulse.start_s, pulse.high_s) for pulse in pin.pulses] == [(2, 2)]
    assert pin.was_output


def test_slow_pwm_blinks_the_pin_until_it_is_stopped():
    pin = read(pwm(1, 1, 0.25), pwm(4, 0, 0.0))
    assert [(pulse.start_s, pulse.high_s) for pulse in pin.pulses] == [(1, 0.25), (2, 0.25), (3, 0.25)]


def test_pin_written_after_pwm_has_its_own_level_again():
    pin = read(pwm(1, 1000, 1.0), pwm(2, 0, 0.0), mode(3, OUT), level(3, 1), level(4, 0))
    assert [(pulse.start_s, pulse.high_s) for pulse in pin.pulses] == [(1, 1), (3, 1)]


def test_change_at_the_very_instant_of_a_press_is_not_before_it():
    pin = read(mode(0, OUT), level(1.1, 1), level(1.7, 0))
    assert pin.switches_between(1.1, 0.1 + 1.6) == 2
    assert pin.is_high_at(0.1 + 1.0)
