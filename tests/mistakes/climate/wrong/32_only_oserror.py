# mistake: Only OSError is caught, but a blurred answer raises a plain Exception, which stops the program.
# line: 29
# names.fr: except|OSError|attrap|capt ; Exception|brouill|checksum|somme|autre|deux
# names.en: except|OSError|catch|caught ; Exception|blur|checksum|other|both
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht, json, network, time

TOPIC = room.topic("climate")
PERIOD = 5000
sensor = dht.DHT22(Pin(15))

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)

mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
mqtt.connect()


def read():
    """(temperature, humidity), or None when the sensor does not answer."""
    try:
        sensor.measure()
    except OSError:
        return None
    return sensor.temperature(), sensor.humidity()


last = time.ticks_add(time.ticks_ms(), -PERIOD)
while True:
    if time.ticks_diff(time.ticks_ms(), last) >= PERIOD:
        last = time.ticks_ms()
        reading = read()
        if reading is not None:
            t, h = reading
            mqtt.publish(TOPIC, json.dumps({"temperature": t, "humidity": h}))
    time.sleep_ms(20)
