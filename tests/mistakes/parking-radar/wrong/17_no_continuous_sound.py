# mistake: There is no continuous sound below 10 cm: it goes on beeping.
# line: 32
# names.fr: 10 ; continu|sans arrêt|sans cesse|sans interruption
# names.en: 10 ; continuous|without a break|without stop|steady
import asyncio
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
distance = None


async def measure():
    global distance
    while True:
        trigger.on()
        time.sleep_us(10)
        trigger.off()
        length = time_pulse_us(echo, 1, 30000)
        distance = length * 0.01715 if length > 0 else None
        await asyncio.sleep_ms(60)


async def beep():
    last = time.ticks_ms()
    while True:
        now = time.ticks_ms()
        if distance is None or distance > 100:
            buzzer.duty_u16(0)
        elif time.ticks_diff(now, last) >= distance * 10:
            last = now
            buzzer.duty_u16(32768)
        elif time.ticks_diff(now, last) >= distance * 3:
            buzzer.duty_u16(0)
        await asyncio.sleep_ms(2)


async def main():
    await asyncio.gather(measure(), beep())


asyncio.run(main())
