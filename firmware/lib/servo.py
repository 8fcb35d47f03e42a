# A servo (SG90 and its like) on a pin with PWM; its red wire takes 5 V, not the board's 3V3.
#
#     servo = Servo(Pin(18))
#     servo.turn(90)                   degrees, 0 to 180
#     servo.release()                  no force any more, no hum
#
# Source: Tower Pro SG90 datasheet: a pulse every 20 ms, its width is the angle. The datasheet's 1 to 2 ms are the
# middle half of the way; least_us and most_us are the ends of the usual SG90: a servo that hums there needs less.
from machine import PWM

FREQUENCY_HZ = 50
HALF_TURN = 180


class Servo:
    def __init__(self, pin, least_us=500, most_us=2400):
        self._least_us = least_us
        self._most_us = most_us
        self._pwm = PWM(pin, freq=FREQUENCY_HZ, duty_u16=0)

    def turn(self, degrees):
        """Go to that angle (a servo takes about 0.1 s for 60 degrees)."""
        if not 0 <= degrees <= HALF_TURN:
            raise ValueError("a servo turns from 0 to 180 degrees, not to %r" % (degrees,))
        width_us = self._least_us + (self._most_us - self._least_us) * degrees / HALF_TURN
        self._pwm.duty_ns(int(width_us * 1000))

    def release(self):
        """Send no more pulses: the horn can be moved by hand."""
        self._pwm.duty_u16(0)
