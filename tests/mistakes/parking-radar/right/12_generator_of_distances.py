from machine import PWM, Pin, time_pulse_us
import time


def distances():
    trigger, echo = Pin(5, Pin.OUT, value=0), Pin(18, Pin.IN)
    known, due = None, time.ticks_ms()
    while True:
        if time.ticks_diff(time.ticks_ms(), due) >= 0:
            due = time.ticks_add(time.ticks_ms(), 60)
            trigger.on()
            time.sleep_us(20)
            trigger.off()
            length = time_pulse_us(echo, 1, 12000)
            known = length * 0.01715 if length >= 0 else None
        yield known


buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
is_sounding = False
beep_at = time.ticks_ms()

try:
    for cm in distances():
        since = time.ticks_diff(time.ticks_ms(), beep_at)
        if cm is None or cm > 100:
            wanted = False
        elif cm < 10:
            wanted = True
        elif since >= 10 * cm:
            beep_at = time.ticks_ms()
            wanted = True
        else:
            wanted = since < 30
        if wanted != is_sounding:
            is_sounding = wanted
            buzzer.duty_u16(32768 if wanted else 0)
        time.sleep_ms(3)
finally:
    buzzer.duty_u16(0)
