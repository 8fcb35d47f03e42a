"""Calls about the program itself: its random seed, how it failed."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from iot_lab.contract.program_parts import MAIN
from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.caught import watch_handlers
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.errors import from_traceback
from iot_lab.simulator.lacking import BORNE, EVENT, NAMES
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.program import prepare

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

MOST_RANDOM_BYTES = 16_384
PROGRAMS = ("boot.py", MAIN)
PIECE = 2_000
BYTES_A_STEP = 16_384
LONG_TEXT = 8_192  # `_boot` keeps it then


def seed(host: BoardHost, _text: str) -> str:
    """Return the seed of the guest's `random`."""
    boot = f" {host.chip.boots}" if host.chip.boots > 1 else ""
    return str(random.Random(f"{host.board.seed} guest{boot}").getrandbits(29))  # noqa: S311


def noise(host: BoardHost, _text: str) -> str:
    """Return another number each time, as the chip's source of noise does; the same for the same seed."""
    return str(int(random_bytes(host, "4"), 16) >> 3)


def random_bytes(host: BoardHost, text: str) -> str:
    """`<how many>` -> bytes in hexadecimal, another time others, for the same seed the same again."""
    (size,) = integers(text, 1)
    if not 0 <= size <= MOST_RANDOM_BYTES:
        raise Refused(EINVAL)
    source = host.board.services.setdefault("random", random.Random(f"{host.board.seed} urandom"))  # noqa: S311
    found: bytes = source.randbytes(size)
    return found.hex()


def unique_id(host: BoardHost, _text: str) -> str:
    """Return the board's 6-byte identity, in hexadecimal: the same for the same name or seed."""
    return "02" + random.Random(f"{host.board.seed} mac").randbytes(5).hex()  # noqa: S311


def failed(host: BoardHost, text: str) -> str:
    """The program ended with this traceback."""
    host.flush()
    host.traceback = text
    raise RunEnded("memory" if "\nMemoryError" in text else "exception")


def text_of(host: BoardHost, text: str) -> str:
    """`boot.py` or `main.py`, a line feed, `<character>` -> a piece of its text from there on; nothing at its end."""
    file, _, place = text.partition("\n")
    (start,) = integers(place, 1)
    is_main = file == MAIN
    program = _prepared(host, file) if file in PROGRAMS else ""
    if start == 0:
        host.processor.pause()
        host.has_begun = is_main
        if host.heap is not None and is_main:
            host.heap.begin(len(program.encode()) if len(program) > LONG_TEXT else 0)
    host.board.work(len(program) // BYTES_A_STEP)
    return program[max(0, start) : max(0, start) + PIECE]


def _prepared(host: BoardHost, file: str) -> str:
    """Return a program's text, loops prepared; nothing where the flash has no such file."""
    if not host.chip.flash.exists(file):
        return ""
    program = prepare(host.chip.flash.read(file).decode("utf-8", "replace"))
    return watch_handlers(program) if host.caught is not None and file == MAIN else program


def running(host: BoardHost, _text: str) -> str:
    """The program is compiled; its first line comes next."""
    if host.heap is not None:
        host.heap.watch()
    host.processor.begin()
    return ""


def hook(host: BoardHost, text: str) -> str:
    """`<address> <address>` of the function that runs callbacks, and of the exception that stops the program."""
    host.scheduler.know(*integers(text, 2))
    return ""


def stopped(host: BoardHost, _text: str) -> str:
    """A callback was interrupted as the program must be: the scheduler swallows what a callback raises."""
    host.scheduler.stopped()
    return ""


def collected(host: BoardHost, _text: str) -> str:
    """The collection that the heap's meter asked for has passed."""
    host.processor.release()
    if host.heap is not None:
        host.heap.collected()
    return ""


def boot_failed(host: BoardHost, text: str) -> str:
    """boot.py ended with this traceback: it is shown, and main.py runs all the same."""
    host.write(from_traceback(text, "").traceback.encode())
    return ""


def callback_failed(host: BoardHost, text: str) -> str:
    """A callback ended with this traceback; the program goes on, as on a board."""
    host.board.record("callback-error", "", from_traceback(text, "").traceback)
    return ""


def lacks(host: BoardHost, text: str) -> str:
    """`<name>`: the program asks for something that a board has and this one has not."""
    if text not in NAMES | BORNE:
        raise Refused(EINVAL)
    host.board.record(EVENT, text, None)
    return ""


def is_from(host: BoardHost, text: str) -> str:
    """`<module> <name>`: say whether a program on the flash takes this name by `from <module> import`."""
    module, _, name = text.partition(" ")
    statement = re.compile(rf"\bfrom[ \t]+u?{re.escape(module)}[ \t]+import[ \t]*(\([^)]*\)|[^\n;#]*)")
    wanted = re.compile(rf"\b{re.escape(name)}\b")
    for content in host.chip.flash.programs():
        host.board.work(1 + len(content) // BYTES_A_STEP)
        if any(wanted.search(names) for names in statement.findall(content.decode("utf-8", "replace"))):
            return "1"
    return ""


CALLS: dict[str, Call] = {
    "lacks": lacks,
    "is-from": is_from,
    "program": text_of,
    "running": running,
    "hook": hook,
    "stopped": stopped,
    "collected": collected,
    "boot-failed": boot_failed,
    "seed": seed,
    "random-bytes": random_bytes,
    "unique-id": unique_id,
    "chip-noise": noise,
    "failed": failed,
    "callback-failed": callback_failed,
}
