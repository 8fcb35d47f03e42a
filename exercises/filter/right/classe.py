# style: class
from machine import ADC, Pin


class Median:
    def __init__(self, size):
        self.size = size
        self.values = []

    def take(self, value):
        self.values = (self.values + [value])[-self.size:]
        return sorted(self.values)[(len(self.values) - 1) // 2]


median = Median(5)
adc = ADC(Pin(35))
adc.atten(ADC.ATTN_11DB)


def filtered(value):
    return median.take(value)


def light():
    return median.take(adc.read_u16())
