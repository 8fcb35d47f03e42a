# machine.Signal: a pin whose active level may be 0 (extmod/machine_signal.c).
from _machine.pin import Pin
from _modules import Native as _Native


class Signal(_Native):
    def __init__(self, pin, *arguments, invert=False, **options):
        if not isinstance(pin, Pin):
            pin = Pin(pin, *arguments, **options)
        elif len(arguments) == 1 and not options:
            invert = arguments[0]
        self._pin = pin
        self._invert = bool(invert)

    def __repr__(self):
        return "<Signal>"

    def value(self, value=None):
        if value is None:
            return self._pin.value() ^ self._invert
        self._pin.value(bool(value) ^ self._invert)

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)
