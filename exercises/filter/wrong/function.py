from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
print("Light:", sensor.read_u16())
