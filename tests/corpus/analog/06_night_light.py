# expect: a lamp that follows a light sensor with hysteresis
# prints: lamp on
# prints: lamp off
# prints: lamp on
# ends: runs
from machine import ADC, Pin
import time

sensor = ADC(Pin(34), atten=ADC.ATTN_11DB)
lamp = Pin(2, Pin.OUT, value=0)
samples = []
time.sleep(3)
bright = sensor.read()
time.sleep(4)
dark = sensor.read()
high = max(bright, dark) * 2 // 3 + min(bright, dark) // 3
low = max(bright, dark) // 3 + min(bright, dark) * 2 // 3
rises = bright > dark
while True:
    value = sensor.read()
    is_dark = value < low if rises else value > high
    is_bright = value > high if rises else value < low
    if is_dark and not lamp.value():
        lamp.on()
        print("lamp on")
    elif is_bright and lamp.value():
        lamp.off()
        print("lamp off")
    time.sleep_ms(200)
