# mistake: The program sleeps for the whole interval between two beeps, so it sees a nearer obstacle too late.
# line: 36
# names.fr: sleep|dort|dorm|attend|pause|bloqu ; mesur|tard|ticks|pendant|intervalle|réag
# names.en: sleep|wait|pause|block ; measur|late|ticks|meanwhile|during|interval|react
from machine import Pin, PWM, time_pulse_us
import time

trigger = Pin(5, Pin.OUT)
trigger.off()
echo = Pin(18, Pin.IN)
son = PWM(Pin(25), freq=1200, duty_u16=0)

BIP = 40   # ms


def mesure():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    return time_pulse_us(echo, 1, 30000)


while True:
    us = mesure()
    cm = us * 0.01715
    if us < 0 or cm > 100:
        son.duty_u16(0)
        time.sleep_ms(60)
    elif cm < 10:
        son.duty_u16(30000)
        time.sleep_ms(60)
    else:
        son.duty_u16(30000)
        time.sleep_ms(BIP)
        son.duty_u16(0)
        time.sleep_ms(int(cm * 10) - BIP)
