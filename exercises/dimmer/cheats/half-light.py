from machine import PWM, Pin

light = PWM(Pin(25), freq=1000, duty_u16=32768)
print("34")
