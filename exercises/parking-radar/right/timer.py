# style: a timer makes the beeps, the loop measures
from machine import PWM, Pin, Timer, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1200, duty_u16=0)
state = {"period": None, "since": 0}
TICK_MS = 20


def tick(_):
    period = state["period"]
    state["since"] += TICK_MS
    if period is None:
        buzzer.duty_u16(0)
    elif period == 0:
        buzzer.duty_u16(32000)
    else:
        if state["since"] >= period:
            state["since"] = 0
        buzzer.duty_u16(32000 if state["since"] < 2 * TICK_MS else 0)


timer = Timer(0)
timer.init(period=TICK_MS, mode=Timer.PERIODIC, callback=tick)
while True:
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    echo_us = time_pulse_us(echo, 1, 30000)
    cm = echo_us * 0.01715
    state["period"] = None if echo_us < 0 or cm > 100 else 0 if cm < 10 else cm * 10
    time.sleep_ms(60)
