import asyncio
from machine import ADC, PWM, Pin

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
led = PWM(Pin(25), freq=5000, duty=0)


async def follow():
    old = None
    while True:
        duty = knob.read_u16() * 1023 // 65535     # 0 to 1023
        if duty != old:
            led.duty(duty)
            old = duty
        await asyncio.sleep_ms(25)


asyncio.run(follow())
