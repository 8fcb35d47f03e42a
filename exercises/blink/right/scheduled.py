# style: a timer's interrupt schedules the work, the main loop only looks at a flag
from machine import Pin, Timer
import micropython

led = Pin(2, Pin.OUT)
done = False
count = 0


def change(_):
    global count, done
    led.value(not led.value())
    count += 1
    if count == 10:
        timer.deinit()
        done = True


timer = Timer(0)
change(None)
timer.init(period=500, mode=Timer.PERIODIC, callback=lambda t: micropython.schedule(change, 0))
while not done:
    pass
