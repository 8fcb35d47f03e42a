# mistake: A negative result (no echo) is turned into a negative distance, which counts as nearer than 10 cm and sounds without end.
# line: 21
# names.fr: négati|-1|-2|< 0|aucun écho|pas d'écho|pas d’écho|sans écho ; silence|10|continu|sonne|distance|cas
# names.en: negativ|-1|-2|< 0|no echo|without an echo|without echo ; silen|10|continuous|sound|distance|case
import asyncio
import time
from machine import PWM, Pin, time_pulse_us


class Radar:
    def __init__(self):
        self.trigger = Pin(5, Pin.OUT, value=0)
        self.echo = Pin(18, Pin.IN)
        self.cm = 1000

    def measure(self):
        self.trigger.on()
        time.sleep_us(10)
        self.trigger.off()
        pulse = time_pulse_us(self.echo, 1, 30000)
        self.cm = pulse * 0.0343 / 2

    async def run(self):
        while True:
            self.measure()
            await asyncio.sleep_ms(60)


async def sound(radar):
    buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
    last = time.ticks_ms()
    while True:
        now = time.ticks_ms()
        if radar.cm < 10:
            buzzer.duty_u16(32768)
            last = now
        elif radar.cm > 100:
            buzzer.duty_u16(0)
        elif time.ticks_diff(now, last) >= radar.cm * 10:
            last = now
            buzzer.duty_u16(32768)
        elif time.ticks_diff(now, last) > 40:
            buzzer.duty_u16(0)
        await asyncio.sleep_ms(5)


async def main():
    radar = Radar()
    asyncio.create_task(radar.run())
    await sound(radar)


asyncio.run(main())
