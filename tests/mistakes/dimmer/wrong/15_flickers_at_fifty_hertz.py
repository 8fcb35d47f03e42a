# mistake: The PWM beats 50 times a second, which flickers.
# line: 10
# names.fr: fréquence|freq|hertz|hz|fois par seconde|scintill ; 50|200|1000
# names.en: frequency|freq|hertz|hz|times a second|flicker ; 50|200|1000
import machine
import time

knob = machine.ADC(machine.Pin(34), atten=machine.ADC.ATTN_11DB)
light = machine.PWM(machine.Pin(25))
light.freq(50)
light.duty_u16(0)

while True:
    light.duty_u16(knob.read_u16())
    time.sleep_ms(20)
