# style: the echo's edges interrupt, the loop looks at what they left
from machine import PWM, Pin
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
rise = 0
width = None


def edge(pin):
    global rise, width
    now = time.ticks_us()
    if pin.value():
        rise = now
    else:
        width = time.ticks_diff(now, rise)


echo.irq(edge, Pin.IRQ_RISING | Pin.IRQ_FALLING)
beeped = time.ticks_ms()
while True:
    width = None
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    time.sleep_ms(60)
    cm = width * 0.01715 if width is not None and width < 30000 else 1000
    since = time.ticks_diff(time.ticks_ms(), beeped)
    if cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(30000)
    elif since >= cm * 10 - 30:
        beeped = time.ticks_ms()
        buzzer.duty_u16(30000)
        time.sleep_ms(35)
        buzzer.duty_u16(0)
