"""What MicroPython 1.27 on an ESP32 refuses or takes, call by call (seen on emulated boards, and in its C sources)."""

from __future__ import annotations

import pytest

from tests.rigs.simulator_runs import run

EVERYTHING = """
import esp, esp32, hashlib, json, machine, math, micropython, network, os, socket, sys, time
from machine import ADC, DAC, I2C, PWM, RTC, SPI, UART, WDT, Pin, Signal, SoftI2C, SoftSPI, Timer, TouchPad
"""

REFUSED = {
    "Pin(2.0)": "ValueError invalid pin",
    "Pin(True)": "ValueError invalid pin",
    "Pin('2')": "ValueError invalid pin",
    "Pin(24)": "ValueError invalid pin",
    "Pin(2, 'out')": "TypeError can't convert str to int",
    "Pin(34, Pin.OUT)": "ValueError pin can only be input",
    "Pin(2).irq(print, 1.5)": "TypeError can't convert float to int",
    "Timer(4)": "ValueError invalid Timer number",
    "Timer(-1)": "ValueError invalid Timer number",
    "Timer(0, period=2**40)": "OverflowError overflow converting long int to machine word",
    "UART(1).write(5)": "TypeError object with buffer protocol required",
    "UART(1).write([1])": "TypeError object with buffer protocol required",
    "RTC().memory(5)": "TypeError object with buffer protocol required",
    "SPI(1).write(5)": "TypeError object with buffer protocol required",
    "I2C(0).writeto(60, 5)": "TypeError object with buffer protocol required",
    "I2C(0).writeto('60', b'')": "TypeError can't convert str to int",
    "esp32.NVS('a').set_i32('b', 2**40)": "OverflowError overflow converting long int to machine word",
    "esp32.NVS('a').set_i32('b', 1.5)": "TypeError can't convert float to int",
    "esp32.NVS('a').set_blob('b', 5)": "TypeError object with buffer protocol required",
    "esp32.NVS(5)": "TypeError can't convert 'int' object to str implicitly",
    "esp32.NVS(b'a').get_i32(None)": "TypeError can't convert 'NoneType' object to str implicitly",
    "esp32.wake_on_ext0(4, 0)": "ValueError expecting a pin",
    "esp32.PCNT(0, pin=5)": "ValueError expecting a pin",
    "esp32.RMT(0, pin='D4')": "ValueError expecting a pin",
    "machine.Counter(1, 5)": "ValueError expecting a pin",
    "socket.getaddrinfo(5, 80)": "TypeError can't convert 'int' object to str implicitly",
    "socket.socket().connect((1.5, 80))": "TypeError can't convert 'float' object to str implicitly",
    "network.country(('F', 'R'))": "TypeError can't convert 'tuple' object to str implicitly",
    "I2C(0).readfrom_mem(60, b'x', 1)": "TypeError can't convert bytes to int",
    "open('a', 5)": "TypeError can't convert 'int' object to str implicitly",
    "socket.socket('tcp')": "TypeError can't convert str to int",
    "socket.socket(2, 'tcp')": "TypeError can't convert str to int",
    "socket.socket().send(5)": "TypeError object with buffer protocol required",
    "hashlib.sha1(5)": "TypeError object with buffer protocol required",
    "ADC(Pin(34), atten=4)": "ValueError invalid attenuation",
    "ADC(Pin(34)).width(8)": "ValueError invalid bit-width",
    "open('a', 'rw')": "ValueError ",
    "network.WLAN().connect()": "OSError Wifi Not Started",
    "(network.WLAN().active(True), network.WLAN().connect())": "OSError Wifi SSID Invalid",
    "exec('from sys import nothing')": "ImportError can't import name nothing",
    "exec('from micropython import nothing')": "ImportError can't import name nothing",
    "exec('from machine import nothing')": "AttributeError 'module' object has no attribute 'nothing'",
    "exec('from network import (WLAN, nothing)')": "ImportError can't import name nothing",
    "exec('from network import nothing')": "ImportError can't import name nothing",
    "exec('from esp32 import NVS, nothing')": "ImportError can't import name nothing",
    "exec('from random import shuffle')": "ImportError can't import name shuffle",
    "exec('import random; random.sample')": "AttributeError 'module' object has no attribute 'sample'",
    "machine.nobody": "AttributeError 'module' object has no attribute 'nobody'",
    "sys.nothing": "AttributeError 'module' object has no attribute 'nothing'",
}
TAKEN = {
    "exec('from machine import const'), machine.const(3)": "(None, 3)",
    "Pin(20), Pin(6), Pin(11)": "(Pin(20), Pin(6), Pin(11))",
    "Pin(2, True)": "Pin(2)",
    "Pin(2, Pin.OUT, True)": "Pin(2)",
    "PWM(Pin(4), freq=1000).duty(True)": "None",
    "DAC(Pin(25)).write(True)": "None",
    "ADC(Pin(34))": "ADC(Pin(34), atten=3)",
    "Pin(2).irq(print, Pin.IRQ_FALLING).trigger()": "2",
    "Pin(2).irq(print, Pin.IRQ_RISING).trigger(Pin.IRQ_FALLING), Pin(2).irq().trigger()": "(1, 2)",
    "Pin(2).irq(None).trigger()": "0",
    "(Pin(2, Pin.OUT, value=1), Pin(2).value(None), Pin(2).value())": "(Pin(2), None, 0)",
    "open('a', 'w').close(), open('a', 'q').read()": "(None, '')",
    "os.sep, network.AUTH_OPEN, network.AUTH_WPA2_PSK": "('/', 0, 3)",
    "hashlib.sha1(b'abc').digest().hex()": "a9993e364706816aba3e25717850c26c9cd0d89d",
    "hashlib.md5(b'abc').digest().hex()": "900150983cd24fb0d6963f7d28e17f72",
    "esp.flash_size(), esp.flash_user_start(), esp.osdebug(None)": "(4194304, 2097152, None)",
    "sys, micropython": "(<module 'sys'>, <module 'micropython'>)",
}
OBJECTS = (
    "Pin(2)", "PWM(Pin(4))", "ADC(Pin(34))", "DAC(Pin(25))", "TouchPad(Pin(4))", "I2C(0)", "SPI(1)", "UART(1)", "RTC()",
    "SoftI2C(Pin(22), Pin(21))", "Timer(0)", "WDT()", "Signal(Pin(2))", "network.WLAN()", "socket.socket()",
    "esp32.NVS('a')", "hashlib.sha1()", "SoftSPI(sck=Pin(18), mosi=Pin(23), miso=Pin(19))", "sys", "micropython",
)  # fmt: skip


def said(expression: str) -> str:
    attempt = (
        f"try:\n    print(repr(({expression})))\nexcept Exception as error:\n    print(type(error).__name__, error)\n"
    )
    outcome = run(EVERYTHING + attempt)
    assert (outcome.error, outcome.fault) == (None, None)
    return outcome.output.removesuffix("\n").strip("'") if outcome.output.startswith("'") else outcome.output[:-1]


@pytest.mark.parametrize("expression", REFUSED)
def test_what_c_refuses_is_refused_in_its_words(expression):
    assert said(expression) == REFUSED[expression]


@pytest.mark.parametrize("expression", TAKEN)
def test_what_c_takes_is_taken(expression):
    assert said(expression) == TAKEN[expression]


def test_no_name_can_be_given_to_an_object_of_the_firmware():
    lines = [f"attempt({one!r}, lambda: {one})" for one in OBJECTS]
    attempt = """
def attempt(name, make):
    one = make()
    try:
        one.value = 1
        print(name)
    except AttributeError as error:
        if str(error) != "'%s' object has no attribute 'value'" % type(one).__name__:
            print(name, error)
"""
    assert run(EVERYTHING + attempt + "\n".join(lines)).output == ""


def test_a_class_made_from_one_takes_names():
    program = """
from machine import Pin
class Lamp(Pin):
    def __init__(self, number):
        super().__init__(number, Pin.OUT)
        self.switched = 0
    def light(self):
        self.on()
        self.switched += 1
lamp = Lamp(2)
lamp.light()
print(lamp.value(), lamp.switched, lamp)
"""
    assert run(program).output == "1 1 Pin(2)\n"


def test_main_is_the_program():
    program = """
answer = 42
import __main__
print(__main__.answer, __name__)
__main__.other = 7
print(other)
"""
    assert run(program).output == "42 __main__\n7\n"


def test_the_path_of_modules_can_be_changed_and_the_firmware_is_still_found():
    program = """
import sys
sys.path.append("/parts")
sys.path = ["", "/parts"]
import lamp
from machine import ADC
print(lamp.PIN, sys.path[:2], sys.implementation.name, ADC(34))
"""
    outcome = run(program, files={"parts/lamp.py": b"PIN = 2"})
    assert (outcome.output, outcome.error) == ("2 ['', '/parts'] micropython ADC(Pin(34), atten=3)\n", None)


def test_boot_and_main_share_main_and_nothing_of_ours_is_in_it():
    outcome = run("print(sorted(one for one in dir() if one[0] != '_'))", files={"boot.py": b"first = 1"})
    assert outcome.output == "['first', 'gc', 'vfs']\n"  # as the firmware's own start leaves them


@pytest.mark.parametrize(
    ("made", "printed"),
    [
        ("import network\nprint(network.WLAN(network.STA_IF))", "<WLAN>"),
        ("import socket\nprint(socket.socket())", "<socket>"),
        ("print(machine.RTC(), machine.Signal(machine.Pin(2, machine.Pin.OUT)))", "<RTC> <Signal>"),
        ("print(str(open('x.txt', 'w')).split()[0])", "<io.TextIOWrapper"),
        ("print(str(open('x.bin', 'wb')).split()[0])", "<io.FileIO"),
        ("print(machine.disable_irq())", "0"),
    ],
)
def test_objects_are_printed_as_on_a_board(made, printed):
    assert run("import machine\n" + made).output.strip() == printed
