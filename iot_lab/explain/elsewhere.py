"""Names that come from other worlds, and what replaces them on this board."""

from __future__ import annotations

from typing import Final

from iot_lab.explain.elsewhere_members import MEMBERS
from iot_lab.explain.nearest import nearest
from iot_lab.explain.replacements import Replacement, read_rows

NAMES: Final = read_rows(
    """
true | JavaScript, C | True
false | JavaScript, C | False
null nil undefined NULL nullptr none | JavaScript, C | None
vrai Vrai | | True
faux Faux | | False
rien Rien aucun | | None
HIGH | Arduino | 1
LOW | Arduino | 0
OUTPUT | Arduino | Pin.OUT
INPUT | Arduino | Pin.IN
INPUT_PULLUP | Arduino | Pin.IN, Pin.PULL_UP
INPUT_PULLDOWN | Arduino | Pin.IN, Pin.PULL_DOWN
RISING | Arduino | Pin.IRQ_RISING
FALLING | Arduino | Pin.IRQ_FALLING
CHANGE | Arduino | Pin.IRQ_RISING + Pin.IRQ_FALLING
LED_BUILTIN | Arduino | 2
pinMode | Arduino | led = Pin(2, Pin.OUT)
digitalWrite | Arduino | led.value(1)
digitalRead | Arduino | button.value()
analogRead | Arduino | ADC(Pin(34)).read()
analogWrite ledcWrite | Arduino | PWM(Pin(4)).duty(512)
attachInterrupt | Arduino | button.irq(handler=function, trigger=Pin.IRQ_FALLING)
delay | Arduino | time.sleep_ms(500)
delayMicroseconds | Arduino | time.sleep_us(10)
millis | Arduino | time.ticks_ms()
micros | Arduino | time.ticks_us()
pulseIn | Arduino | machine.time_pulse_us(echo, 1)
tone | Arduino | PWM(Pin(4), freq=440)
noTone | Arduino | pwm.deinit()
Serial | Arduino | print(...)
WiFi Wifi | Arduino | network.WLAN(network.STA_IF)
PubSubClient | Arduino | MQTTClient("name", "192.168.4.1")
constrain | Arduino | min(max(x, low), high)
random_seed randomSeed | Arduino | random.seed(1)
console | JavaScript | print(...)
setTimeout | JavaScript | Timer(0).init(period=1000, mode=Timer.ONE_SHOT, callback=function)
setInterval | JavaScript | Timer(0).init(period=1000, callback=function)
parseInt | JavaScript | int(text)
parseFloat | JavaScript | float(text)
JSON | JavaScript | json.dumps(...)
Math | JavaScript | math
String toString | JavaScript, C | str(x)
Number | JavaScript | float(text)
Array | JavaScript | []
document window alert | JavaScript | print(...)
printf println cout puts echo System | C, Java, PHP | print(...)
scanf | C | input()
strlen sizeof | C | len(text)
function | JavaScript | def name():
xrange | Python 2 | range(...)
raw_input | Python 2 | input()
unicode | Python 2 | str(x)
GPIO | Raspberry Pi | Pin(2, Pin.OUT)
LED PWMLED | gpiozero (Raspberry Pi) | Pin(2, Pin.OUT)
Button | gpiozero (Raspberry Pi) | Pin(18, Pin.IN, Pin.PULL_UP)
Buzzer | gpiozero (Raspberry Pi) | Pin(4, Pin.OUT)
MCP3008 | gpiozero (Raspberry Pi) | ADC(Pin(34))
pause | gpiozero (Raspberry Pi) | while True: time.sleep(1)
board | CircuitPython | Pin(2)
digitalio | CircuitPython | Pin(2, Pin.OUT)
analogio | CircuitPython | ADC(Pin(34))
pwmio | CircuitPython | PWM(Pin(4))
busio | CircuitPython | I2C(0)
adafruit_dht | CircuitPython | dht.DHT22(Pin(15))
pin0 pin1 pin2 display button_a button_b microbit | micro:bit | Pin(2)
ascii | Python | repr(x)
exit quit | Python | sys.exit()
format | Python | "{:.1f}".format(x)
vars | Python | dir(x)
breakpoint | Python | print(x)
FileNotFoundError ConnectionError ConnectionRefusedError ConnectionResetError TimeoutError | Python | OSError
PermissionError | Python | OSError
IOError EnvironmentError BrokenPipeError InterruptedError FileExistsError IsADirectoryError | Python | OSError
ModuleNotFoundError | Python | ImportError
RecursionError | Python | RuntimeError
UnboundLocalError | Python | NameError
JSONDecodeError | Python | ValueError
FloatingPointError | Python | ArithmeticError
Warning UserWarning DeprecationWarning | Python | Exception
""".replace("Pin.IRQ_RISING | Pin.IRQ_FALLING", "Pin.IRQ_RISING + Pin.IRQ_FALLING")
)

MODULES: Final = read_rows("""
RPi GPIO | Raspberry Pi | from machine import Pin
gpiozero | Raspberry Pi | from machine import Pin
pigpio wiringpi lgpio gpiod | Raspberry Pi | from machine import Pin
smbus smbus2 | Raspberry Pi | from machine import I2C
spidev | Raspberry Pi | from machine import SPI
serial | PySerial | from machine import UART
Adafruit_DHT adafruit_dht dht22 dht11 DHT | Raspberry Pi, CircuitPython | import dht
board digitalio microcontroller | CircuitPython | from machine import Pin
analogio | CircuitPython | from machine import ADC
pwmio | CircuitPython | from machine import PWM
busio bitbangio | CircuitPython | from machine import I2C
wifi adafruit_requests socketpool | CircuitPython | import network
adafruit_minimqtt | CircuitPython | from umqtt.simple import MQTTClient
neopixel_write adafruit_led_animation | CircuitPython | import neopixel
countio rotaryio keypad | CircuitPython | from machine import Pin
rp2 picozero pico | Raspberry Pi Pico | from machine import Pin
microbit | micro:bit | from machine import Pin
pyb stm | pyboard | from machine import Pin
Arduino pyfirmata arduino | Arduino | from machine import Pin
paho mqtt MQTT umqttsimple umqtt_simple mqttclient simple mqtt_client | Python | from umqtt.simple import MQTTClient
robust | Python | from umqtt.simple import MQTTClient
WiFi Wifi WLAN wlan | Arduino | import network
threading multiprocessing concurrent | Python | import _thread
datetime calendar date | Python | import time
logging warnings traceback | Python | print(...)
urllib urllib3 http httpx aiohttp | Python | import requests
socketserver flask Flask django bottle | Python | import socket
signal sched schedule | Python | from machine import Timer
sensor sensors | | import dht
""")


def foreign_name(name: str) -> Replacement | None:
    """Return what replaces a bare name of another world."""
    return NAMES.get(name) or _pin_of_another_board(name)


def foreign_module(name: str) -> Replacement | None:
    """Return what to import instead of a module of another world."""
    found = MODULES.get(name) or MODULES.get(name.partition(".")[0])
    if found is None and name.lower().startswith("adafruit_"):
        return Replacement("CircuitPython", "from machine import I2C")
    return found


def foreign_member(owner: str, name: str) -> Replacement | None:
    """Return what replaces a member that this board's module or class has not."""
    return MEMBERS.get(f"{owner}.{name}")


def near_foreign_member(owner: str, name: str) -> Replacement | None:
    """Return what replaces a member of another world that is written with a slip: `lenght`."""
    known = {full.partition(".")[2] for full in MEMBERS if full.startswith(f"{owner}.")}
    meant = nearest(name, known) if len(name) >= 4 else None
    return foreign_member(owner, meant) if meant else None


def _pin_of_another_board(name: str) -> Replacement | None:
    """Return the pin number of `D4`, `GPIO4`, `GP15`: names that other boards give to their pins."""
    for prefix, world in (("GPIO", "Arduino"), ("GP", "Raspberry Pi Pico"), ("IO", "Arduino"), ("D", "Arduino")):
        digits = name.removeprefix(prefix).removeprefix("_")
        if digits != name and digits.isdigit() and len(digits) <= 2:
            return Replacement(world, str(int(digits)))
    return Replacement("Arduino", "34") if name in {"A0", "A1", "A2", "A3"} else None
