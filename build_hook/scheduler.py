"""Where this MicroPython keeps its scheduler, found by watching it work: no address is written by hand.

`py/mpstate.h` gives the shapes: `sched_state` is 16 bits (1 idle, 0 something waits, -1 a callback runs), `sched_len`
and `sched_idx` are bytes, `sched_queue` holds pairs (function, argument), `mp_pending_exception` is a word before the
main thread's `dict_locals`... A script schedules functions and lets us look after each step; a place is right when it
is the only one in low memory whose values follow the script. Straight lines have no jump, so what `schedule` did can
be seen before it runs; `id(f)` is the object's address. What was found is proved by queuing a call and an exception
from outside in a running loop. A build in which nothing, or more than one place, fits fails.
"""

from __future__ import annotations

import struct
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from build_hook.guest_run import RunningGuest, run

if TYPE_CHECKING:
    from collections.abc import Iterator

LOW_BYTES: Final = 128 * 1024
ROUNDS: Final = 20
STEPS: Final = ("idle", "one", "two", "in 1", "in 2", "after")
PROGRAM: Final = f"""
import micropython
from host import call
def f(x):
    call("look", "in %d" % x)
def look():
    call("ids", "%d %d" % (id(f), id(globals())))
    call("look", "idle")
    micropython.schedule(f, 1)
    call("look", "one")
    micropython.schedule(f, 2)
    call("look", "two")
    for _ in range(3): pass
    call("look", "after")
for _ in range({ROUNDS}): look()
"""
PROOF: Final = """
from host import call
seen = []
def f(x): seen.append(x)
call("function", "%d" % id(f))
call("queue", "")
turns = 0
while not seen: turns += 1
try:
    call("interrupt", "%d" % id(KeyboardInterrupt()))
    while True: pass
except KeyboardInterrupt:
    seen.append("raised")
print(seen, turns < 3)
"""
PROVED: Final = "[41, 'raised'] True\n"
_STATE_IDLE, _STATE_PENDING = b"\x01\0", b"\0\0"


class SchedulerNotFound(RuntimeError):
    """The interpreter's scheduler is not where and how it should be; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses in the guest's memory; `depth` is how many calls the queue holds."""

    depth: int
    state: int
    length: int
    index: int
    queue: int
    exception: int = 0


def find_scheduler(wasm: bytes) -> dict[str, int]:
    """Return the places of the scheduler of a metered MicroPython; raises SchedulerNotFound."""
    looks, function, names = _watch(wasm)
    length = _only("sched_len", looks, [0, 1, 2, 1, 0, 0] * ROUNDS, "<B")
    depth, first, index = _find_index(looks)
    found = Places(
        depth=depth,
        state=_only("sched_state", looks, [1, 0, 0, -1, -1, 1] * ROUNDS, "<h"),
        length=length,
        index=index,
        queue=_find_queue(looks, function, depth, first),
    )
    for place in _exception_candidates(looks[0], names):
        if _is_proved(wasm, replace(found, exception=place)):
            return asdict(replace(found, exception=place))
    raise SchedulerNotFound("mp_pending_exception")


def _watch(wasm: bytes) -> tuple[list[bytes], int, int]:
    """Return low memory after each step, the function's address and that of the program's names."""
    texts: list[str] = []
    looks: list[bytes] = []
    ids: list[int] = []

    def look(guest: RunningGuest, name: str, text: str) -> None:
        if name == "ids":
            ids[:] = map(int, text.split())
            return
        texts.append(text)
        looks.append(guest.read(0, LOW_BYTES))

    ran = run(wasm, PROGRAM, on_call=look)
    if texts != list(STEPS) * ROUNDS:
        raise SchedulerNotFound(f"the order of its work: {texts[:12]} {ran.printed[-500:]}")
    return looks, ids[0], ids[1]


def _places(looks: list[bytes], values: list[int], form: str) -> Iterator[int]:
    """Return the places whose values, of the struct format `form`, follow the script."""
    size, wanted = struct.calcsize(form), [struct.pack(form, value) for value in values]
    at = looks[0].find(wanted[0])
    while at >= 0:
        if at % size == 0 and all(look[at : at + size] == one for look, one in zip(looks, wanted, strict=True)):
            yield at
        at = looks[0].find(wanted[0], at + 1)


def _only(what: str, looks: list[bytes], values: list[int], form: str) -> int:
    found = list(_places(looks, values, form))
    if len(found) != 1:
        raise SchedulerNotFound(f"{what}: {len(found)} places, {found[:10]}")
    return found[0]


def _find_index(looks: list[bytes]) -> tuple[int, int, int]:
    """Return the queue's depth, where the script's first call was put in it, and the place of `sched_idx`."""
    for depth in (4, 8, 16, 32):
        for first in range(depth):
            values = [(first + 2 * turn + done) % depth for turn in range(ROUNDS) for done in (0, 0, 0, 1, 2, 2)]
            found = list(_places(looks, values, "<B"))
            if len(found) == 1:
                return depth, first, found[0]
    raise SchedulerNotFound("sched_idx")


def _find_queue(looks: list[bytes], function: int, depth: int, first: int) -> int:
    """Return the queue's place: in every round the second entry, (f, small integer 1), is where the index points."""
    entry = struct.pack("<II", function, 3)
    candidates: set[int] | None = None
    for turn in range(ROUNDS):
        look, here = looks[len(STEPS) * turn + STEPS.index("two")], set()
        at = look.find(entry)
        while at >= 0:
            here.add(at - 8 * ((first + 2 * turn) % depth))
            at = look.find(entry, at + 1)
        candidates = here if candidates is None else candidates & here
    if candidates is None or len(candidates) != 1:
        raise SchedulerNotFound(f"sched_queue: {sorted(candidates or ())[:10]}")
    return candidates.pop()


def _exception_candidates(look: bytes, names: int) -> Iterator[int]:
    """Return the words that are 0 some words behind the address of the program's names (`mp_state_thread_t`)."""
    words = struct.unpack(f"<{LOW_BYTES // 4}I", look)
    for at in range(len(words) - 5):
        if words[at + 1] == names and words[at + 4] == 0:
            yield 4 * at + 16


def _is_proved(wasm: bytes, places: Places) -> bool:
    """Say whether a call and an exception put there from outside reach a loop that knows nothing of them."""
    function = 0

    def act(guest: RunningGuest, name: str, text: str) -> None:
        nonlocal function
        if name == "function":
            function = int(text)
        elif name == "queue":
            place = places.queue + 8 * (guest.read(places.index, 1)[0] % places.depth)
            guest.write(place, struct.pack("<II", function, 2 * 41 + 1))
            guest.write(places.length, b"\1")
            _wake(guest, places)
        elif name == "interrupt":
            guest.write(places.exception, struct.pack("<I", int(text)))
            _wake(guest, places)

    return run(wasm, PROOF, on_call=act).printed == PROVED


def _wake(guest: RunningGuest, places: Places) -> None:
    if guest.read(places.state, 2) == _STATE_IDLE:
        guest.write(places.state, _STATE_PENDING)
