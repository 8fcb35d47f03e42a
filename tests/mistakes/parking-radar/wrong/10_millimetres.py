# mistake: 0.343 gives millimetres, and the thresholds are in centimetres.
# line: 22
# names.fr: 0.343|0,343|millimètre|mm|0.0343|0,0343 ; dix|cm|centimètre|distance|unité|0.0343|0,0343
# names.en: 0.343|millimetre|mm|0.0343 ; ten|cm|centimetre|distance|unit|0.0343
from machine import PWM, Pin, time_pulse_us
from utime import sleep_us, sleep_ms, ticks_ms, ticks_diff

VITESSE_DU_SON = 0.343

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1500, duty_u16=0)


def mesurer_distance():
    trig.on()
    sleep_us(10)
    trig.off()
    temps = time_pulse_us(echo, 1, 30000)
    if temps < 0:
        return -1
    return temps * VITESSE_DU_SON / 2


def principal():
    d = -1
    mesure = bip = ticks_ms()
    while True:
        if ticks_diff(ticks_ms(), mesure) >= 60:
            mesure = ticks_ms()
            d = mesurer_distance()
        depuis = ticks_diff(ticks_ms(), bip)
        if d < 0 or d > 100:
            buzzer.duty_u16(0)
        elif d < 10:
            buzzer.duty_u16(32768)
        elif depuis >= d * 10:
            bip = ticks_ms()
            buzzer.duty_u16(32768)
        elif depuis >= 30:
            buzzer.duty_u16(0)
        sleep_ms(2)


principal()
