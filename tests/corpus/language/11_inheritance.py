# expect: super, overriding, isinstance, multiple shapes of one interface
# prints: Device nothing on 1 False
# prints: Lamp nothing on 2 but light: red True
# prints: Buzzer nothing on 3 False
# prints: True False True
class Device:
    def __init__(self, pin):
        self.pin = pin

    def act(self):
        return "nothing on %d" % self.pin

    def __eq__(self, other):
        return type(self) is type(other) and self.pin == other.pin


class Lamp(Device):
    def __init__(self, pin, colour):
        super().__init__(pin)
        self.colour = colour

    def act(self):
        return super().act() + " but light: " + self.colour


class Buzzer(Device):
    pass


for device in (Device(1), Lamp(2, "red"), Buzzer(3)):
    print(type(device).__name__, device.act(), isinstance(device, Lamp))
print(Device(1) == Device(1), Lamp(1, "a") == Device(1), issubclass(Lamp, Device))
