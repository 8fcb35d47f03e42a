# expect: events of a button in asyncio, two listeners
# prints: led 1
# prints: count 1
# prints: led 0
# prints: count 2
import asyncio
from machine import Pin

led = Pin(2, Pin.OUT, value=0)


class Button:
    def __init__(self, number):
        self.pin = Pin(number, Pin.IN, Pin.PULL_UP)
        self.listeners = []

    async def run(self):
        last = 1
        while True:
            level = self.pin.value()
            if level != last:
                last = level
                if level == 0:
                    for listener in self.listeners:
                        listener()
                await asyncio.sleep_ms(30)
            await asyncio.sleep_ms(5)


count = 0


def switch():
    led.value(not led.value())
    print("led", led.value())


def counted():
    global count
    count += 1
    print("count", count)


async def main():
    button = Button(18)
    button.listeners += [switch, counted]
    task = asyncio.create_task(button.run())
    while count < 2:
        await asyncio.sleep_ms(20)
    task.cancel()


asyncio.run(main())
