# style: a timer schedules the measure, closures hold the state, a mean of the last two
from machine import PWM, Pin, Timer, time_pulse_us
import micropython
import time


def eye(trigger, echo):
    seen = [500, 500]

    def measure(_):
        trigger.on()
        time.sleep_us(15)
        trigger.off()
        width = time_pulse_us(echo, 1, 28000)
        seen[:] = [seen[1], width / 58.3 if width > 0 else 500]

    def centimetres():
        older, newer = seen
        return (older + newer) / 2 if abs(older - newer) < 2 else newer

    return measure, centimetres


measure, centimetres = eye(Pin(5, Pin.OUT, value=0), Pin(18, Pin.IN))
Timer(0).init(period=60, mode=Timer.PERIODIC, callback=lambda timer: micropython.schedule(measure, timer))
buzzer = PWM(Pin(25))
buzzer.init(freq=700, duty_u16=0)
start = time.ticks_ms()
while True:
    cm, age = centimetres(), time.ticks_diff(time.ticks_ms(), start)
    if 10 <= cm <= 100 and age >= 10 * cm:
        start, age = time.ticks_ms(), 0
    buzzer.duty_u16(25000 if cm < 10 or cm <= 100 and age < 45 else 0)
    time.sleep_ms(15)
