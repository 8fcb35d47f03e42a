# expect: a program in two files, the second one made here, with a class
# prints: Lamp on pin 2: 1
with open("lamp.py", "w") as f:
    f.write(
        "from machine import Pin\n"
        "class Lamp:\n"
        "    def __init__(self, number):\n"
        "        self.number = number\n"
        "        self.pin = Pin(number, Pin.OUT)\n"
        "    def on(self):\n"
        "        self.pin.on()\n"
        "        return 'Lamp on pin %d: %d' % (self.number, self.pin.value())\n"
    )
import lamp

print(lamp.Lamp(2).on())
