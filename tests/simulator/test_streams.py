"""Streams: several waited for at once, asyncio's readers and writers, and what somebody types at the console."""

from __future__ import annotations

import pytest

from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.world.scenario import Span, Typed, Visit, Wifi
from tests.rigs.simulator_runs import run

JOIN = """
import asyncio, network, select, socket, sys, time
from machine import Pin, UART
wifi = network.WLAN(network.WLAN.IF_STA)
wifi.active(True)
wifi.connect("atelier", "atelier123")
while not wifi.isconnected():
    time.sleep_ms(100)
"""
SERVER = """
server = socket.socket()
server.bind(("0.0.0.0", 80))
server.listen(1)
"""


def test_a_server_socket_is_polled_until_its_visitor_comes():
    program = """
poller = select.poll()
poller.register(server, select.POLLIN)
print(poller.poll(1000))
[(ready, flags)] = poller.poll()
print(ready is server, flags, time.ticks_ms() // 1000)
"""
    outcome = run(JOIN + SERVER + program, seconds=20, visits=(Visit(5),))
    assert (outcome.output, outcome.error) == ("[]\nTrue 1 5\n", None)


def test_the_first_of_several_streams_ends_the_wait():
    program = """
uart = UART(1, 9600, tx=4, rx=5)
poller = select.poll()
for stream in (server, uart, sys.stdin):
    poller.register(stream, select.POLLIN)
[(ready, flags)] = poller.poll()
print(ready is sys.stdin, ready.readline())
print(uart in [one for one, _ in poller.poll(0)], select.select([server], [uart], [], 0.1)[1] == [uart])
"""
    outcome = run(JOIN + SERVER + program, seconds=20, typed=(Typed(3, "on\n"),), visits=(Visit(8),))
    assert (outcome.output, outcome.error) == ("True on\n\nFalse True\n", None)


def test_an_interrupt_is_served_while_streams_are_waited_for():
    program = """
Pin(4, Pin.IN, Pin.PULL_UP).irq(lambda pin: print("pressed", time.ticks_ms() // 100), Pin.IRQ_FALLING)
poller = select.poll()
poller.register(server, select.POLLIN)
print(len(poller.poll(9000)), time.ticks_ms() // 1000)
"""
    outcome = run(JOIN + SERVER + program, seconds=20, visits=(Visit(5),), parts=(Button(4, (Press(3),)),))
    assert outcome.output == "pressed 30\n1 5\n"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("poller.register(5)", "OSError stream operation not supported"),
        ("poller.modify(server, 1)", "OSError [Errno 2] ENOENT"),
        ("poller.unregister(server)", "None"),
        ("poller.poll(50)", "[]"),
    ],
)
def test_a_poller_answers_as_the_port_does(call, told):
    program = f"""
poller = select.poll()
try:
    print({call})
except Exception as error:
    print(type(error).__name__, error)
"""
    assert run(JOIN + SERVER + program).output == told + "\n"


def test_asyncio_serves_and_asks_at_once():
    program = """
async def serve(reader, writer):
    first = await reader.readline()
    while await reader.readline() not in (b"", b"\\r\\n"):
        pass
    writer.write(b"HTTP/1.0 200 OK\\r\\n\\r\\nhello")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("served", first)

async def count():
    for number in range(6):
        await asyncio.sleep(1)
    print("counted")

async def main():
    server = await asyncio.start_server(serve, "0.0.0.0", 80)
    await count()
    server.close()
    await server.wait_closed()

asyncio.run(main())
print("over")
"""
    outcome = run(JOIN + program, seconds=20, visits=(Visit(4),))
    assert (outcome.output, outcome.error) == ("served b'GET / HTTP/1.1\\r\\n'\ncounted\nover\n", None)
    [answer] = [one.value for one in outcome.events if one.kind == "http-answer"]
    assert b"hello" in str(answer).encode()


def test_asyncio_reads_the_console_beside_other_tasks():
    program = """
async def ask():
    reader = asyncio.StreamReader(sys.stdin)
    print("heard", await reader.readline())

async def main():
    task = asyncio.create_task(ask())
    while not task.done():
        await asyncio.sleep(1)
        print("tick")

asyncio.run(main())
"""
    outcome = run("import asyncio, sys\n" + program, typed=(Typed(2.5, "yes\n"),))
    assert outcome.output == "tick\ntick\nheard b'yes\\n'\ntick\n"


def test_a_cancelled_reader_is_forgotten():
    program = """
async def main():
    reader = asyncio.StreamReader(sys.stdin)
    try:
        await asyncio.wait_for(reader.readline(), 1)
    except asyncio.TimeoutError:
        print("nobody typed")
    await asyncio.sleep(3)

asyncio.run(main())
"""
    outcome = run("import asyncio, sys\n" + program, typed=(Typed(2, "late\n"),))
    assert (outcome.output, outcome.end) == ("nobody typed\n", "finished")


def test_a_question_waits_until_somebody_answers():
    program = """
import time
while True:
    answer = input("degrees? ")
    if answer.isdigit():
        break
    print("a number, please")
print(int(answer) + 1, time.ticks_ms() // 1000)
"""
    outcome = run(program, typed=(Typed(2, "ninety\r\n"), Typed(4, "90\n")))
    assert outcome.output == "degrees? ninety\na number, please\ndegrees? 90\n91 4\n"


def test_nobody_answers_and_the_program_still_waits_at_the_end():
    outcome = run("input('name? ')\nprint('never')", seconds=30)
    assert (outcome.end, outcome.output) == ("deadline", "name? ")


@pytest.mark.parametrize(("typed", "error"), [("\x03", "KeyboardInterrupt"), ("\x04", "EOFError")])
def test_keys_with_a_meaning_end_a_question(typed, error):
    program = f"try:\n    input()\nexcept {error}:\n    print('{error}')"
    assert run(program, typed=(Typed(1, typed + "\n"),)).output == f"{error}\n"


def test_more_than_the_console_holds_is_lost():
    outcome = run(
        "import sys, time\ntime.sleep(2)\nprint(len(sys.stdin.readline()))", typed=(Typed(1, "x" * 5000 + "\n"),)
    )
    assert outcome.end == "deadline"


@pytest.mark.parametrize(("outages", "will_s"), [(((20, 100),), 91), ((), 21)])
def test_the_will_of_a_raw_client_comes_when_the_broker_can_know(outages, will_s):
    program = """
link = socket.socket()
link.connect(("192.168.4.1", 1883))
body = b"\\0\\4MQTT\\4\\x06\\0\\x3c" + b"\\0\\3own" + b"\\0\\5state" + b"\\0\\4gone"
link.write(bytes([0x10, len(body)]) + body)
link.read(4)
time.sleep(20)
link.close()
time.sleep(130)
"""
    wifi = Wifi(outages=tuple(Span(*one) for one in outages))
    outcome = run(JOIN + program, seconds=160, wifi=wifi)
    assert [one.t_us // 1_000_000 for one in outcome.events if one.kind == "mqtt-will"] == [will_s]
