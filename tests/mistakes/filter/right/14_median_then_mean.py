from machine import ADC, Pin


class Filter:
    """Median of 3, then mean of the last 3 medians."""

    def __init__(self):
        self.raw = []
        self.medians = []

    def __call__(self, value):
        if not self.raw:
            self.raw = [value] * 3
            self.medians = [value] * 3
        self.raw = self.raw[1:] + [value]
        self.medians = self.medians[1:] + [sorted(self.raw)[1]]
        return sum(self.medians) / 3


sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
clean = Filter()


def filtered(value):
    return clean(value)


def light():
    return filtered(sensor.read_u16())


print("light:", light())
