# mistake: analogRead and analogWrite belong to Arduino.
# line: 12
# names.fr: analogread ; arduino|read_u16|micropython|existe|connaît|défini
# names.en: analogread ; arduino|read_u16|micropython|exist|know|defin
from machine import Pin, PWM, ADC
import time

POT = 34
LED = 25

def loop():
    valeur = analogRead(POT)
    analogWrite(LED, valeur // 16)
    time.sleep_ms(10)

while True:
    loop()
