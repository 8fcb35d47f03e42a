"""I2C: errors told apart, the software bus's primitives, pins and settings."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from iot_lab.simulator.parts.mpu6050 import Mpu6050
from tests.rigs.simulator_runs import run

I2C = "from machine import I2C, SoftI2C, Pin\nimport time\n"


@dataclass(frozen=True)
class ShortCircuit:
    """A pin held at ground."""

    pin: int

    def attach(self, board):
        board.pins.drive(self.pin, 0)


def said(program: str, *parts) -> str:
    return run(I2C + program, parts=parts or (Mpu6050(),)).output


def error_of(program: str, *parts) -> tuple[str, str]:
    error = run(I2C + program, parts=parts).error
    return error.type, error.message


@pytest.mark.parametrize(
    "bus", ["I2C(0, scl=Pin(22), sda=Pin(21))", "I2C(1, scl=22, sda=21)", "SoftI2C(Pin(22), Pin(21))"]
)
def test_any_bus_on_the_part_s_pins_finds_it(bus):
    assert said(f"i = {bus}\nprint(i.scan(), i.readfrom_mem(0x68, 0x75, 1))") == "[104] b'h'\n"


def test_bus_keeps_its_pins_until_others_are_given():
    assert said("I2C(0, scl=Pin(22), sda=Pin(21))\nprint(I2C(0), I2C(1))") == (
        "I2C(0, scl=22, sda=21, freq=400000) I2C(1, scl=25, sda=26, freq=400000)\n"
    )


def test_every_way_to_read_and_write_gives_the_same():
    program = """i = I2C(0, scl=Pin(22), sda=Pin(21))
print(i.writevto(0x68, [b"\\x6b", bytearray(1)]), i.writeto(0x68, b"\\x75", False), i.readfrom(0x68, 1))
one, two = bytearray(1), bytearray(1)
i.readfrom_mem_into(0x68, 0x75, one)
i.writeto(0x68, b"\\x75")
i.readfrom_into(0x68, two)
print(one, two)
"""
    assert said(program) == "2 1 b'h'\nbytearray(b'h') bytearray(b'h')\n"


def test_software_bus_is_driven_step_by_step():
    program = """i = SoftI2C(scl=Pin(22), sda=Pin(21))
i.start()
sent = i.write(b"\\xd0\\x75")
i.start()
sent += i.write(b"\\xd1")
b = bytearray(1)
i.readinto(b)
i.stop()
i.start()
print(sent, b, i.write(b"\\x20\\x00"))
"""
    assert said(program) == "3 bytearray(b'h') 0\n"


def test_hardware_bus_has_no_primitives():
    for step in ("start()", "stop()", "write(b'')", "readinto(bytearray(1))"):
        assert error_of(f"I2C(0).{step}") == ("OSError", "I2C operation not supported")


def test_nobody_at_the_address_is_enodev():
    assert error_of("I2C(0).writeto(0x40, b'a')") == ("OSError", "[Errno 19] ENODEV")


@pytest.mark.parametrize("line", [21, 22])
@pytest.mark.parametrize("bus", ["I2C(0, scl=22, sda=21)", "SoftI2C(22, 21)"])
def test_bus_held_low_times_out(bus, line):
    assert error_of(f"{bus}.readfrom(0x68, 1)", Mpu6050(), ShortCircuit(line)) == ("OSError", "[Errno 116] ETIMEDOUT")


def test_nobody_is_found_on_a_bus_held_low():
    assert said("print(SoftI2C(22, 21).scan())", Mpu6050(), ShortCircuit(21)) == "[]\n"


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("I2C(2)", "I2C(2) doesn't exist"),
        ("I2C(-1)", "I2C(-1) doesn't exist"),
        ("I2C(0, scl=Pin(35), sda=Pin(21))", "invalid pin"),
        ("SoftI2C(Pin(22), Pin(50))", "invalid pin"),
    ],
)
def test_wrong_bus_or_pin_is_a_value_error(program, message):
    assert error_of(program) == ("ValueError", message)


def test_closed_bus_answers_enodev():
    assert error_of("i = I2C(0)\ni.deinit()\ni.writeto(0x68, b'')") == ("OSError", "[Errno 19] ENODEV")
