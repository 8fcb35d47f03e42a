# style: asyncio, one task that measures and one that sounds
import asyncio
from machine import PWM, Pin, time_pulse_us
import time

etat = {"cm": None}


async def mesurer():
    trig = Pin(5, Pin.OUT, value=0)
    echo = Pin(18, Pin.IN)
    while True:
        trig.on()
        time.sleep_us(10)
        trig.off()
        duree = time_pulse_us(echo, 1, 30000)
        etat["cm"] = None if duree < 0 else duree * 0.0343 / 2
        await asyncio.sleep_ms(60)


async def sonner():
    buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
    dernier = time.ticks_ms()
    while True:
        cm = etat["cm"]
        if cm is None or cm > 100:
            buzzer.duty_u16(0)
        elif cm < 10:
            buzzer.duty_u16(32768)
        elif time.ticks_diff(time.ticks_ms(), dernier) >= cm * 10:
            dernier = time.ticks_ms()
            buzzer.duty_u16(32768)
            await asyncio.sleep_ms(25)
            buzzer.duty_u16(0)
        else:
            buzzer.duty_u16(0)
        await asyncio.sleep_ms(2)


async def principal():
    asyncio.create_task(mesurer())
    await sonner()


asyncio.run(principal())
