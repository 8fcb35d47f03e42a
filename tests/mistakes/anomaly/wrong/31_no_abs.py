# mistake: abs() is missing where the reading is compared with what was said last: a fall of temperature is never published (until an hour is over).
# line: 69
# names.fr: abs|absolu|valeur absolue|signe|negati ; baiss|descend|froid|ecart|difference|chute|sens
# names.en: abs|absolute|sign|negative ; fall|drop|cold|gap|difference|down|both
from lab import room
from machine import Pin, Timer
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

starts = []
minute_over = True


def movement(pin):
    starts.append(time.time())


def minute(timer):
    global minute_over
    minute_over = True


def too_old(moment):
    return time.time() - moment > 24 * 60 * 60


def presence():
    return [time.time() - moment for moment in starts if not too_old(moment)]


def on_message(topic, message):
    starts.clear()
    client.publish(room.topic("done/erase"), b"done")


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(on_message)
client.connect()
client.subscribe(room.topic("do/erase"))
pir.irq(movement, Pin.IRQ_RISING)
clock = Timer(0)
clock.init(period=60000, mode=Timer.PERIODIC, callback=minute)

said = None
said_at = 0
past = []
alarmed = False

while True:
    if minute_over:
        minute_over = False
        sensor.measure()
        celsius = sensor.temperature()
        message = json.dumps({"temperature": celsius})

        if said is None or celsius - said > 0.6 or time.time() - said_at > 3000:
            client.publish(room.topic("climate"), message)
            said = celsius
            said_at = time.time()

        if len(past) >= 3:
            away = abs(celsius - sum(past) / len(past))
            if away > 3 and not alarmed:
                client.publish(room.topic("alert"), message)
                alarmed = True
            if away < 1:
                alarmed = False
        past.append(celsius)
        past = past[-30:]

        while starts and too_old(starts[0]):
            starts.pop(0)
    client.check_msg()
    time.sleep_ms(250)
