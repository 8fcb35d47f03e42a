# mistake: The program sleeps for the whole interval between two beeps, and sees a change too late.
# line: 33
# names.fr: sleep|dort|dorm|attend|attente|pause|bloqu ; mesur|interval|bip|ticks_ms|distance|tard
# names.en: sleep|wait|pause|block ; measur|interval|beep|ticks_ms|distance|late
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def measure_cm():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    length = time_pulse_us(echo, 1, 30000)
    return length * 0.0343 / 2 if length > 0 else None


while True:
    cm = measure_cm()
    if cm is None or cm > 100:
        buzzer.duty_u16(0)
        time.sleep_ms(60)
    elif cm < 10:
        buzzer.duty_u16(32768)
        time.sleep_ms(60)
    else:
        buzzer.duty_u16(32768)
        time.sleep_ms(30)
        buzzer.duty_u16(0)
        time.sleep_ms(int(cm * 10) - 30)
