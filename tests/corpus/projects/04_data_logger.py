# expect: readings to a CSV file, then statistics from it
# prints: 6 lines
# prints: min 20.0 max 22.5
# prints: ds18b20.csv
from machine import Pin
import ds18x20
import onewire
import os
import time

bus = ds18x20.DS18X20(onewire.OneWire(Pin(4)))
rom = bus.scan()[0]
with open("ds18b20.csv", "w") as log:
    log.write("t_s,temperature\n")
    for n in range(5):
        bus.convert_temp()
        time.sleep_ms(750)
        log.write("%d,%.2f\n" % (n * 2, bus.read_temp(rom)))
        time.sleep_ms(1250)

with open("ds18b20.csv") as log:
    lines = log.readlines()
values = [float(line.split(",")[1]) for line in lines[1:]]
print(len(lines), "lines")
print("min", min(values), "max", max(values))
print([name for name in os.listdir() if name.endswith(".csv")][0])
