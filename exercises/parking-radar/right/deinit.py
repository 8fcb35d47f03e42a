# style: PWM stopped and started, due times
from machine import PWM, Pin, time_pulse_us
import time

TRIGGER, ECHO, BUZZER = 5, 18, 25
trigger = Pin(TRIGGER, Pin.OUT, value=0)
echo = Pin(ECHO, Pin.IN)
pwm = None


def sound(is_loud):
    global pwm
    if is_loud and pwm is None:
        pwm = PWM(Pin(BUZZER), freq=1000, duty_u16=32768)
    elif not is_loud and pwm is not None:
        pwm.deinit()
        pwm = None


def centimetres():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    width = time_pulse_us(echo, 1, 30000)
    return 400 if width < 0 else width / 58.3


begun = measured = time.ticks_ms()
distance = 400
while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, measured) >= 60:
        measured = now
        distance = centimetres()
    since = time.ticks_diff(now, begun)
    if distance > 100:
        sound(False)
    elif distance < 10:
        sound(True)
    elif since >= distance * 10:
        begun = now
        sound(True)
    elif since >= 50:
        sound(False)
    time.sleep_ms(20)
