# mistake: ATTN_0DB measures up to about 1 V only, so that the light is full after a third of a turn.
# line: 8
# names.fr: attn|atten|atténuation|étendue|1 v|1 volt ; 11db|3,3|3.3|tension|étendue|0db
# names.en: attn|atten|range|1 v|1 volt ; 11db|3.3|voltage|range|0db
import asyncio
from machine import ADC, PWM, Pin

knob = ADC(Pin(34), atten=ADC.ATTN_0DB)
light = PWM(Pin(25), freq=2000, duty_u16=0)


async def follow():
    while True:
        light.duty_u16(knob.read_u16())
        await asyncio.sleep_ms(40)


asyncio.run(follow())
