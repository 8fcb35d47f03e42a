# style: machine.Signal and the bits of a number
from machine import Pin, Signal
from utime import sleep_us

lampe = Signal(Pin(2, Pin.OUT, value=0), invert=False)
motif = 0b0101010101

while motif:
    if motif & 1:
        lampe.on()
    else:
        lampe.off()
    sleep_us(500_000)
    motif >>= 1
lampe.off()
