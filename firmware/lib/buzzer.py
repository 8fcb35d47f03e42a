# A passive buzzer on a pin with PWM: it has no tone of its own.
#
#     buzzer = Buzzer(Pin(25))
#     buzzer.play(440, 0.5)            an A for half a second; without a time it goes on
#     buzzer.silence()
#
# Source: TDK PS1240 datasheet: "external drive", a square wave; loudest at half the period.
import time

from machine import PWM

LOWEST_HZ, HIGHEST_HZ = 20, 20000
HALF = 32768


class Buzzer:
    def __init__(self, pin):
        self._pwm = PWM(pin, freq=1000, duty_u16=0)

    def play(self, tone_hz, seconds=None):
        """Sound that tone; wait for its end where a time is given."""
        if not LOWEST_HZ <= tone_hz <= HIGHEST_HZ:
            raise ValueError("a tone is 20 to 20000 Hz, not %r" % (tone_hz,))
        self._pwm.freq(round(tone_hz))
        self._pwm.duty_u16(HALF)
        if seconds is not None:
            time.sleep(seconds)
            self.silence()

    def silence(self):
        """Stop the sound."""
        self._pwm.duty_u16(0)
