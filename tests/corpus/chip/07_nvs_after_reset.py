# expect: a counter of starts in NVS
# prints: 1
# prints: 2
# prints: 3
import esp32
import machine

nvs = esp32.NVS("app")
try:
    starts = nvs.get_i32("starts")
except OSError:
    starts = 0
starts += 1
nvs.set_i32("starts", starts)
nvs.commit()
print(starts)
if starts < 3:
    machine.reset()
