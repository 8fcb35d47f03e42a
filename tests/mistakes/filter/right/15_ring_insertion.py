# A ring of five places, sorted by hand.
from machine import ADC, Pin

adc = ADC(Pin(35))
adc.atten(ADC.ATTN_11DB)
ring = None
place = 0


def middle(values):
    ordered = []
    for v in values:
        i = 0
        while i < len(ordered) and ordered[i] < v:
            i += 1
        ordered.insert(i, v)
    return ordered[2]


def filtered(value):
    global ring, place
    if ring is None:
        ring = [value, value, value, value, value]
    ring[place] = value
    place = (place + 1) % 5
    return middle(ring)


def light():
    return filtered(adc.read_u16())


for _ in range(6):
    print(light())
