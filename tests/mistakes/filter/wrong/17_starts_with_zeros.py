# mistake: The window begins with five zeros, so that the first outputs are 0.
# line: 7
# names.fr: zéro|0|[0] ; début|commenc|premi|invent|vide|départ
# names.en: zero|0|[0] ; begin|start|first|invent|empty|made up
from machine import ADC, Pin

buffer = [0] * 5
position = 0
adc = ADC(Pin(35), atten=ADC.ATTN_11DB)


def filtered(value):
    global position
    buffer[position] = value
    position = (position + 1) % 5
    return sorted(buffer)[2]


def light():
    for _ in range(5):
        out = filtered(adc.read_u16())
    return out
