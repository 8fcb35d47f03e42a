# style: one-shot Timers chained through micropython.schedule, nested functions
from machine import Pin, Timer
import micropython

micropython.alloc_emergency_exception_buf(100)


def start(pin_number, levels):
    led = Pin(pin_number, Pin.OUT)
    timer = Timer(1)

    def step(_):
        if levels:
            led.value(levels.pop(0))
            timer.init(mode=Timer.ONE_SHOT, period=500, callback=tick)

    def tick(_):
        micropython.schedule(step, 0)

    step(0)


start(2, [1, 0] * 5)
