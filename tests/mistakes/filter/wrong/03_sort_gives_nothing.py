# mistake: sort() sorts in place and returns None: there is nothing to take the middle of.
# line: 16
# names.fr: sort ; None|sorted|rien|place
# names.en: sort ; None|sorted|nothing|place
from machine import ADC, Pin

adc = ADC(Pin(35), atten=ADC.ATTN_11DB)
window = []


def filtered(value):
    window.append(value)
    if len(window) > 5:
        window.pop(0)
    copy = window[:]
    in_order = copy.sort()
    middle = len(window) // 2
    return in_order[middle]


def light():
    outputs = [filtered(adc.read_u16()) for _ in range(6)]
    return outputs[5]
