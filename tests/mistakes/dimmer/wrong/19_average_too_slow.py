# mistake: The average of 50 readings, one every 20 ms, makes the light follow a second late.
# line: 16
# names.fr: moyenne|50|tard|retard|lent|délai|temps ; mesure|lecture|0,3|0.3|pause|sleep|plus court|moins
# names.en: average|mean|50|late|slow|delay|time ; reading|measure|0.3|pause|sleep|short|fewer|less
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)


def smooth_reading(count=50):
    total = 0
    for _ in range(count):
        total += knob.read_u16()
        time.sleep_ms(20)
    return total // count


while True:
    light.duty_u16(smooth_reading())
