import time
from machine import PWM, Pin, time_pulse_us


class Sonar:
    PERIOD = 65

    def __init__(self, trigger, echo):
        self.trigger = Pin(trigger, Pin.OUT, value=0)
        self.echo = Pin(echo, Pin.IN)
        self.when = time.ticks_ms()
        self.cm = -1

    def update(self):
        if time.ticks_diff(time.ticks_ms(), self.when) < self.PERIOD:
            return
        self.when = time.ticks_ms()
        self.trigger.on()
        time.sleep_us(10)
        self.trigger.off()
        width = time_pulse_us(self.echo, 1, 30000)
        self.cm = width / 58.3 if width > 0 else -1


class Beeper:
    def __init__(self, pin):
        self.pwm = PWM(Pin(pin), freq=1000, duty_u16=0)
        self.sounding = False
        self.last = time.ticks_ms()

    def sound(self, on):
        if on != self.sounding:
            self.sounding = on
            self.pwm.duty_u16(32768 if on else 0)

    def update(self, cm):
        now = time.ticks_ms()
        age = time.ticks_diff(now, self.last)
        if cm < 0 or cm > 100:
            self.sound(False)
        elif cm < 10:
            self.sound(True)
            self.last = now
        elif age >= cm * 10:
            self.last = now
            self.sound(True)
        else:
            self.sound(age < 30)


sonar = Sonar(5, 18)
beeper = Beeper(25)
while True:
    sonar.update()
    beeper.update(sonar.cm)
    time.sleep_ms(3)
