# mistake: The program is written for CircuitPython.
# line: 5
# names.fr: board|analogio|circuitpython ; machine|micropython|module|carte
# names.en: board|analogio|circuitpython ; machine|micropython|module|board
import board
import analogio
import pwmio
import time

knob = analogio.AnalogIn(board.IO34)
led = pwmio.PWMOut(board.IO25, frequency=1000)

while True:
    led.duty_cycle = knob.value
    time.sleep(0.02)
