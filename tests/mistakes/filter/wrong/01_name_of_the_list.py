# mistake: The list is called last, one line says lasts.
# line: 14
# names.fr: lasts|last ; nom|orthograph|faute|existe|connaît|défini|lettre
# names.en: lasts|last ; name|spell|typo|exist|know|defin|letter
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
last = []


def filtered(value):
    last.append(value)
    if len(last) > 5:
        lasts.pop(0)
    return sorted(last)[len(last) // 2]


def light():
    for _ in range(5):
        result = filtered(sensor.read_u16())
    return result


print(light())
