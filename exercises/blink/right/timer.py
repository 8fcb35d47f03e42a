from machine import Pin, Timer

lampe = Pin(2, Pin.OUT, value=1)
changements = 0


def demi_seconde(minuterie):
    global changements
    changements += 1
    lampe.value(not lampe.value())
    if changements == 9:
        minuterie.deinit()


Timer(0).init(period=500, mode=Timer.PERIODIC, callback=demi_seconde)
