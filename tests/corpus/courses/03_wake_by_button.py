# expect: deep sleep ended by a pin
# prints: to sleep
# prints: woken by the pin
from machine import Pin, deepsleep, reset_cause, wake_reason
import esp32
import machine

button = Pin(33, Pin.IN, Pin.PULL_UP)
if reset_cause() == machine.DEEPSLEEP_RESET:
    print("woken by the pin" if wake_reason() == machine.PIN_WAKE else "woken otherwise")
else:
    print("to sleep")
    esp32.wake_on_ext0(pin=button, level=esp32.WAKEUP_ALL_LOW)
    deepsleep()
