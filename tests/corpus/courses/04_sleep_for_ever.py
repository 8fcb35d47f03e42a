# expect: deep sleep without a time and without a pin
# prints: good night
# ends: runs
import machine

print("good night")
machine.deepsleep()
print("never")
