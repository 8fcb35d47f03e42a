# mistake: When the driver raises OSError, the distance becomes 0, and the buzzer sounds without an echo.
# line: 21
# names.fr: except|oserror|erreur|pas d'écho|sans écho|aucun écho|pas d’écho|débranch ; 0|silence|none|continu|sonne
# names.en: except|oserror|error|no echo|without an echo|came off ; 0|silen|none|continuous|sound
from hcsr04 import HCSR04
from machine import PWM, Pin
import time

sensor = HCSR04(trigger_pin=5, echo_pin=18)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
measured = beeped = time.ticks_ms()
cm = 400

while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, measured) >= 65:
        measured = now
        try:
            cm = sensor.distance_cm()
        except OSError:
            cm = 0
    if cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, beeped) >= cm * 10:
        beeped = now
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, beeped) >= 40:
        buzzer.duty_u16(0)
    time.sleep_ms(1)
