# style: sorts by hand
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
history = []


def sort(values):
    found = []
    for value in values:
        place = 0
        while place < len(found) and found[place] < value:
            place += 1
        found.insert(place, value)
    return found


def filtered(value):
    history.append(value)
    while len(history) > 6:
        history.pop(0)
    return sort(history)[len(history) // 2]


def light():
    return filtered(sensor.read_u16())
