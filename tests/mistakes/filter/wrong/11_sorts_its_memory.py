# mistake: The memory itself is sorted, so that pop(0) throws the smallest measure away instead of the oldest.
# line: 16
# names.fr: sort|tri ; pop|ancien|ordre|plus petit|copie|sorted
# names.en: sort ; pop|old|order|small|copy|sorted
from machine import ADC, Pin

adc = ADC(Pin(35))
adc.atten(ADC.ATTN_11DB)
memory = []


def filtered(value):
    memory.append(value)
    if len(memory) > 5:
        memory.pop(0)
    memory.sort()
    return memory[len(memory) // 2]


def light():
    readings = [adc.read_u16() for _ in range(7)]
    readings.sort()
    return readings[3]
