# mistake: The program is written for a Raspberry Pi (RPi.GPIO).
# line: 5
# names.fr: rpi|gpio|raspberry ; machine|pin|esp32|micropython|carte
# names.en: rpi|gpio|raspberry ; machine|pin|esp32|micropython|board
import RPi.GPIO as GPIO
import time

GPIO.setmode(GPIO.BCM)
GPIO.setup(2, GPIO.OUT)

for i in range(5):
    GPIO.output(2, GPIO.HIGH)
    time.sleep(0.5)
    GPIO.output(2, GPIO.LOW)
    time.sleep(0.5)
GPIO.cleanup()
