from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)

# À vous : mesurer la distance, puis biper selon elle, sans jamais dormir longtemps.
trigger.on()
time.sleep_us(10)
trigger.off()
print(time_pulse_us(echo, 1, 30000))
