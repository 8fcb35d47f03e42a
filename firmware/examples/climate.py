# Climate of the room: a DHT22 on GPIO15 gives temperature and humidity every 2 s (it cannot be asked more often).
import dht
import lab
from machine import Pin

sensor = dht.DHT22(Pin(15))


def measure():
    try:
        sensor.measure()
    except OSError:
        print("The DHT22 does not answer: check its wire on GPIO15.")
        return
    lab.publish("temperature", round(sensor.temperature(), 1), unit="°C")
    lab.publish("humidity", round(sensor.humidity(), 1), unit="%")


lab.every(2, measure)
lab.run()
