"""1-Wire: presence, search among several parts, matched and skipped numbers, checksums, absent parts."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import pytest

from iot_lab.simulator.peripherals.one_wire import OneWireBus, crc8, rom_of
from tests.rigs.simulator_runs import run

WIRE = "from machine import Pin\nimport onewire, ds18x20, time\now = onewire.OneWire(Pin(4))\n"


class Thermometer:
    """A DS18B20 cut down to what these tests ask: it converts in 750 ms and answers nine bytes."""

    def __init__(self, rom: bytes, raw: int) -> None:
        self.rom = rom
        self.written = b""
        self._raw, self._shown, self._ready_us = raw, 0x0550, 0
        self._bits: deque[int] = deque()
        self._command = 0

    def select(self, t_us):
        self._command = 0
        self._bits.clear()

    def write(self, value, t_us):
        if self._command:
            self.written += bytes([value])
            return
        self._command = value
        if value == 0x44:
            self._ready_us = t_us + 750_000
        elif value == 0xBE:
            temperature = self._raw if 0 < self._ready_us <= t_us else self._shown
            data = (temperature & 0xFFFF).to_bytes(2, "little") + bytes([75, 70, 127, 255, 12, 16])
            data += bytes([crc8(data)])
            self._bits.extend(value >> place & 1 for value in data for place in range(8))

    def read_bit(self, t_us):
        if self._bits:
            return self._bits.popleft()
        return int(t_us >= self._ready_us)


@dataclass(frozen=True)
class Wire:
    """Thermometers on pin 4."""

    devices: tuple[Thermometer, ...]

    def attach(self, board):
        board.one_wire.setdefault(4, []).extend(self.devices)


def wire(*raws: int) -> Wire:
    return Wire(tuple(Thermometer(rom_of(0x28, 1000 + 77 * index), raw) for index, raw in enumerate(raws)))


def said(program: str, part: Wire) -> str:
    return run(WIRE + program, parts=(part,)).output


def error_of(program: str, part: Wire) -> tuple[str, str]:
    error = run(WIRE + program, parts=(part,)).error
    return error.type, error.message


MEASURE = """
sensor = ds18x20.DS18X20(ow)
roms = sensor.scan()
sensor.convert_temp()
time.sleep_ms(750)
print([sensor.read_temp(rom) for rom in roms])
"""


def test_temperature_comes_750_ms_after_it_was_asked_for():
    assert said(MEASURE, wire(0x0191)) == "[25.0625]\n"


def test_temperature_read_too_early_is_85_degrees():
    assert said(MEASURE.replace("750", "100"), wire(0x0191)) == "[85.0]\n"


def test_temperature_below_zero_has_its_sign():
    assert said(MEASURE, wire(-0xA2)) == "[-10.125]\n"


@pytest.mark.parametrize("count", [1, 2, 5])
def test_search_finds_every_part_once(count):
    part = wire(*range(count))
    found = said("for rom in ow.scan():\n print(bytes(rom).hex())", part).split()
    assert sorted(found) == sorted(device.rom.hex() for device in part.devices)


def test_each_part_answers_for_itself():
    part = wire(16, 32, 48)
    assert sorted(eval(said(MEASURE, part))) == [1.0, 2.0, 3.0]


def test_families_that_are_no_thermometer_are_left_out():
    part = Wire((Thermometer(rom_of(0x01, 5), 0), Thermometer(rom_of(0x28, 6), 0)))
    assert said("print(len(ow.scan()), len(ds18x20.DS18X20(ow).scan()))", part) == "2 1\n"


def test_scratchpad_is_written_to_the_chosen_part_only():
    part = wire(1, 2)
    said(
        "s = ds18x20.DS18X20(ow)\nrom = [one for one in s.scan() if one[1] == 0xE8][0]\ns.write_scratch(rom, b'\\1\\2\\x3f')",
        part,
    )
    assert [device.written for device in part.devices] == [b"\1\2\x3f", b""]


def test_nobody_on_the_wire_is_found_and_told():
    assert said("print(ow.reset(), ow.scan(), ow.readbyte())", wire()) == "False [] 255\n"
    assert error_of("ow.reset(True)", wire()) == ("OneWireError", "")
    assert error_of("ds18x20.DS18X20(ow).convert_temp()", wire()) == ("OneWireError", "")


def test_number_that_nobody_has_gives_a_checksum_error():
    program = f"ds18x20.DS18X20(ow).read_scratch(bytearray({list(rom_of(0x28, 9))}))"
    assert error_of(program, wire(1)) == ("Exception", "CRC error")


def test_conversion_is_awaited_bit_by_bit():
    program = "s = ds18x20.DS18X20(ow)\ns.convert_temp()\nwhile not ow.readbit():\n time.sleep_ms(10)\nprint(750 <= time.ticks_ms() <= 770)"
    assert said(program, wire(1)) == "True\n"


def test_checksum_is_that_of_the_datasheet():
    assert crc8(bytes.fromhex("021CB801000000")) == 0xA2
    assert said("print(hex(ow.crc8(b'\\x02\\x1c\\xb8\\x01\\0\\0\\0')))", wire()) == "0xa2\n"


def test_single_part_says_its_number():
    part = wire(1)
    bus = OneWireBus(list(part.devices))
    bus.reset()
    for place in range(8):
        bus.write_bit(0x33 >> place & 1, 0)
    assert [bus.read_bit(0) for _ in range(64)] == [part.devices[0].rom[i >> 3] >> (i & 7) & 1 for i in range(64)]
