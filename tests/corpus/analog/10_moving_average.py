# expect: noise smoothed over ten readings
# prints: True
from machine import ADC, Pin
import time

adc = ADC(Pin(34), atten=ADC.ATTN_11DB)
raw, smooth, window = [], [], []
for _ in range(80):
    value = adc.read()
    window.append(value)
    if len(window) > 10:
        window.pop(0)
        raw.append(value)
        smooth.append(sum(window) // len(window))
    time.sleep_ms(50)
print(max(smooth) - min(smooth) < max(raw) - min(raw))
