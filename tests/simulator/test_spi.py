"""SPI: the part whose chip select is low hears and answers, on the pins it is wired to."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.rigs.simulator_runs import run, seen

SPI = "from machine import Pin, SPI, SoftSPI\nimport time\n"


@dataclass(frozen=True)
class Echo:
    """A part that answers each byte with the one before it."""

    cs: int = 5
    pins: tuple[int, int, int] = (18, 23, 19)
    heard: list = field(default_factory=list)

    def attach(self, board):
        board.spi.setdefault(self.pins, {})[self.cs] = self

    def transfer(self, data, t_us):
        self.heard.append(data)
        return b"\0" + data[:-1]


def said(program: str, *parts) -> str:
    return run(SPI + program, parts=parts or (Echo(),)).output


def error_of(program: str) -> tuple[str, str]:
    error = run(SPI + program).error
    return error.type, error.message


def test_selected_part_hears_and_answers():
    program = "cs = Pin(5, Pin.OUT, value=0)\ns = SPI(2)\nb = bytearray(3)\ns.write_readinto(b'abc', b)\nprint(b)"
    assert said(program) == "bytearray(b'\\x00ab')\n"


def test_part_that_is_not_selected_is_silent():
    assert said("cs = Pin(5, Pin.OUT, value=1)\nprint(SPI(2).read(2))") == "b'\\xff\\xff'\n"


def test_two_parts_on_one_bus_are_chosen_by_their_pins():
    one, other = Echo(5), Echo(4)
    said("a = Pin(5, Pin.OUT, value=1)\nb = Pin(4, Pin.OUT, value=0)\nSPI(2).write(b'x')", one, other)
    assert (one.heard, other.heard) == ([], [b"x"])


def test_part_on_other_pins_hears_nothing():
    part = Echo(-1)
    said("SPI(1).write(b'x')", part)
    assert part.heard == []


def test_part_without_miso_leaves_the_line_high():
    assert said("print(SPI(2).read(1, 0x41))", Echo(-1, (18, 23, -1))) == "b'\\xff'\n"


def test_software_bus_works_on_any_pins():
    program = "s = SoftSPI(baudrate=100000, sck=Pin(25), mosi=Pin(26), miso=Pin(27))\nb = bytearray(2)\ns.readinto(b, 7)\nprint(b, s)"
    assert said(program, Echo(-1, (25, 26, 27))) == (
        "bytearray(b'\\x00\\x07') SoftSPI(baudrate=100000, polarity=0, phase=0, bits=8, firstbit=0, sck=25, mosi=26, miso=27)\n"
    )


def test_least_significant_bit_may_go_first():
    part = Echo(-1)
    said("SPI(2, firstbit=SPI.LSB).write(b'\\x01')", part)
    assert part.heard == [b"\x80"]


def test_transfer_takes_its_time_and_is_in_the_trace():
    outcome = run(SPI + "s = SPI(2, 1000000)\ns.write(b'12345678')\nprint(time.ticks_us() >= 64)")
    assert outcome.output == "True\n"
    assert seen(outcome, "spi")[0][1] == {"sent": b"12345678", "received": b"\xff" * 8}


def test_description_names_pins_and_speed():
    assert said("s = SPI(1)\ns.init(baudrate=2000000, sck=Pin(25))\nprint(s)") == (
        "SPI(id=1, baudrate=2000000, polarity=0, phase=0, bits=8, firstbit=0, sck=25, mosi=13, miso=12)\n"
    )


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("SPI(0)", ("ValueError", "SPI(0) doesn't exist")),
        ("SPI(3)", ("ValueError", "SPI(3) doesn't exist")),
        ("SPI(2, sck=Pin(34))", ("OSError", "invalid configuration")),
        ("SPI(2, sck=Pin(50))", ("ValueError", "invalid pin")),
        ("SoftSPI(sck=Pin(18))", ("ValueError", "must specify all of sck/mosi/miso")),
        ("SoftSPI(sck=18, mosi=23, miso=19, bits=16)", ("ValueError", "bits must be 8")),
        ("SoftSPI(sck=18, mosi=23, miso=19, firstbit=1)", ("ValueError", "firstbit must be MSB")),
        ("s = SPI(2)\ns.deinit()\ns.read(1)", ("OSError", "transfer on deinitialized SPI")),
        ("SPI(2).write_readinto(b'ab', bytearray(3))", ("ValueError", "buffers must be the same length")),
    ],
)
def test_wrong_use_is_refused(program, expected):
    assert error_of(program) == expected
