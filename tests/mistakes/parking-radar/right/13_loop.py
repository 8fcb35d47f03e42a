from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)

last_beep = time.ticks_ms()
last_measure = time.ticks_ms()
cm = None
while True:
    if time.ticks_diff(time.ticks_ms(), last_measure) >= 60:
        last_measure = time.ticks_ms()
        trigger.on()
        time.sleep_us(10)
        trigger.off()
        us = time_pulse_us(echo, 1, 30000)
        cm = us * 0.0343 / 2 if us >= 0 else None

    now = time.ticks_ms()
    passed = time.ticks_diff(now, last_beep)
    if cm is None or cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
        last_beep = now
    elif passed >= cm * 10:
        buzzer.duty_u16(32768)
        last_beep = now
    elif passed >= 30:
        buzzer.duty_u16(0)
    time.sleep_ms(2)
