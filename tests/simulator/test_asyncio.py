"""asyncio on the simulated board: tasks, timeouts, events, locks, flags, as MicroPython documents them."""

from __future__ import annotations

import re

import pytest

from iot_lab.simulator.parts.button import Button, Press
from tests.rigs.simulator_runs import run

BEGIN = """
import asyncio, time
async def say(word, ms=0):
    await asyncio.sleep_ms(ms)
    print(word, time.ticks_ms())
    return word
async def fail(ms=0):
    await asyncio.sleep_ms(ms)
    raise ValueError("no")
"""
PROGRAMS = {
    "run gives the result": (
        "print(asyncio.run(say('a', 100)))",
        "a 100\na\n",
    ),
    "tasks take turns": (
        """
async def main():
    asyncio.create_task(say("b", 200))
    asyncio.create_task(say("a", 100))
    await say("c", 300)
asyncio.run(main())
""",
        "a 100\nb 200\nc 300\n",
    ),
    "run leaves the other tasks where they are": (
        """
async def main():
    asyncio.create_task(say("never", 200))
asyncio.run(main())
print("over", time.ticks_ms())
""",
        "over 0\n",
    ),
    "gather keeps the order": (
        "async def main(): print(await asyncio.gather(say('a', 200), say('b', 100)))\nasyncio.run(main())",
        "b 100\na 200\n['a', 'b']\n",
    ),
    "gather raises the first error at once": (
        """
async def main():
    try:
        await asyncio.gather(say("a", 900), fail(100))
    except ValueError as error:
        print(error, time.ticks_ms())
    await asyncio.sleep(1)
asyncio.run(main())
""",
        "no 100\na 900\n",
    ),
    "gather returns errors when asked": (
        "async def main(): print(await asyncio.gather(fail(), say('a'), return_exceptions=True))\nasyncio.run(main())",
        "a 0\n[ValueError('no',), 'a']\n",
    ),
    "cancelled gather cancels its tasks": (
        """
async def main():
    task = asyncio.create_task(asyncio.gather(say("a", 100), say("b", 100)))
    await asyncio.sleep_ms(10)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep(1)
asyncio.run(main())
""",
        "cancelled\n",
    ),
    "wait_for lets a quick one through": (
        "async def main(): print(await asyncio.wait_for(say('a', 10), 1))\nasyncio.run(main())",
        "a 10\na\n",
    ),
    "wait_for cancels a slow one": (
        """
async def main():
    try:
        await asyncio.wait_for(say("a", 5000), 0.5)
    except asyncio.TimeoutError as error:
        print(repr(error), time.ticks_ms())
    await asyncio.sleep(6)
asyncio.run(main())
""",
        "TimeoutError() 500\n",
    ),
    "wait_for passes an error on": (
        """
async def main():
    try:
        await asyncio.wait_for_ms(fail(10), 500)
    except ValueError as error:
        print(error)
asyncio.run(main())
""",
        "no\n",
    ),
    "cancel is an exception in the task": (
        """
async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("asked to stop")
        raise
    finally:
        print("cleaned")
async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    print(task.cancel(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print(task.done(), task.cancel())
asyncio.run(main())
""",
        "True False\nasked to stop\ncleaned\nTrue False\n",
    ),
    "a task cannot cancel itself": (
        """
async def main():
    try:
        asyncio.current_task().cancel()
    except RuntimeError as error:
        print(error)
asyncio.run(main())
""",
        "can't cancel self\n",
    ),
    "event wakes all who wait": (
        """
event = asyncio.Event()
async def wait(word):
    await event.wait()
    print(word, time.ticks_ms())
async def main():
    for word in "ab":
        asyncio.create_task(wait(word))
    await asyncio.sleep_ms(50)
    print(event.is_set())
    event.set()
    await event.wait()
    await asyncio.sleep_ms(1)
    event.clear()
    print(event.is_set())
asyncio.run(main())
""",
        "False\na 50\nb 50\nFalse\n",
    ),
    "lock lets one in at a time, in order": (
        """
lock = asyncio.Lock()
async def use(word):
    async with lock:
        print("in", word, lock.locked())
        await asyncio.sleep_ms(10)
    print("out", word)
async def main():
    await asyncio.gather(use("a"), use("b"))
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
asyncio.run(main())
""",
        "in a True\nout a\nin b True\nout b\nFalse\nLock not acquired\n",
    ),
    "waiter of a lock may be cancelled": (
        """
lock = asyncio.Lock()
async def main():
    await lock.acquire()
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep_ms(1)
    task.cancel()
    await asyncio.sleep_ms(1)
    lock.release()
    print(lock.locked(), await lock.acquire())
asyncio.run(main())
""",
        "False True\n",
    ),
    "loop runs for ever until it is stopped": (
        """
loop = asyncio.get_event_loop()
async def stop():
    await asyncio.sleep(2)
    loop.stop()
loop.create_task(stop())
loop.run_forever()
print("stopped", time.ticks_ms())
print(loop.run_until_complete(say("again")))
""",
        "stopped 2000\nagain 2000\nagain\n",
    ),
    "handler gets what nobody asked for": (
        """
def handle(loop, context):
    print(context["message"], repr(context["exception"]))
async def main():
    asyncio.get_event_loop().set_exception_handler(handle)
    asyncio.create_task(fail())
    await asyncio.sleep(1)
asyncio.run(main())
""",
        "Task exception wasn't retrieved ValueError('no',)\n",
    ),
    "new_event_loop forgets old tasks": (
        """
async def main():
    asyncio.create_task(say("old", 100))
asyncio.run(main())
asyncio.new_event_loop()
asyncio.run(say("new", 500))
""",
        "new 500\n",
    ),
    "only coroutines are tasks": (
        """
try:
    asyncio.create_task(say)
except TypeError as error:
    print(error)
""",
        "coroutine expected\n",
    ),
    "the old name works": (
        "import uasyncio\nuasyncio.run(say('a', 5))",
        "a 5\n",
    ),
}


def numbers(text):
    return [int(one) for one in re.findall(r"\d+", text)]


def without_numbers(text):
    return re.sub(r"\d+", "#", text)


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_behaves_as_documented(name):
    program, expected = PROGRAMS[name]
    outcome = run(BEGIN + program, seconds=60)
    assert (outcome.end, outcome.error) == ("finished", None)
    assert without_numbers(outcome.output) == without_numbers(expected)
    # One millisecond at most: what asyncio itself computes takes less than one, as on a board, and may end in the next.
    pairs = zip(numbers(outcome.output), numbers(expected), strict=True)
    assert all(0 <= seen - told <= 1 for seen, told in pairs)


def test_error_nobody_asked_for_is_shown_and_the_others_go_on():
    outcome = run(
        BEGIN + "async def main():\n asyncio.create_task(fail())\n await say('on', 50)\nasyncio.run(main())\n"
    )
    first, second, *_, last, on = outcome.output.splitlines()
    assert first == "Task exception wasn't retrieved"
    assert second.startswith("future: <Task> coro= <generator object 'fail' at ")
    assert (last, 50 <= int(on.removeprefix("on ")) <= 51) == ("ValueError: no", True)


def test_error_of_the_main_task_ends_the_program_with_its_line():
    outcome = run("import asyncio\nasync def main():\n    return 1 // 0\nasyncio.run(main())\n")
    assert (outcome.end, outcome.error.type, outcome.error.line) == ("exception", "ZeroDivisionError", 3)


def test_flag_set_by_an_interrupt_wakes_its_task():
    program = """
        import asyncio, time
        from machine import Pin
        flag = asyncio.ThreadSafeFlag()
        Pin(4, Pin.IN, Pin.PULL_UP).irq(lambda pin: flag.set(), Pin.IRQ_FALLING)
        async def main():
            for _ in range(2):
                await flag.wait()
                print("pressed", time.ticks_ms() // 10)
        asyncio.run(main())
    """
    outcome = run(program, parts=(Button(4, (Press(1, 0.2), Press(3, 0.2))),))
    assert outcome.output == "pressed 100\npressed 300\n"


def test_ten_minutes_of_sleeping_tasks_cost_no_more_than_their_turns():
    program = """
        import asyncio
        async def beat():
            while True:
                await asyncio.sleep(1)
        async def main():
            asyncio.create_task(beat())
            await asyncio.sleep(600)
        asyncio.run(main())
    """
    outcome = run(program, seconds=700)
    assert outcome.virtual_us // 1_000_000 == 600
    assert outcome.fuel < 200_000_000


def test_loop_that_only_gives_up_its_turn_reaches_its_timeout():
    program = (
        BEGIN
        + """
async def spin():
    while True:
        await asyncio.sleep(0)
async def main():
    try:
        await asyncio.wait_for(spin(), 60)
    except asyncio.TimeoutError:
        print("over")
asyncio.run(main())
"""
    )
    assert run(program, seconds=100).output == "over\n"
