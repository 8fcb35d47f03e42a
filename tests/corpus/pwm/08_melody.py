# expect: notes on a buzzer, by frequency
# does: shows buzzer:25 {"tone_hz": 262}
# does: shows buzzer:25 {"tone_hz": 330}
# does: shows buzzer:25 {"tone_hz": 392}
# does: shows buzzer:25 {"tone_hz": 0}
# prints: C E G
from machine import PWM, Pin
import time

NOTES = {"C": 262, "E": 330, "G": 392}
buzzer = PWM(Pin(25), freq=440, duty=0)
for note in "CEG":
    buzzer.freq(NOTES[note])
    buzzer.duty(512)
    time.sleep_ms(200)
buzzer.duty(0)
print("C E G")
