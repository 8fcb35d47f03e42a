# mistake: set_callback gets obeir() with parentheses: the function is called at once, without its arguments, instead of being handed over.
# line: 41
# names.fr: parenthèse|appel|sans ()|() ; obeir|fonction|set_callback|nom|argument
# names.en: parenthes|call|without ()|()|bracket ; obeir|function|set_callback|name|argument
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
from time import sleep_ms

servo = PWM(Pin(18))
servo.freq(50)
servo.duty_u16(0)


def tourner(degres):
    largeur_ms = 0.5 + degres * 1.9 / 180
    servo.duty_ns(int(largeur_ms * 1_000_000))


def obeir(sujet, message):
    try:
        degres = int(message)
        if degres not in range(181):
            raise ValueError("hors de 0 à 180")
    except ValueError as e:
        print("écarté :", e)
        return
    tourner(degres)
    courtier.publish(room.topic("angle"), str(degres))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    sleep_ms(100)

courtier = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
courtier.set_callback(obeir())
courtier.connect()
courtier.subscribe(room.topic("do/angle"))

while True:
    courtier.check_msg()
    sleep_ms(20)
