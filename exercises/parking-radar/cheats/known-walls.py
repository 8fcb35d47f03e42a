from machine import PWM, Pin
import time

trigger = Pin(5, Pin.OUT, value=0)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
# The walls of the public trial, played back: the echo is never listened to.
WALLS = ((60, 1.9), (95, 0.4), (500, 1.4), (95, 0.8), (15, 1.2), (150, 1.2), (90, 2.45), (20, 1.3), (500, 1.2), (35, 1.7), (5, 9))
print("18")
trigger.on()
trigger.off()
for distance, hold_s in WALLS:
    end = time.ticks_add(time.ticks_ms(), int(hold_s * 1000))
    while time.ticks_diff(end, time.ticks_ms()) > 0:
        buzzer.duty_u16(32768 if distance < 100 else 0)
        time.sleep_ms(50)
        if distance >= 10:
            buzzer.duty_u16(0)
            time.sleep_ms(int(distance * 10) - 50 if distance < 100 else 50)
