# mistake: A list has no push(): it is append().
# line: 14
# names.fr: push ; append|liste|existe|attribut|méthode
# names.en: push ; append|list|exist|attribut|method
from machine import ADC, Pin


class Median:
    def __init__(self, size):
        self.size = size
        self.values = []

    def add(self, value):
        self.values.push(value)
        if len(self.values) > self.size:
            self.values.pop(0)
        return sorted(self.values)[len(self.values) // 2]


sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
m = Median(5)


def filtered(value):
    return m.add(value)


def light():
    own = Median(5)
    for _ in range(5):
        out = own.add(sensor.read_u16())
    return out
