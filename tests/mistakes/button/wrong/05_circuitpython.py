# mistake: The program is written for CircuitPython (board, digitalio).
# line: 6
# names.fr: circuitpython|digitalio|board ; machine|pin|esp32|micropython
# names.en: circuitpython|digitalio|board ; machine|pin|esp32|micropython
import time
import board
import digitalio

button = digitalio.DigitalInOut(board.IO18)
button.direction = digitalio.Direction.INPUT
button.pull = digitalio.Pull.UP
led = digitalio.DigitalInOut(board.IO2)
led.direction = digitalio.Direction.OUTPUT
memory = digitalio.DigitalInOut(board.IO4)
memory.direction = digitalio.Direction.OUTPUT
last = True
while True:
    now = button.value
    if now != last:
        last = now
        led.value = not now
        if not now:
            memory.value = not memory.value
        time.sleep(0.03)
