# mistake: When the obstacle goes beyond 100 cm or the echo is missing the program only does pass: a sound that is on stays on.
# line: 28
# names.fr: silence|éteindre|éteint|arrêt|coup|duty_u16(0)|0 ; 100|pass|loin|écho|au-delà|continu
# names.en: silen|off|stop|duty_u16(0)|0 ; 100|pass|far|echo|beyond|continuous
# Radar de recul, version 3
from machine import PWM, Pin, time_pulse_us
from time import sleep_ms, sleep_us, ticks_diff, ticks_ms

declencheur = Pin(5, Pin.OUT, value=0)
retour = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance_cm():
    declencheur.value(1)
    sleep_us(10)
    declencheur.value(0)
    duree = time_pulse_us(retour, 1, 30000)
    if duree < 0:
        return 500          # rien en vue
    return duree * 0.0343 / 2


dernier = ticks_ms()
while True:
    d = distance_cm()
    if d > 100:
        pass
    elif d < 10:
        buzzer.duty_u16(32768)
        dernier = ticks_ms()
    else:
        buzzer.duty_u16(0)
        if ticks_diff(ticks_ms(), dernier) >= d * 10:
            dernier = ticks_ms()
            buzzer.duty_u16(32768)
            sleep_ms(30)
            buzzer.duty_u16(0)
    sleep_ms(60)
