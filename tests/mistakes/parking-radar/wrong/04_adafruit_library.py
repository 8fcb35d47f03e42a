# mistake: The program uses CircuitPython's adafruit_hcsr04.
# line: 6
# names.fr: adafruit|board|circuitpython ; hcsr04|micropython|machine|module|carte
# names.en: adafruit|board|circuitpython ; hcsr04|micropython|machine|module
import time
import board
import adafruit_hcsr04
from machine import PWM, Pin

sonar = adafruit_hcsr04.HCSR04(trigger_pin=board.D5, echo_pin=board.D18)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
dernier_bip = time.ticks_ms()

while True:
    try:
        cm = sonar.distance
    except RuntimeError:
        cm = 500
    maintenant = time.ticks_ms()
    if cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(maintenant, dernier_bip) >= cm * 10:
        dernier_bip = maintenant
        buzzer.duty_u16(32768)
    elif time.ticks_diff(maintenant, dernier_bip) >= 40:
        buzzer.duty_u16(0)
    time.sleep_ms(10)
