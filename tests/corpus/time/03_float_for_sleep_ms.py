# expect: sleep_ms wants a whole number
# prints: half a second
# ends: error TypeError
import time

time.sleep(0.5)
print("half a second")
time.sleep_ms(0.5)
