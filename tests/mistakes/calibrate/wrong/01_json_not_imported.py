# mistake: The module json is used but never imported.
# line: 19
# names.fr: json ; import|module|connaît|existe|défini
# names.en: json ; import|module|know|exist|defin
from machine import ADC, Pin

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    value = (raw - dry) / (wet - dry) * 100
    return max(0, min(100, value))


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(probe.read_u16(), points["dry"], points["wet"])


print("Moisture:", moisture())
