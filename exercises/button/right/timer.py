# style: a timer looks at the button, three equal readings count
from machine import Pin, Timer

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
state = [0, False]


def look(timer):
    state[0] = (state[0] << 1 | (button.value() == 0)) & 7
    if state[0] == 7 and not state[1]:
        state[1] = True
        led.on()
        memory.value(not memory.value())
    elif state[0] == 0 and state[1]:
        state[1] = False
        led.off()


Timer(1).init(period=8, mode=Timer.PERIODIC, callback=look)
