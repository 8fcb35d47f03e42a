# mistake: The program uses paho, the MQTT library of computers.
# line: 5
# names.fr: paho ; umqtt|micropython|module|ordinateur
# names.en: paho ; umqtt|micropython|module|computer
import paho.mqtt.client as mqtt
from lab import room
from machine import PWM, Pin

servo = PWM(Pin(18), freq=50, duty_u16=0)


def on_connect(client, userdata, flags, rc):
    client.subscribe(room.topic("do/angle"))


def on_message(client, userdata, msg):
    try:
        angle = int(msg.payload)
    except ValueError:
        return
    if 0 <= angle <= 180:
        servo.duty_ns(500000 + angle * 1900000 // 180)
        client.publish(room.topic("angle"), angle)


client = mqtt.Client()
client.username_pw_set(room.user, room.password)
client.on_connect = on_connect
client.on_message = on_message
client.connect(room.broker, room.port, 60)
client.loop_forever()
