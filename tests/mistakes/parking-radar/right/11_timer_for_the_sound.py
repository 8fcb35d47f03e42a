from machine import PWM, Pin, Timer, time_pulse_us
import time

BIP_MS = 40
declencheur = Pin(5, Pin.OUT, value=0)
retour = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1500, duty_u16=0)
centimetres = -1
dernier_bip = time.ticks_ms()


def sonner(minuterie):
    global dernier_bip
    if centimetres < 0 or centimetres > 100:
        buzzer.duty_u16(0)
        return
    if centimetres < 10:
        buzzer.duty_u16(32768)
        return
    passe = time.ticks_diff(time.ticks_ms(), dernier_bip)
    if passe >= centimetres * 10:
        dernier_bip = time.ticks_ms()
        passe = 0
    buzzer.duty_u16(32768 if passe < BIP_MS else 0)


Timer(0).init(period=10, mode=Timer.PERIODIC, callback=sonner)
while True:
    declencheur.value(1)
    time.sleep_us(10)
    declencheur.value(0)
    duree = time_pulse_us(retour, 1, 30000)
    centimetres = duree * 0.0343 / 2 if duree > 0 else -1
    time.sleep_ms(60)
