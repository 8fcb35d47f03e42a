"""UARTs: bytes at their speed, timeouts, full buffers, the wrong speed, and the console."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from textwrap import dedent

import pytest

from iot_lab.simulator.peripherals.serial_line import SerialLine
from tests.rigs.simulator_runs import run, seen

UART = "from machine import UART, Pin\nimport time\n"


@dataclass(frozen=True)
class Loopback:
    """A wire between pins 17 and 16."""

    def attach(self, board):
        line = board.uarts.setdefault((17, 16), SerialLine())
        line.hear = lambda data, t_us: line.say(data)


@dataclass(frozen=True)
class Talker:
    """A part that says things by itself, and remembers what it hears and when."""

    says: tuple[tuple[float, bytes], ...] = ()
    baud: int | None = None
    heard: list = field(default_factory=list)

    def attach(self, board):
        line = board.uarts.setdefault((17, 16), SerialLine(self.baud))
        line.hear = lambda data, t_us: self.heard.append((t_us, data))
        for t_s, data in self.says:
            board.schedule(round(t_s * 1e6), partial(line.say, data))


def said(program: str, *parts, **around) -> str:
    return run(UART + program, parts=parts, **around).output


def error_of(program: str) -> tuple[str, str]:
    error = run(UART + program).error
    return error.type, error.message


def test_wire_from_tx_to_rx_brings_bytes_back():
    program = "u = UART(2, 9600)\nprint(u.write('hello'), u.any(), u.read())\ntime.sleep_ms(50)\nprint(u.any(), u.read(2), u.read())"
    assert said(program, Loopback()) == "5 0 None\n5 b'he' b'llo'\n"


def test_bytes_take_their_time():
    part = Talker()
    outcome = run(UART + "UART(2, 9600).write(b'0123456789')\ntime.sleep(1)", parts=(part,))
    ((written_us, _),) = seen(outcome, "uart-write")
    assert part.heard == [(written_us + 10_416, b"0123456789")]


def test_timeout_waits_for_what_comes():
    assert (
        said("u = UART(2, timeout=2000)\nprint(u.read(4), time.ticks_ms() // 100)", Talker(((1.0, b"data"),)))
        == "b'data' 10\n"
    )


def test_timeout_gives_up():
    assert said("u = UART(2, timeout=300)\nprint(u.read(4), time.ticks_ms())", Talker()) == "None 300\n"


def test_line_is_read_up_to_its_end():
    program = "u = UART(2, 9600, timeout=3000)\nprint(u.readline(), u.readline())"
    assert said(program, Talker(((1.0, b"$GPGGA,1\r\n$GP"), (2.0, b"RMC\n")))) == "b'$GPGGA,1\\r\\n' b'$GPRMC\\n'\n"


def test_readinto_fills_a_buffer():
    program = """
        u = UART(2)
        time.sleep(1)
        b = bytearray(4)
        print(u.readinto(b, 2), b)
        print(u.readinto(b), b, u.readinto(b))
    """
    expected = "2 bytearray(b'ab\\x00\\x00')\n1 bytearray(b'cb\\x00\\x00') None\n"
    assert run(UART + dedent(program), parts=(Talker(((0.5, b"abc"),)),)).output == expected


def test_full_buffer_forgets_the_rest():
    assert said("u = UART(2, rxbuf=256)\ntime.sleep(1)\nprint(u.any())", Talker(((0.1, bytes(500)),))) == "256\n"


def test_wrong_speed_gives_rubbish_both_ways():
    part = Talker(((0.1, b"hello"),), baud=9600)
    assert "hello" not in said("u = UART(2, 115200)\nu.write('hello')\ntime.sleep(1)\nprint(u.read())", part)
    assert part.heard[0][1] != b"hello"


def test_interrupt_comes_with_the_bytes():
    program = "u = UART(2)\nu.irq(lambda it: print(it.read()), UART.IRQ_RXIDLE)"
    outcome = run(UART + program, parts=(Talker(((1.0, b"hi"),)),), seconds=5)
    assert (outcome.output, outcome.end) == ("b'hi'\n", "deadline")


def test_flush_waits_until_all_is_sent():
    program = "u = UART(2, 9600)\nu.write(bytes(96))\na = u.txdone()\nu.flush()\nprint(a, u.txdone(), time.ticks_ms())"
    assert said(program) == "False True 100\n"


def test_write_waits_while_its_buffer_is_full():
    assert 600 <= int(said("UART(2, 9600).write(bytes(1000))\nprint(time.ticks_ms())")) <= 700


def test_closed_uart_neither_sends_nor_receives():
    assert (
        said("u = UART(2)\nu.deinit()\ntime.sleep(1)\nprint(u.write('a'), u.read(), u.any())", Talker(((0.5, b"x"),)))
        == "None None 0\n"
    )


def test_uart_0_is_the_console():
    assert said("print(UART(0).write('hello\\n'))") == "hello\n6\n"


def test_description_tells_settings():
    assert said("print(UART(1, 9600, bits=7, parity=0, stop=2, tx=25, rx=26, timeout=5))") == (
        "UART(1, baudrate=9600, bits=7, parity=0, stop=2, tx=25, rx=26, rts=-1, cts=-1, txbuf=256, rxbuf=256, "
        "timeout=5, timeout_char=2, irq=0)\n"
    )


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("UART(3)", "UART(3) does not exist"),
        ("UART(-1)", "UART(-1) does not exist"),
        ("UART(1, 9600, bits=9)", "invalid data bits"),
        ("UART(1, 9600, stop=3)", "invalid stop bits"),
        ("UART(1, 9600, invert=1)", "invalid inversion mask"),
        ("UART(1, 9600, flow=4)", "invalid flow control mask"),
        ("UART(1, 9600, tx=50)", "invalid pin"),
    ],
)
def test_wrong_setting_is_a_value_error(program, message):
    assert error_of(program) == ("ValueError", message)


def test_what_is_sent_and_read_is_in_the_trace():
    outcome = run(UART + "u = UART(2)\nu.write('a')\ntime.sleep(1)\nu.read()", parts=(Loopback(),))
    assert (seen(outcome, "uart-write", "2")[0][1], seen(outcome, "uart-read", "2")[0][1]) == (b"a", b"a")
