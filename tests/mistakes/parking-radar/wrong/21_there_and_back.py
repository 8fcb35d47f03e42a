# mistake: The echo goes there and back: the distance is not divided by two.
# line: 19
# names.fr: deux|aller|retour|moitié|double
# names.en:  two|half|back|twice|double
from machine import PWM, Pin, time_pulse_us
import time

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
hp = PWM(Pin(25), freq=1000, duty_u16=0)


class Radar:
    def measure(self):
        trig.on()
        time.sleep_us(10)
        trig.off()
        us = time_pulse_us(echo, 1, 30000)
        return us * 0.0343 if us >= 0 else None


radar = Radar()
cm = None
last_measure = last_beep = time.ticks_ms()
while True:
    t = time.ticks_ms()
    if time.ticks_diff(t, last_measure) >= 60:
        last_measure = t
        cm = radar.measure()
    on = False
    if cm is not None and cm < 10:
        on = True
    elif cm is not None and cm <= 100:
        if time.ticks_diff(t, last_beep) >= 10 * cm:
            last_beep = t
        on = time.ticks_diff(t, last_beep) < 40
    hp.duty_u16(32768 if on else 0)
    time.sleep_ms(5)
