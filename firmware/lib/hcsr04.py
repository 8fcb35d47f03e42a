# HC-SR04: distance by ultrasound, on two pins.
#
#     sensor = HCSR04(trigger=Pin(5), echo=Pin(18))
#     distance_cm = sensor.read()      None where nothing is within 2 to 400 cm
#
# Under the names of public tutorials: HCSR04(trigger_pin=5, echo_pin=18), with distance_cm() and distance_mm(), which raise
# OSError("Out of range") where nothing is in reach.
#
# It needs 5 V, and its echo is of 5 V too: two resistors (1 and 2 kilohms) bring it down to an ESP32's 3.3 V.
# Source: ElecFreaks HC-SR04 user guide, "Timing diagram". OSError says what is wrong with sensor or wires.
import time
from errno import ETIMEDOUT

from machine import Pin, time_pulse_us

TRIGGER_US = 10
CYCLE_MS = 60  # the guide's least time between two measurements: an older echo would be taken for this one's
LONGEST_US = 40000  # without an echo the pulse lasts 38 ms, or longer on some modules
LONGEST_HELD_MS = 250
NEAREST_CM, FARTHEST_CM = 2, 400


class HCSR04:
    def __init__(self, trigger=None, echo=None, *, trigger_pin=None, echo_pin=None, echo_timeout_us=LONGEST_US):
        trigger, echo = _pin(trigger, trigger_pin, "trigger"), _pin(echo, echo_pin, "echo")
        self._longest_us = max(echo_timeout_us, LONGEST_US)
        trigger.init(trigger.OUT, value=0)
        # The pull keeps the echo low where no sensor is connected.
        echo.init(echo.IN, echo.PULL_DOWN)
        self._trigger = trigger
        self._echo = echo
        self._last_ms = time.ticks_add(time.ticks_ms(), -CYCLE_MS)

    def read(self, air_c=20):
        """Measure once (at most 60 ms apart): centimetres, for air of that temperature in °C."""
        self._rest()
        self._trigger.on()
        time.sleep_us(TRIGGER_US)
        self._trigger.off()
        echo_us = time_pulse_us(self._echo, 1, self._longest_us)
        if echo_us == -2:
            raise OSError(ETIMEDOUT, "no pulse from the HC-SR04: check its 5 V, GND, trigger and echo wires")
        # Sound goes there and back at 331.3 m/s + 0.606 m/s for each degree.
        distance_cm = echo_us * (331.3 + 0.606 * air_c) / 20000
        return distance_cm if NEAREST_CM <= distance_cm <= FARTHEST_CM else None

    def distance_cm(self):
        distance_cm = self.read()
        if distance_cm is None:
            raise OSError("Out of range")
        return distance_cm

    def distance_mm(self):
        return int(self.distance_cm() * 10)

    def _rest(self):
        time.sleep_ms(max(0, CYCLE_MS - time.ticks_diff(time.ticks_ms(), self._last_ms)))
        begun_ms = time.ticks_ms()
        while self._echo.value():
            if time.ticks_diff(time.ticks_ms(), begun_ms) > LONGEST_HELD_MS:
                raise OSError(ETIMEDOUT, "the HC-SR04's echo stays high: check its GND and echo wires")
            time.sleep_ms(1)
        self._last_ms = time.ticks_ms()


def _pin(given, number, name):
    wanted = number if given is None else given
    if wanted is None:
        raise TypeError("HCSR04 needs its %s pin" % name)
    return Pin(wanted) if isinstance(wanted, int) else wanted
