"""Measure what the firmware's stand-ins in Python (`iot_lab/simulator/guest`) compute: on a board they are C.

A simulated board charges its program for computing, but not for what a function of the firmware takes only here. Each
statement below runs between two marks on a simulated board; the fuel spent from one host call to the next says what
the stand-in takes before its call and after it. `fuel.json`: `before` and `after` by the call's name (of a module that
is loaded: `file-code` and its path), and `character`, what one character more in a call's text takes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

MARK, PRINT = "mark", "print"
ROUNDS: Final = 4
SHORT, LONG = 16, 1016
PERIPHERALS: Final = (
    "ADC DAC I2C PWM RTC SPI Signal SoftI2C Timer TouchPad UART WDT bitstream disable_irq time_pulse_us"
)
# These run before there is anything to measure.
STARTING: Final = ("_start", "_load", "_boot", "_board")
PREPARE: Final = """
from host import call as host_call
import time, machine, network, esp32, socket
from machine import Pin, ADC, PWM, I2C, SPI, UART, Timer, RTC, DAC, TouchPad, WDT, time_pulse_us
led = Pin(2, Pin.OUT)
button = Pin(4, Pin.IN, Pin.PULL_UP)
adc, dac, pad = ADC(Pin(34)), DAC(Pin(25)), TouchPad(Pin(32))
pwm = PWM(Pin(13), freq=1000, duty_u16=100)
i2c = I2C(0, scl=Pin(22), sda=Pin(21))
spi = SPI(1)
uart = UART(2, 9600)
timer = Timer(0)
rtc = RTC()
nvs = esp32.NVS("a")
nvs.set_i32("a", 1)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
def callback(_): pass
def marking(_): host_call('mark', '')
"""
STATEMENTS: Final = (
    "print('a')", "led.on()", "led.value(1)", "button.value()", "led.init(Pin.OUT)", "Pin(2, Pin.OUT)",
    "button.irq(callback, Pin.IRQ_FALLING)", "button.irq(None)",
    # Another time than the last one, which is written anew.
    "time.sleep_ms(1); time.sleep_ms(2)", "time.sleep(0.001); time.sleep(0.002)", "time.sleep_us(9); time.sleep_us(8)",
    "time.ticks_us()", "time.time()",
    "adc.read()", "adc.read_u16()", "adc.read_uv()", "dac.write(9)", "pad.read()",
    "pwm.duty_u16(200)", "pwm.duty(100)", "pwm.freq(2000)", "pwm.freq()",
    "i2c.writeto(118, b'\\xd0')", "i2c.readfrom(118, 2)", "i2c.scan()", "spi.write(b'ab')", "spi.read(2)",
    "uart.write(b'ab')", "uart.any()", "uart.read()",
    "Timer(0, period=100000, callback=callback)", "Pin(2, Pin.OUT, value=0)", "PWM(Pin(13), freq=1000, duty_u16=100)",
    "machine.bitstream(led, 0, (400, 850, 800, 450), b'ab')",
    "timer.init(period=100000, callback=callback)", "timer.value()", "timer.deinit()",
    "timer.init(mode=Timer.ONE_SHOT, period=1, callback=marking); time.sleep_ms(2)",
    "time_pulse_us(button, 0, 10)", "machine.unique_id()", "machine.reset_cause()", "machine.lightsleep(1)",
    "rtc.memory()", "nvs.set_i32('a', 1)", "nvs.get_i32('a')",
    "wlan.isconnected()", "wlan.status()", "wlan.active()", "wlan.ifconfig()",
)  # fmt: skip


def make(root: Path, target: Path) -> None:
    """Write `fuel.json` into `target`."""
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    mark = _least_between_marks("pass")[0][0][1] // 2
    for statement in STATEMENTS:
        for calls in _least_between_marks(statement):
            _note(calls, mark, before, after)
    for figures in (before, after):
        known = sorted(figures[name] for name in figures if " " not in name)
        figures["other"] = known[3 * len(known) // 5]  # rather too much than too little
    guest = root / "iot_lab" / "simulator" / "guest"
    for source in sorted(guest.rglob("*.py")):
        name = ".".join(source.relative_to(guest).with_suffix("").parts).removesuffix(".__init__")
        if name not in STARTING:
            _note_import(f"import {name}", after)
    for name in PERIPHERALS.split():
        _note_import(f"from machine import {name}", after)
    facts = {"before": before, "after": after, "character": _of_one_character()}
    (target / "fuel.json").write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _note(calls: list[tuple[str, int]], mark: int, before: dict[str, int], after: dict[str, int]) -> None:
    """Keep the most that any statement took before each call, and after the last one."""
    for index, (name, fuel) in enumerate(calls[:-1]):
        before[name] = max(before.get(name, 0), fuel - (mark if index == 0 else 0))
    if len(calls) > 1:
        last = calls[-2][0]
        after[last] = max(after.get(last, 0), calls[-1][1] - mark)


def _least_between_marks(statement: str) -> list[list[tuple[str, int]]]:
    """Return the calls from one mark to the next, each with the least fuel that any round spent before it.

    A round in which memory was collected took more.
    """
    program = f"{PREPARE}\nfor _ in range({ROUNDS}):\n host_call('{MARK}', '')\n {statement}\nhost_call('{MARK}', '')"
    groups: list[list[tuple[str, int]]] = [[]]
    for name, fuel in _calls(program):
        groups[-1].append((name, fuel))
        if name == MARK:
            groups.append([])
    least: dict[tuple[str, ...], list[int]] = {}
    for group in groups[1:-1]:
        names, spent = tuple(name for name, _ in group), [fuel for _, fuel in group]
        least[names] = [min(pair) for pair in zip(least.get(names, spent), spent, strict=True)]
    return [list(zip(names, spent, strict=True)) for names, spent in least.items() if "collected" not in names]


def _calls(program: str) -> list[tuple[str, int]]:
    """Run a program; returns each call with the fuel spent since the one before."""
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.boots import Boots
    from iot_lab.simulator.chip import Chip
    from iot_lab.simulator.clock import VirtualClock
    from iot_lab.simulator.limits import Limits
    from iot_lab.simulator.network.around import Around
    from iot_lab.simulator.parts.bme280 import Bme280
    from iot_lab.simulator.virtual import flash
    from iot_lab.simulator.world.scenario import Scenario

    found: list[tuple[str, int]] = []

    def begin(host: Any, sandbox: Any) -> None:
        answer, last = host.call, sandbox.guest.fuel()

        def call(name: str, payload: str) -> str:
            nonlocal last
            left = sandbox.guest.fuel()
            found.append((f"{name} {payload}" if name == "file-code" else name, last - left))
            last = left
            said: str = answer(name, payload)
            return said

        begin_print = host.begin_print

        def begin(size: int, pieces: int) -> None:
            nonlocal last
            left = sandbox.guest.fuel()
            found.append((PRINT, last - left))
            last = left
            begin_print(size, pieces)

        host.call, host.begin_print = call, begin

    board = Board(Scenario(3600, parts=(Bme280(),)), VirtualClock(), 0)
    boots = Boots(board, Chip(flash(program, {})), Around(board), Limits(), begin=begin)
    boots.run()
    if boots.end not in ("finished", "deadline"):
        raise RuntimeError(f"the stand-ins could not be measured: {boots.end} {boots.traceback}")
    return found


def _note_import(statement: str, after: dict[str, int]) -> None:
    """Keep what loading each module took once its code was there."""
    loaded = ""
    program = f"from host import call\ntry:\n {statement}\nexcept Exception: pass\ncall('{MARK}', '')"
    for call, fuel in _calls(program):
        if loaded and not call.startswith(("next", "collected")):
            after[loaded] = max(after.get(loaded, 0), fuel)  # what imports it goes on as well
        loaded = call if call.startswith("file-code /.system/") else ""


def _of_one_character() -> int:
    """Compare two lengths of the same text, which is written in hexadecimal."""
    short, long = (
        min(
            sum(fuel for _, fuel in calls)
            for calls in _least_between_marks(f"uart.write(b'a' * {size})")
            if len(calls) > 1
        )
        for size in (SHORT, LONG)
    )
    return (long - short) // (2 * (LONG - SHORT))
