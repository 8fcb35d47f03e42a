# mistake: read() gives 0 to 4095, while the two points of the file were measured with read_u16(), 0 to 65535.
# line: 27
# names.fr: read_u16|read() ; 4095|65535|12|échelle|bits|read
# names.en: read_u16|read() ; 4095|65535|12|scale|bits|read
from machine import ADC, Pin
import json

adc = ADC(Pin(32))
adc.atten(ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    result = (raw - dry) * 100 / (wet - dry)
    if result < 0:
        return 0
    elif result > 100:
        return 100
    else:
        return result


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    raw = adc.read()
    return percent(raw, points["dry"], points["wet"])


print("Moisture:", moisture())
