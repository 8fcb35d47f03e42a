# style: two Timers, micropython.schedule for the measurement
from machine import PWM, Pin, Timer, time_pulse_us
import micropython
import time

micropython.alloc_emergency_exception_buf(100)


def installer(broche_trig, broche_echo, broche_buzzer):
    trig = Pin(broche_trig, Pin.OUT, value=0)
    echo = Pin(broche_echo, Pin.IN)
    buzzer = PWM(Pin(broche_buzzer), freq=1000, duty_u16=0)
    cm = [500]
    bip = [time.ticks_ms()]

    def mesurer(_):
        trig.on()
        time.sleep_us(10)
        trig.off()
        duree = time_pulse_us(echo, 1, 30000)
        cm[0] = duree * 0.01715 if duree > 0 else 500

    def sonner(_):
        age = time.ticks_diff(time.ticks_ms(), bip[0])
        if cm[0] > 100:
            buzzer.duty_u16(0)
        elif cm[0] < 10:
            buzzer.duty_u16(32768)
        elif age >= cm[0] * 10:
            bip[0] = time.ticks_ms()
            buzzer.duty_u16(32768)
        elif age >= 25:
            buzzer.duty_u16(0)

    return mesurer, sonner


mesurer, sonner = installer(5, 18, 25)
Timer(0).init(period=60, callback=lambda t: micropython.schedule(mesurer, 0))
Timer(1).init(period=5, callback=sonner)
while True:
    time.sleep(1)
