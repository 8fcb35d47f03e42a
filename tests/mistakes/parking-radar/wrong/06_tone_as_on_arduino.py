# mistake: PWM has no method tone; that is Arduino's.
# line: 26
# names.fr: tone ; pwm|freq|duty|arduino|méthode|existe|connaît|buzzer
# names.en: tone ; pwm|freq|duty|arduino|method|exist|know|buzzer
from machine import PWM, Pin, time_pulse_us
import time


class Radar:
    def __init__(self):
        self.trig = Pin(5, Pin.OUT, value=0)
        self.echo = Pin(18, Pin.IN)
        self.buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
        self.vu = time.ticks_ms()
        self.bip = time.ticks_ms()
        self.cm = None

    def mesurer(self):
        self.trig.on()
        time.sleep_us(10)
        self.trig.off()
        duree = time_pulse_us(self.echo, 1, 30000)
        self.cm = duree * 0.01715 if duree > 0 else None

    def sonner(self):
        self.buzzer.tone(1000)

    def tour(self):
        maintenant = time.ticks_ms()
        if time.ticks_diff(maintenant, self.vu) >= 60:
            self.vu = maintenant
            self.mesurer()
        if self.cm is None or self.cm > 100:
            self.buzzer.duty_u16(0)
        elif self.cm < 10:
            self.sonner()
        elif time.ticks_diff(maintenant, self.bip) >= self.cm * 10:
            self.bip = maintenant
            self.sonner()
        elif time.ticks_diff(maintenant, self.bip) >= 30:
            self.buzzer.duty_u16(0)


radar = Radar()
while True:
    radar.tour()
    time.sleep_ms(1)
