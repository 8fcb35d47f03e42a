from machine import ADC, PWM, Pin
import time

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lumiere = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    # À vous : la lumière suit le bouton.
    time.sleep_ms(20)
