# expect: pins of ADC2 cannot be read while the Wi-Fi is on
# prints: before True
# prints: during
from machine import ADC, Pin
import network

adc = ADC(Pin(4), atten=ADC.ATTN_11DB)
print("before", 1000 < adc.read() < 3000)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
try:
    adc.read()
except OSError as error:
    pass
print("during")
