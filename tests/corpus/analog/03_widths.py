# expect: read, read_u16 and width
# prints: True True True
# prints: True
from machine import ADC, Pin

adc = ADC(Pin(32))
adc.atten(ADC.ATTN_11DB)
raw, wide = adc.read(), adc.read_u16()
print(0 <= raw <= 4095, 0 <= wide <= 65535, abs(wide // 16 - raw) < 100)
adc.width(ADC.WIDTH_10BIT)
print(0 <= adc.read() <= 1023)
adc.width(ADC.WIDTH_12BIT)
