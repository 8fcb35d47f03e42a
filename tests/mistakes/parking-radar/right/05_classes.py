# style: two classes, a beep a quarter of the interval long, 40 ms at most
from machine import PWM, Pin, time_pulse_us
import time


class Sonar:
    PERIOD_MS = 60

    def __init__(self, trigger, echo):
        self._trigger = Pin(trigger, Pin.OUT, value=0)
        self._echo = Pin(echo, Pin.IN)
        self._due = time.ticks_ms()
        self.cm = None

    def step(self):
        if time.ticks_diff(time.ticks_ms(), self._due) < 0:
            return
        self._due = time.ticks_add(time.ticks_ms(), self.PERIOD_MS)
        self._trigger.on()
        time.sleep_us(10)
        self._trigger.off()
        length = time_pulse_us(self._echo, 1, 30000)
        self.cm = length * 0.0343 / 2 if length > 0 else None


class Beeper:
    def __init__(self, pin):
        self._pwm = PWM(Pin(pin), freq=2000, duty_u16=0)
        self._begin = time.ticks_ms()
        self._length = 0

    def step(self, cm):
        if cm is None or cm > 100:
            self._sound(False)
        elif cm < 10:
            self._sound(True)
        else:
            interval = cm * 10
            if time.ticks_diff(time.ticks_ms(), self._begin) >= interval:
                self._begin = time.ticks_ms()
                self._length = min(40, interval / 4)
            self._sound(time.ticks_diff(time.ticks_ms(), self._begin) < self._length)

    def _sound(self, is_on):
        self._pwm.duty_u16(32768 if is_on else 0)


sonar, beeper = Sonar(5, 18), Beeper(25)
while True:
    sonar.step()
    beeper.step(sonar.cm)
    time.sleep_ms(1)
