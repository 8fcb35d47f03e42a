# style: two Timers raise flags, the loop does the work
from lab import room
from machine import Pin, Timer
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

measure_now = True
listen_now = False
starts = []


def each_minute(timer):
    global measure_now
    measure_now = True


def each_ten_seconds(timer):
    global listen_now
    listen_now = True


def on_motion(pin):
    starts.append(time.time())


def drop_old():
    while len(starts) > 0 and time.time() - starts[0] > 24 * 3600:
        del starts[0]


def presence():
    drop_old()
    now = time.time()
    answer = []
    for start in starts:
        answer.append(now - start)
    return answer


def on_message(topic, msg):
    if topic == room.topic("do/erase").encode():
        starts.clear()
        client.publish(room.topic("done/erase"), b'{"ok": true}')


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(on_message)
client.connect()
client.subscribe(room.topic("do/erase"))

sensor = dht.DHT22(Pin(15))
motion = Pin(27, Pin.IN)
motion.irq(handler=on_motion, trigger=Pin.IRQ_RISING)
last_values = []
last_said = None
minutes_since = 0
is_alert = False
time.sleep(2)
Timer(0).init(period=60000, mode=Timer.PERIODIC, callback=each_minute)
Timer(1).init(period=10000, mode=Timer.PERIODIC, callback=each_ten_seconds)
while True:
    if listen_now:
        listen_now = False
        client.check_msg()
    if measure_now:
        measure_now = False
        drop_old()
        minutes_since += 1
        try:
            sensor.measure()
        except OSError:
            continue
        value = sensor.temperature()
        text = json.dumps({"temperature": round(value, 1)})
        if last_said is None or abs(value - last_said) > 0.6 or minutes_since >= 50:
            client.publish(room.topic("climate"), text)
            last_said = value
            minutes_since = 0
        if len(last_values) > 4:
            # The newest is left out: two in a row must be far from the rest.
            rest = last_values[:-1]
            normal = sum(rest) / len(rest)
            gap = min(abs(value - normal), abs(last_values[-1] - normal))
            if gap > 3 and not is_alert:
                is_alert = True
                client.publish(room.topic("alert"), text)
            if abs(value - normal) < 1:
                is_alert = False
        last_values.append(value)
        last_values = last_values[-30:]
    time.sleep_ms(200)
