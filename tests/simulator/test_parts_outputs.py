"""Parts that show something: what they showed is in the trace."""

from __future__ import annotations

from iot_lab.simulator.parts.buzzer import Buzzer
from iot_lab.simulator.parts.led import Led
from iot_lab.simulator.parts.neopixel_strip import NeopixelStrip
from iot_lab.simulator.parts.relay import Relay
from iot_lab.simulator.parts.sg90 import Sg90
from iot_lab.simulator.shows import shown
from tests.rigs.simulator_runs import run, seen

START = "from machine import Pin\nimport time\n"


def test_led_shines_as_its_pin_says():
    outcome = run(START + "led = Pin(2, Pin.OUT)\ntime.sleep(1)\nled.on()\ntime.sleep(1)", parts=(Led(2),))
    assert shown(outcome.events, "led:2", 500_000) == {}
    assert shown(outcome.events, "led:2") == {"brightness": 1.0}


def test_inverted_led_shines_at_level_0_and_not_on_an_input():
    program = "led = Pin(2, Pin.OUT)\ntime.sleep(1)\nled.on()\ntime.sleep(1)\nPin(2, Pin.IN, Pin.PULL_UP)"
    outcome = run(START + program, parts=(Led(2, is_inverted=True),))
    assert [value for _, value in seen(outcome, "shows", "led:2")] == [{"brightness": 1.0}, {"brightness": 0.0}]


def test_led_that_is_not_an_output_stays_dark():
    outcome = run(START + "led = Pin(2)\nled.on()\ntime.sleep(1)", parts=(Led(2),))
    assert seen(outcome, "shows") == []


def test_led_fades_with_pwm():
    program = "from machine import PWM\np = PWM(Pin(2), freq=1000, duty_u16=16384)\ntime.sleep(1)\np.deinit()"
    outcome = run(START + program, parts=(Led(2),))
    assert [value["brightness"] for _, value in seen(outcome, "shows", "led:2")] == [0.25, 0.0]


def test_servo_goes_to_its_angle_at_its_own_pace():
    program = "from machine import PWM\ns = PWM(Pin(18), freq=50)\ns.duty_ns(2400000)\ntime.sleep(1)"
    outcome = run(START + program, parts=(Sg90(18, start_degrees=90),))
    (left_us, leaving), (arrived_us, there) = seen(outcome, "shows", "sg90:18")
    assert leaving == {"angle_degrees": 90, "target_degrees": 180}
    assert there == {"angle_degrees": 180, "target_degrees": 180}
    assert abs((arrived_us - left_us) - 150_000) < 1000


def test_servo_obeys_pulses_made_by_hand_and_ignores_another_rate():
    by_hand = (
        "p = Pin(18, Pin.OUT)\nfor _ in range(25):\n p.on()\n time.sleep_us(500)\n p.off()\n time.sleep_us(19500)\n"
    )
    outcome = run(START + by_hand, parts=(Sg90(18),))
    assert shown(outcome.events, "sg90:18")["angle_degrees"] < 1
    too_fast = "from machine import PWM\nPWM(Pin(18), freq=1000, duty_u16=60000)\ntime.sleep(1)"
    assert seen(run(START + too_fast, parts=(Sg90(18),)), "shows") == []


def test_buzzer_plays_the_tone_of_its_pwm():
    program = "from machine import PWM\nb = PWM(Pin(25), freq=440, duty_u16=32768)\ntime.sleep(1)\nb.duty_u16(0)"
    outcome = run(START + program, parts=(Buzzer(25),))
    assert [value["tone_hz"] for _, value in seen(outcome, "shows", "buzzer:25")] == [440, 0]


def test_buzzer_plays_what_a_loop_toggles_then_falls_silent():
    program = "b = Pin(25, Pin.OUT)\nfor _ in range(50):\n b.on()\n time.sleep_us(1000)\n b.off()\n time.sleep_us(1000)\ntime.sleep(1)"
    tones = [value["tone_hz"] for _, value in seen(run(START + program, parts=(Buzzer(25),)), "shows", "buzzer:25")]
    assert len(tones) == 2
    assert 480 < tones[0] < 510
    assert tones[1] == 0


def test_relay_closes_some_milliseconds_later():
    program = "r = Pin(26, Pin.OUT, value=1)\ntime.sleep(1)\nr.off()\ntime.sleep(1)"
    outcome = run(START + program, parts=(Relay(26, closes_at=0),))
    ((closed_us, value),) = seen(outcome, "shows", "relay:26")
    assert value == {"is_closed": True}
    assert 1_009_000 < closed_us < 1_020_000


def test_neopixel_strip_shows_its_colours_on_change_only():
    program = "import neopixel\nn = neopixel.NeoPixel(Pin(5), 3)\nn.write()\nn[1] = (1, 2, 3)\nn.write()\nn.write()"
    outcome = run(START + program, parts=(NeopixelStrip(5, 3),))
    assert [value for _, value in seen(outcome, "shows", "neopixel:5")] == [
        {"colours": [[0, 0, 0], [1, 2, 3], [0, 0, 0]]}
    ]
