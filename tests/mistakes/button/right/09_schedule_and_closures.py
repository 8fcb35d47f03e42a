# style: micropython.schedule and nested functions, no global
from machine import Pin
import micropython
import time


def link(button_pin, follow_pin, toggle_pin):
    button = Pin(button_pin, Pin.IN, Pin.PULL_UP)
    follow = Pin(follow_pin, Pin.OUT, value=0)
    toggle = Pin(toggle_pin, Pin.OUT, value=0)
    state = {"down": False, "busy": False}

    def settle(_):
        time.sleep_ms(24)
        state["busy"] = False
        down = button.value() == 0
        if down != state["down"]:
            state["down"] = down
            follow(down)
            if down:
                toggle(not toggle())

    def edge(_):
        if not state["busy"]:
            state["busy"] = True
            micropython.schedule(settle, 0)

    button.irq(edge)


link(18, 2, 4)
while True:
    time.sleep_ms(100)
