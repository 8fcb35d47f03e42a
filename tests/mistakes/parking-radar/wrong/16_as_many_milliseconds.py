# mistake: The interval is as many milliseconds as centimetres, instead of hundredths of a second.
# line: 28
# names.fr: milliseconde|centième|ms|interval|10|dix ; distance|cm|bip|vite|rapide|centimètre
# names.en: millisecond|hundredth|ms|interval|10|ten ; distance|cm|beep|fast|quick|centimetre
from machine import PWM, Pin, time_pulse_us
import time

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
haut_parleur = PWM(Pin(25), freq=1000, duty_u16=0)
mesure_le = bip_le = time.ticks_ms()
distance = None

while True:
    maintenant = time.ticks_ms()
    if time.ticks_diff(maintenant, mesure_le) >= 60:
        mesure_le = maintenant
        trig.on()
        time.sleep_us(10)
        trig.off()
        duree = time_pulse_us(echo, 1, 30000)
        distance = duree * 0.0343 / 2 if duree > 0 else None
    if distance is None or distance > 100:
        haut_parleur.duty_u16(0)
    elif distance < 10:
        haut_parleur.duty_u16(32768)
    else:
        intervalle = distance
        ecoule = time.ticks_diff(maintenant, bip_le)
        if ecoule >= intervalle:
            bip_le = maintenant
            haut_parleur.duty_u16(32768)
        elif ecoule >= intervalle / 3:
            haut_parleur.duty_u16(0)
    time.sleep_ms(1)
