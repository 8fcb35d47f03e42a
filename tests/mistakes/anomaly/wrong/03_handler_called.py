# mistake: The function of the interrupt is called (parentheses) instead of being given to irq.
# line: 65
# names.fr: parenthèse|()|appel|argument ; on_motion|irq|fonction|handler
# names.en: parenthes|bracket|()|call|argument ; on_motion|irq|function|handler
from lab import room
from machine import Pin, Timer
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

is_time = True
is_listening = False
walks = []


def each_minute(timer):
    global is_time
    is_time = True


def each_ten_seconds(timer):
    global is_listening
    is_listening = True


def on_motion(pin):
    walks.append(time.time())


def drop_old():
    while len(walks) > 0 and time.time() - walks[0] > 24 * 3600:
        del walks[0]


def presence():
    drop_old()
    now = time.time()
    answer = []
    for start in walks:
        answer.append(now - start)
    return answer


def on_message(topic, msg):
    if topic == room.topic("do/erase").encode():
        walks.clear()
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
motion.irq(handler=on_motion(), trigger=Pin.IRQ_RISING)
history = []
last_said = None
minutes_since = 0
is_alert = False
time.sleep(2)
Timer(0).init(period=60000, mode=Timer.PERIODIC, callback=each_minute)
Timer(1).init(period=10000, mode=Timer.PERIODIC, callback=each_ten_seconds)
while True:
    if is_listening:
        is_listening = False
        client.check_msg()
    if is_time:
        is_time = False
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
        if len(history) > 4:
            # The newest is left out: two in a row must be far from the rest.
            rest = history[:-1]
            normal = sum(rest) / len(rest)
            gap = min(abs(value - normal), abs(history[-1] - normal))
            if gap > 3 and not is_alert:
                is_alert = True
                client.publish(room.topic("alert"), text)
            if abs(value - normal) < 1:
                is_alert = False
        history.append(value)
        history = history[-30:]
    time.sleep_ms(200)
