# mistake: The for line lacks its colon.
# line: 11
# names.fr: deux-points|deux points|« : »|":"|`:`|« : »|« : » ; for|boucle|ligne|fin
# names.en: colon|":"|`:`|':' ; for|loop|line|end
from machine import Pin
from time import sleep

lampe = Pin(2, Pin.OUT)

# cinq fois
for i in range(5)
    lampe.value(1)
    sleep(0.5)
    lampe.value(0)
    sleep(0.5)
