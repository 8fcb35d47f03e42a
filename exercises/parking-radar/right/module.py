# style: two files, the eye in the second one
with open("eye.py", "w") as file:
    file.write(
        """
from machine import Pin, time_pulse_us
import time

class Eye:
    def __init__(self, trigger, echo):
        self.trigger, self.echo = Pin(trigger, Pin.OUT, value=0), Pin(echo, Pin.IN)

    def cm(self):
        self.trigger.on()
        time.sleep_us(10)
        self.trigger.off()
        us = time_pulse_us(self.echo, 1, 30000)
        return us * 0.01715 if us > 0 else None
"""
    )

from eye import Eye
from machine import PWM, Pin
import time

eye = Eye(5, 18)
buzzer = PWM(Pin(25), freq=1100, duty_u16=0)
last = time.ticks_ms()
while True:
    cm = eye.cm()
    if cm is None or cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    else:
        buzzer.duty_u16(0)
        if time.ticks_diff(time.ticks_ms(), last) >= cm * 10 - 20:
            last = time.ticks_ms()
            buzzer.duty_u16(32768)
            time.sleep_ms(20)
            buzzer.duty_u16(0)
    time.sleep_ms(40)
