# mistake: The sensor is read on pin 34, the statement says 35.
# line: 7
# names.fr: broche|pin ; 35|34
# names.en: pin ; 35|34
from machine import ADC, Pin

PIN = 34
WINDOW = 5

ldr = ADC(Pin(PIN), atten=ADC.ATTN_11DB)
ring = []


def median(values):
    values = sorted(values)
    return values[len(values) // 2]


def filtered(value):
    ring.append(value)
    if len(ring) > WINDOW:
        ring.pop(0)
    return median(ring)


def light():
    return median([ldr.read_u16() for _ in range(WINDOW)])
