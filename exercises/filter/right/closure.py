# style: a function that makes filters, nonlocal, insertion by hand
from machine import ADC, Pin


def make_filter(size=5):
    history = ()

    def step(value):
        nonlocal history
        history = (history + (value,))[-size:]
        ordered = []
        for one in history:
            place = 0
            while place < len(ordered) and ordered[place] < one:
                place += 1
            ordered.insert(place, one)
        return ordered[len(ordered) // 2]

    return step


adc = ADC(Pin(35), atten=ADC.ATTN_11DB)
filtered = make_filter()


def light():
    step = make_filter(7)
    for _ in range(6):
        step(adc.read_u16())
    return step(adc.read_u16())


print("light:", light())
