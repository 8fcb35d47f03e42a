# style: the driver of the board, functions, try and finally
from machine import PWM, Pin
from hcsr04 import HCSR04
import time

radar = HCSR04(trigger=Pin(5), echo=Pin(18))
buzzer = PWM(Pin(25), freq=1500, duty_u16=0)


def look():
    try:
        return radar.read() or 400
    except OSError:
        return 400


def is_loud(distance, since_ms):
    return distance < 10 or (distance <= 100 and since_ms < 60)


try:
    begun = time.ticks_ms()
    while True:
        distance = look()
        for _ in range(3):
            now = time.ticks_ms()
            if time.ticks_diff(now, begun) >= distance * 10:
                begun = now
            buzzer.duty_u16(32768 if is_loud(distance, time.ticks_diff(now, begun)) else 0)
            time.sleep_ms(20)
finally:
    buzzer.duty_u16(0)
