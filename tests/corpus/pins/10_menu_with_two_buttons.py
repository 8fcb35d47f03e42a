# expect: one button moves through a menu, the other one chooses
# prints: > light
# prints: > sound
# prints: > quit
# prints: > light
# prints: > sound
# prints: chosen: sound
# prints: > quit
# prints: chosen: quit
from machine import Pin
import time

MENU = ["light", "sound", "quit"]


class Button:
    def __init__(self, pin):
        self.pin = Pin(pin, Pin.IN, Pin.PULL_UP)
        self.last = 1

    def was_pressed(self):
        now = self.pin.value()
        pressed = self.last == 1 and now == 0
        self.last = now
        return pressed


step, choose = Button(18), Button(19)
index = 0
print(">", MENU[index])
while True:
    if step.was_pressed():
        index = (index + 1) % len(MENU)
        print(">", MENU[index])
    if choose.was_pressed():
        print("chosen:", MENU[index])
        if MENU[index] == "quit":
            break
    time.sleep_ms(20)
