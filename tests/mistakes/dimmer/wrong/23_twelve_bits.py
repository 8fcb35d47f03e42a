# mistake: read() gives 0 to 4095, duty_u16 wants 0 to 65535: the LED stays almost off.
# line: 15
# names.fr: 4095|read_u16|65535|12 bits
# names.en: 4095|read_u16|65535|12 bits
import time
from machine import ADC, PWM, Pin


class Dimmer:
    def __init__(self, adc_pin, led_pin):
        self.adc = ADC(Pin(adc_pin), atten=ADC.ATTN_11DB)
        self.pwm = PWM(Pin(led_pin), freq=1000, duty_u16=0)

    def update(self):
        self.pwm.duty_u16(self.adc.read())


d = Dimmer(34, 25)
while True:
    d.update()
    time.sleep_ms(30)
