# style: state machine with try/finally that silences the buzzer
from machine import PWM, Pin, time_pulse_us
import time

QUIET, BEEPING, PAUSING, STEADY = range(4)

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=900, duty_u16=0)


def read_cm():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    length = time_pulse_us(echo, 1, 30000)
    return length * 0.0343 / 2 if length > 0 else 999.0


def next_state(state, cm, elapsed):
    if cm > 100:
        return QUIET
    if cm < 10:
        return STEADY
    if elapsed >= cm * 10:
        return BEEPING
    if state == BEEPING and elapsed < 30:
        return BEEPING
    return PAUSING


state, cm = QUIET, 999.0
measured = begun = time.ticks_ms()
try:
    while True:
        if time.ticks_diff(time.ticks_ms(), measured) >= 60:
            measured = time.ticks_ms()
            cm = read_cm()
        elapsed = time.ticks_diff(time.ticks_ms(), begun)
        state = next_state(state, cm, elapsed)
        if state == BEEPING and elapsed >= cm * 10:
            begun = time.ticks_ms()
        buzzer.duty_u16(32768 if state in (BEEPING, STEADY) else 0)
        time.sleep_ms(1)
finally:
    buzzer.duty_u16(0)
