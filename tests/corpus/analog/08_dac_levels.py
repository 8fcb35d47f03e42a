# expect: three voltages, a pin without a DAC, a value too large
# does: dac 25 0
# does: dac 25 128
# does: dac 25 255
# prints: set
# prints: ValueError
# prints: ValueError
from machine import DAC, Pin

dac = DAC(Pin(25))
for level in (0, 128, 255):
    dac.write(level)
print("set")
for wrong in (lambda: DAC(Pin(4)), lambda: dac.write(256)):
    try:
        wrong()
    except ValueError:
        print("ValueError")
