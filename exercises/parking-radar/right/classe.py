# style: classes, distances in millimetres, French names
from machine import PWM, Pin, time_pulse_us
from time import sleep_ms, sleep_us, ticks_diff, ticks_ms


class Sonar:
    def __init__(self, declencheur, echo):
        self.declencheur = Pin(declencheur, Pin.OUT, value=0)
        self.echo = Pin(echo, Pin.IN, Pin.PULL_DOWN)

    def millimetres(self):
        self.declencheur.on()
        sleep_us(12)
        self.declencheur.off()
        duree = time_pulse_us(self.echo, 1, 25000)
        return duree * 343 // 2000 if duree > 0 else 100000


class Bip:
    def __init__(self, broche):
        self.son = PWM(Pin(broche), freq=880, duty_u16=0)
        self.debut = ticks_ms()

    def regler(self, est_fort):
        self.son.duty_u16(20000 if est_fort else 0)

    def rythmer(self, intervalle):
        passe = ticks_diff(ticks_ms(), self.debut)
        if passe >= intervalle:
            self.debut = ticks_ms()
            self.regler(True)
        elif passe >= 40:
            self.regler(False)


sonar, bip = Sonar(5, 18), Bip(25)
derniere = ticks_ms()
mesure = 100000
while True:
    if ticks_diff(ticks_ms(), derniere) >= 60:
        derniere = ticks_ms()
        mesure = sonar.millimetres()
    if mesure > 1000 or mesure < 100:
        bip.regler(mesure < 100)
    else:
        bip.rythmer(mesure)
    sleep_ms(20)
