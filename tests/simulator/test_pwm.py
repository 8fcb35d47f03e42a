"""PWM: frequencies, duties, channels and errors of an ESP32, and one event per change."""

from __future__ import annotations

import pytest

from tests.rigs.simulator_runs import run, seen

PWM = "from machine import Pin, PWM\nimport time\n"


def said(program: str) -> str:
    return run(PWM + program).output


def error_of(program: str) -> tuple[str, str]:
    error = run(PWM + program).error
    return error.type, error.message


def waves(outcome, pin: str = "2") -> list[tuple[int, float]]:
    return [(value["freq_hz"], value["duty"]) for _, value in seen(outcome, "pwm", pin)]


def test_new_pwm_has_5_khz_and_half_duty():
    assert waves(run(PWM + "PWM(Pin(2))")) == [(5000, 0.5)]


def test_each_change_is_one_event_and_no_change_is_none():
    outcome = run(PWM + "p = PWM(2, freq=1000, duty=256)\np.duty(256)\np.freq(1000)\np.duty_u16(0)\np.duty(0)")
    assert waves(outcome) == [(1000, 0.25), (1000, 0.0)]


def test_duty_reads_back_in_its_three_units():
    program = "p = PWM(Pin(2), freq=1000, duty_u16=32768)\nprint(p.duty(), p.duty_u16(), p.duty_ns(), p.freq())"
    assert said(program) == "512 32768 500000 1000\n"


@pytest.mark.parametrize("setting", ["duty(1023)", "duty_u16(65535)", "duty_ns(1000000)"])
def test_highest_duty_is_always_on(setting):
    outcome = run(PWM + f"p = PWM(Pin(2), freq=1000)\np.{setting}\nprint(p.duty(), p.duty_u16())")
    assert waves(outcome)[-1] == (1000, 1.0)
    assert outcome.output == "1023 65535\n"


def test_inverted_output_shows_the_rest_of_the_period():
    assert waves(run(PWM + "PWM(2, freq=50, duty=256, invert=1)")) == [(50, 0.75)]


def test_servo_s_pulse_is_set_in_nanoseconds():
    frequency, duty = waves(run(PWM + "p = PWM(2, freq=50)\np.duty_ns(1500000)"))[-1]
    assert duty / frequency == pytest.approx(0.0015, rel=1e-3)


def test_high_frequency_leaves_few_steps_of_duty():
    assert said("p = PWM(2, freq=20000000, duty=300)\nprint(p.duty())") == "256\n"


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("PWM(2, freq=0)", "frequency must be from 1Hz to 40MHz"),
        ("PWM(2, freq=40000001)", "frequency must be from 1Hz to 40MHz"),
        ("PWM(2).duty(1024)", "duty must be from 0 to 1023"),
        ("PWM(2).duty(-2)", "duty must be from 0 to 1023"),
        ("PWM(2).duty_u16(65536)", "duty_u16 must be from 0 to 65536"),
        ("PWM(2, freq=1000).duty_ns(1000001)", "duty_ns must be from 0 to 1000000 ns"),
        ("PWM(24)", "invalid pin"),
    ],
)
def test_value_out_of_range_is_a_value_error(program, message):
    assert error_of(program) == ("ValueError", message)


def test_fraction_is_a_type_error():
    assert error_of("PWM(2).duty(0.5)") == ("TypeError", "can't convert float to int")


def test_input_only_pin_cannot_be_fed():
    assert error_of("PWM(34)") == ("OSError", "(-258, 'ESP_ERR_INVALID_ARG')")


def test_seventeenth_channel_is_refused():
    program = "for pin in (0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23):\n PWM(pin, freq=50)"
    assert error_of(program) == ("RuntimeError", "out of PWM channels:16")


def test_ninth_frequency_is_refused():
    program = "for pin in (2, 4, 5, 12, 13, 14, 15, 16, 17):\n PWM(pin, freq=100 + pin)"
    assert error_of(program) == ("RuntimeError", "out of PWM timers:8")


def test_deinit_frees_the_channel_and_stops_the_light():
    outcome = run(PWM + "p = PWM(2, freq=50)\ntime.sleep(1)\np.deinit()\np.duty(3)")
    assert waves(outcome)[-1] == (0, 0.0)
    assert (outcome.error.type, outcome.error.message) == ("RuntimeError", "PWM is inactive")


def test_deinit_and_init_many_times_never_runs_out():
    assert run(PWM + "for i in range(40):\n p = PWM(2, freq=50 + i)\n p.deinit()").end == "finished"


def test_pin_set_up_again_is_plain_until_a_new_pwm():
    program = "p = PWM(2, duty=512)\nPin(2, Pin.OUT)\np.duty(100)\nPWM(2, duty=256)"
    assert waves(run(PWM + program)) == [(5000, 0.5), (0, 0.0), (5000, 0.25)]


def test_pin_s_level_follows_the_wave():
    program = "p = PWM(2, freq=1, duty=256)\ntime.sleep_ms(100)\na = Pin(2).value()\ntime.sleep_ms(400)\nprint(a, Pin(2).value())"
    assert said(program) == "1 0\n"


def test_description_tells_frequency_and_duty():
    assert said("p = PWM(2, freq=50, duty=512)\nprint(p)\np.deinit()\nprint(p)") == (
        "PWM(Pin(2), freq=50, duty=512)\nPWM(Pin(2))\n"
    )


def test_description_tells_the_duty_as_it_was_set_last():
    program = "p = PWM(2, freq=1000)\nprint(p)\np.duty_ns(250000)\nprint(p)\np.duty(1023)\nprint(p)\np.init(invert=1)\nprint(p)"
    assert said(program).splitlines() == [
        "PWM(Pin(2), freq=1000, duty_u16=32768)",
        "PWM(Pin(2), freq=1000, duty_ns=250000)",
        "PWM(Pin(2), freq=1000, duty=1023)",
        "PWM(Pin(2), freq=1000, duty=1023, invert=True)",
    ]


def test_level_written_to_a_pin_that_is_fed_shows_nothing():
    outcome = run(PWM + "p = PWM(Pin(2, Pin.OUT), duty=512)\nPin(2).on()")
    assert seen(outcome, "pin", "2") == []
    assert [value for _, value in seen(outcome, "pin-latch", "2")] == [1]
