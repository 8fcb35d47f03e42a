# style: periodic Timer that stops itself, the program ends before it
from machine import Pin, Timer

led = Pin(2, Pin.OUT, value=0)
changes_left = 10
timer = Timer(0)


def change(t):
    global changes_left
    led.value(changes_left % 2 == 0)
    changes_left -= 1
    if changes_left == 0:
        t.deinit()


timer.init(period=500, mode=Timer.PERIODIC, callback=change)
