import asyncio
import time
from machine import PWM, Pin, time_pulse_us

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1500, duty_u16=0)
distance = None        # en cm, None : rien


async def mesurer():
    global distance
    while True:
        trig.on()
        time.sleep_us(10)
        trig.off()
        duree = time_pulse_us(echo, 1, 30000)
        distance = None if duree < 0 else duree * 0.01715
        await asyncio.sleep_ms(60)


async def sonner():
    dernier = time.ticks_ms()
    while True:
        t = time.ticks_ms()
        if distance is None or distance > 100:
            buzzer.duty_u16(0)
        elif distance < 10:
            buzzer.duty_u16(32768)
            dernier = t
        else:
            ecoule = time.ticks_diff(t, dernier)
            if ecoule >= 10 * distance:
                dernier = t
                buzzer.duty_u16(32768)
            elif ecoule >= 25:
                buzzer.duty_u16(0)
        await asyncio.sleep_ms(4)


async def main():
    await asyncio.gather(mesurer(), sonner())


asyncio.run(main())
