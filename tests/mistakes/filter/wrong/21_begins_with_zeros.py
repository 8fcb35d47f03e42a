# mistake: The list begins with five zeros: the first outputs are made up.
# line: 9
# names.fr: zéro|[0|début|départ|commence
# names.en: zero|[0|begin|start
from machine import ADC, Pin

adc = ADC(Pin(35), atten=ADC.ATTN_11DB)
N = 5
buffer = [0] * N
index = 0


def filtered(value):
    global index
    buffer[index] = value
    index = (index + 1) % N
    return sorted(buffer)[N // 2]


def light():
    return filtered(adc.read_u16())
