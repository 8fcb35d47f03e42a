# mistake: The while line lacks its colon.
# line: 14
# names.fr: deux-points|deux points|« : »|":"|`:`|« : »|« : » ; while|ligne|fin|boucle
# names.en: colon|":"|`:`|':' ; while|line|end|loop
from machine import PWM, Pin, time_pulse_us
from time import sleep_us, sleep_ms, ticks_ms, ticks_diff

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=2000, duty_u16=0)
measured = beeped = ticks_ms()
cm = 999

while True
    now = ticks_ms()
    if ticks_diff(now, measured) >= 60:
        measured = now
        trigger.on()
        sleep_us(10)
        trigger.off()
        us = time_pulse_us(echo, 1, 30000)
        cm = us * 0.01715 if us > 0 else 999
    if cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(20000)
    elif ticks_diff(now, beeped) >= 10 * cm:
        beeped = now
        buzzer.duty_u16(20000)
    elif ticks_diff(now, beeped) >= 25:
        buzzer.duty_u16(0)
    sleep_ms(2)
