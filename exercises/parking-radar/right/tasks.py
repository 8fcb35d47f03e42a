# style: asyncio, one task measures, one sounds
import asyncio
import time
from machine import PWM, Pin, time_pulse_us

trigger, echo = Pin(5, Pin.OUT, value=0), Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=2000, duty_u16=0)
distance = None


async def measure():
    global distance
    while True:
        trigger.value(1)
        time.sleep_us(10)
        trigger.value(0)
        pulse = time_pulse_us(echo, 1, 24000)
        distance = pulse / 58.3 if pulse >= 0 else None
        await asyncio.sleep_ms(60)


async def sound():
    last = time.ticks_ms()
    while True:
        since = time.ticks_diff(time.ticks_ms(), last)
        if distance is None or distance > 100:
            buzzer.duty_u16(0)
        elif distance < 10:
            buzzer.duty_u16(30000)
        elif since >= distance * 10:
            last = time.ticks_ms()
            buzzer.duty_u16(30000)
        elif since >= 45:
            buzzer.duty_u16(0)
        await asyncio.sleep_ms(20)


async def main():
    await asyncio.gather(measure(), sound())


asyncio.run(main())
