# mistake: The list of the last measures is filled with zeros at the start, so the first outputs are made up zeros.
# line: 13
# names.fr: zero|[0]|0|remplie ; debut|depart|premiere|initial|invent|vide
# names.en: zero|[0]|0|filled ; start|begin|first|initial|makes up|made up|empty
from machine import ADC, Pin


class Median:
    """A ring of the last measures."""

    def __init__(self, size):
        self.size = size
        self.ring = [0] * size
        self.place = 0

    def update(self, value):
        self.ring[self.place] = value
        self.place = (self.place + 1) % self.size
        return sorted(self.ring)[self.size // 2]


sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
smooth = Median(5)


def filtered(value):
    return smooth.update(value)


def light():
    return filtered(sensor.read_u16())
