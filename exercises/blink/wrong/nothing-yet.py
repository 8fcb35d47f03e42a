import time

for blink in range(5):
    print("LED on")
    time.sleep_ms(500)
    print("LED off")
    time.sleep_ms(500)
