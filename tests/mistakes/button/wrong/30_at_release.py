# mistake: The memory LED changes at the end of the press (on release) instead of at its beginning.
# line: 35
# names.fr: relâch|fin de l'appui|fin de l’appui|quitte|lâche|inverse ; début|commence|enfonc|pressed|appui
# names.en: releas|end of the press|let go|leaves|opposite ; begin|start|when pressed|press
from machine import Pin, Timer
import time


class Button:
    def __init__(self, number):
        self.pin = Pin(number, Pin.IN, Pin.PULL_UP)
        self.pressed = False
        self.changed_at = time.ticks_ms()

    def poll(self):
        """Returns True when the state of the button has changed."""
        if time.ticks_diff(time.ticks_ms(), self.changed_at) < 30:
            return False
        now = not self.pin.value()
        if now == self.pressed:
            return False
        self.pressed = now
        self.changed_at = time.ticks_ms()
        return True


button = Button(18)
follow = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)


def tick(timer):
    if button.poll():
        follow.value(button.pressed)
        if not button.pressed:
            memory.value(not memory.value())


timer = Timer(0)
timer.init(period=5, mode=Timer.PERIODIC, callback=tick)
while True:
    time.sleep(1)
