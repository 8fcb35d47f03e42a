from machine import ADC, Pin

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)
print("Moisture:", probe.read_u16() / 655.35)
