# Starts every timer at its fastest, and each callback starts them again. Ends: deadline. Hint: nothing-yet.
from machine import Timer


def again(timer):
    start()


def start():
    for number in range(4):
        Timer(number).init(period=1, mode=Timer.PERIODIC, callback=again)


start()
while True:
    pass
