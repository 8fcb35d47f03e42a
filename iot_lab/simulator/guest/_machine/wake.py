# Pin.irq(wake=...) of an ESP32: the level of an RTC pin that ends a sleep (ports/esp32/machine_pin.c).
from _board import call


def _wake_on(number, level, wake):
    if wake not in (2, 3, 4, 5, 6, 7):
        raise ValueError("bad wake value")
    if number in (1, 3, 5, 16, 17, 18, 19, 21, 22, 23):
        raise ValueError("invalid pin for wake")
    call("wake-on", "ext0 %d %d" % (level, number))
