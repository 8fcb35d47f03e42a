# mistake: pulseIn belongs to Arduino.
# line: 18
# names.fr: pulsein ; arduino|time_pulse_us|micropython|existe|connaît|défini
# names.en: pulsein ; arduino|time_pulse_us|micropython|exist|know|defin
from machine import Pin, PWM
import time

HIGH = 1
trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance_cm():
    trigger.value(HIGH)
    time.sleep_us(10)
    trigger.value(0)
    duration = pulseIn(echo, HIGH)
    return duration / 58


previous = time.ticks_ms()
while True:
    cm = distance_cm()
    if cm > 100 or cm <= 0:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(time.ticks_ms(), previous) >= cm * 10:
        previous = time.ticks_ms()
        buzzer.duty_u16(32768)
    else:
        buzzer.duty_u16(0)
    time.sleep_ms(50)
