# style: while loop, seconds, on and off, French names
import machine
from time import sleep

BROCHE = 2
FOIS = 5
PAUSE = 0.5

lampe = machine.Pin(BROCHE, machine.Pin.OUT)
lampe.off()
compte = 0
while compte < FOIS:
    lampe.on()
    sleep(PAUSE)
    lampe.off()
    sleep(PAUSE)
    compte += 1
    print("éclat", compte)
print("terminé")
