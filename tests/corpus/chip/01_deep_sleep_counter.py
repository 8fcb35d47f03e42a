# expect: boots counted in RTC memory
# prints: boot 1 power-on
# prints: boot 2 deep sleep
# prints: boot 3 deep sleep
# prints: done
import machine

rtc = machine.RTC()
data = rtc.memory()
count = (data[0] if data else 0) + 1
rtc.memory(bytes([count]))
woke = machine.reset_cause() == machine.DEEPSLEEP_RESET
print("boot", count, "deep sleep" if woke else "power-on")
if count < 3:
    machine.deepsleep(5000)
print("done")
