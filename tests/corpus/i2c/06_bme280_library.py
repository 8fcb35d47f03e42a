# expect: climate by the kit's driver
# prints: 23.4 C 52 % 998.0 hPa
from machine import I2C, Pin
from bme280 import BME280

climate = BME280(I2C(0, scl=Pin(22), sda=Pin(21))).read()
print("%.1f C %.0f %% %.1f hPa" % (climate.temperature_c, climate.humidity_percent, climate.pressure_hpa))
