# expect: read_uv, a voltage to 0.15 V
# prints: True
# prints: True
from machine import ADC, Pin
import time

adc = ADC(Pin(33), atten=ADC.ATTN_11DB)
print(abs(adc.read_uv() / 1e6 - 0.99) < 0.15)
time.sleep(1.5)
print(abs(adc.read_uv() / 1e6 - 1.98) < 0.15)
