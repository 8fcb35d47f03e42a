# mistake: The program is written for gpiozero on a Raspberry Pi.
# line: 5
# names.fr: gpiozero ; machine|micropython|raspberry|module|pin
# names.en: gpiozero ; machine|micropython|raspberry|module|pin
from gpiozero import MotionSensor
from signal import pause
from lab import room
from umqtt.simple import MQTTClient
from time import sleep

pir = MotionSensor(13)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
sleep(60)


def quelqu_un():
    client.publish(room.topic("presence"), "1", retain=True)


def personne():
    client.publish(room.topic("presence"), "0", retain=True)


pir.when_motion = quelqu_un
pir.when_no_motion = personne
pause()
