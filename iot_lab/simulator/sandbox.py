"""One run of the guest: the 26 imports it has, each answered here, and its limits.

The guest has no files, clock, network, environment or randomness but what the `Host` gives through `call`. No exception
crosses the border: a run that must end has its fuel set to 0 and later calls answer EINVAL. The limits are there for
runaways: what an ESP32 would go on doing to the scenario's end stays below them.
"""

from __future__ import annotations

import contextlib
import struct
from typing import TYPE_CHECKING

from iot_lab.simulator.addresses import BadAddress
from iot_lab.simulator.circles import Circles
from iot_lab.simulator.heap import LOOK_EVERY
from iot_lab.simulator.imports import BADF, INVAL, answers_with
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.looks import Looks
from iot_lab.simulator.prepared import PREPARE, Preparation
from iot_lab.simulator.scheduler import GuestScheduler

if TYPE_CHECKING:
    from iot_lab.simulator.border import Instance
    from iot_lab.simulator.heap import HeapMeter
    from iot_lab.simulator.host import Host
    from iot_lab.simulator.limits import Limits
    from iot_lab.simulator.runtime import Runtime

ANSWER_ROOM = 256
# A text of this many bytes, asked or answered, counts as one call more: it costs the host time and memory as well.
COUNTED_BYTES = 128
# Exceptions are counted by the guest; so many slices pass from one look at their number to the next.
THROWS_EVERY = 16
MOST_NAMES, MOST_PIECES = 1000, 64
_texts: dict[bytes, str] = {}
_word, _long_word = struct.Struct("<I").pack, struct.Struct("<Q").pack
_vector = struct.Struct("<II").unpack


class Sandbox:
    """Runs one program text in a fresh guest."""

    def __init__(self, runtime: Runtime, host: Host, limits: Limits) -> None:
        self._host = host
        self._limits = limits
        self._guest: Instance = runtime.instance(memory_bytes=limits.memory_bytes, fuel=limits.fuel)
        self.scheduler = GuestScheduler(self._guest, runtime.places.scheduler)
        self.circles = Circles(self._guest, runtime.places.stack_top)
        self._looks = Looks(self._guest, host)
        self.answers = answers_with(
            self.host_call, self.refuel, self.args_sizes_get, self.args_get, self.environ_sizes_get,
            self.clock_time_get, self.poll_oneoff, self.fd_write, self.fd_fdstat_get, self.fd_read, self.proc_exit,
        )  # fmt: skip
        self._ask = host.call
        self._arguments: list[bytes] = []
        self._preparation: Preparation | None = None
        self._calls = self._slices = 0
        self._long_answer: bytes | None = None
        self._unshown: list[bytes] = []  # pieces of a line: `print` writes each of its arguments by itself
        self._most_calls = limits.calls
        self._fuel_at_end: int | None = None
        self.heap: HeapMeter | None = None
        self.end: str | None = None
        self.fault: BaseException | str | None = None

    @property
    def guest(self) -> Instance:
        """The instance, for those that meter it."""
        return self._guest

    @property
    def fuel_used(self) -> int:
        """Fuel spent so far; the same for the same program, scenario and seed."""
        left = self._guest.fuel() if self._fuel_at_end is None else self._fuel_at_end
        return self._limits.fuel - max(0, left)

    @property
    def calls(self) -> int:
        """How often the guest has called its host, long texts counted more than once."""
        return self._calls

    def run(self, boot: str) -> None:
        """Run `boot` (MicroPython text) to its end; `end` then says how it ended, None when it returned by itself."""
        self._arguments = [b"micropython", b"-X", f"heapsize={self._limits.heap_bytes}".encode(), b"-c", boot.encode()]
        self._ask = self._host.call
        self._preparation = Preparation(self._guest, tuple(self._arguments))
        said = self._guest.start(self)
        with contextlib.suppress(RunEnded):
            self._take_back()
        if self._unshown:
            self._show_at_end()
        if self.end is None and said:
            self.end = said
        self._fuel_at_end = self._guest.fuel() if self._fuel_at_end is None else self._fuel_at_end
        if self.heap is not None:
            self.heap.end()
        self._guest.close()

    def stop(self, reason: str) -> None:
        """End the run at the guest's next check (only from the guest's own thread)."""
        if self.end is None:
            self.end = reason
            self._fuel_at_end = self._guest.fuel()
            self.answers = dict.fromkeys(self.answers, self._is_over)
        self._guest.set_fuel(0)

    def _is_over(self, *_arguments: int) -> int:
        """Answer whatever a guest asks on its way to its next check, where it ends."""
        self._guest.set_fuel(0)
        return 0

    def failed(self, name: str, error: BaseException) -> int:
        """Answer an import whose answer raised: whatever goes wrong, the guest gets a number."""
        if isinstance(error, BadAddress):
            return -1 if name == "host_call" else INVAL
        if isinstance(error, RunEnded):
            self.stop(error.reason)
        else:
            self.fault = error
            self.stop("fault")
        return 0

    def host_call(self, name: int, name_size: int, text: int, text_size: int, answer: int, room: int) -> int:
        """Hand a call to the host; an answer that does not fit waits for the call `more`."""
        is_in_loop = self._looks.is_granted
        if is_in_loop:
            self._take_back()
        calls = self._calls = self._calls + 1 + text_size // COUNTED_BYTES
        if calls > self._most_calls or not calls % LOOK_EVERY:
            self._look_at_limits()
        if name_size > 64 or text_size > self._limits.payload_bytes:
            return -1
        guest = self._guest
        if self._unshown:
            self._show()
        asked = guest.read(name, name_size)
        called = _texts.get(asked) or _text(asked)
        if self._preparation is not None and called == PREPARE:
            said = self._prepare((name, name_size, text, text_size, room))
        elif self._long_answer is not None:
            said = self._finish_long_answer(called, text, text_size)
        else:
            given = guest.read(text, text_size) if text_size else b""
            if is_in_loop:
                self._looks.note(name, called, given)
            said = self._ask(called, str(given, "utf-8", "replace")).encode()
            self._calls += len(said) // COUNTED_BYTES
        size = len(said)
        if size > room:
            said = self._begin_long_answer(said)
            size = len(said)
        if size:
            guest.write(answer, said)
        return size

    def _prepare(self, asked: tuple[int, ...]) -> bytes:
        """Have the guest load the firmware's modules, or give it the memory of one that has them."""
        if self._preparation is None:
            return b""
        said, self._calls = self._preparation.answer(asked, self._calls)
        if self._preparation.is_over:
            self._preparation = None
        return said.encode()

    def _begin_long_answer(self, said: bytes) -> bytes:
        """Keep an answer for which there was no room: the guest asks for it by the call `more`."""
        self._long_answer = said
        self._guest.make_room(len(said))
        self.scheduler.lock()  # no callback may ask something between the two steps
        return b"\x03"

    def _finish_long_answer(self, called: str, text: int, text_size: int) -> bytes:
        said, self._long_answer = self._long_answer or b"", None
        self._guest.make_room(ANSWER_ROOM)
        self.scheduler.unlock()
        if called == "more":
            return said
        said = self._host.call(called, self._guest.read(text, text_size).decode("utf-8", "replace")).encode()
        self._calls += len(said) // COUNTED_BYTES
        return said

    def _charge(self, weight: int) -> None:
        """Count an import that asks the board for something as a call, or as several."""
        self._calls += weight
        if self._calls > self._most_calls or not self._calls % LOOK_EVERY:
            self._look_at_limits()

    def _look_at_limits(self) -> None:
        if self.heap is not None:
            self.heap.look()
        if self._calls > self._most_calls:
            raise RunEnded("fuel")
        self._host.pace(self._calls, self._most_calls, self.fuel_used, self._limits.fuel)

    def _take_back(self) -> None:
        """Count the looks that the guest answered itself."""
        if not self._looks.is_granted:
            return
        before = self._calls
        self._calls += self._looks.take_back()
        if self._calls // LOOK_EVERY > before // LOOK_EVERY:
            self._look_at_limits()

    def refuel(self) -> int:
        """A slice of the fuel is used; the guest ends where it was the last one."""
        self._take_back()
        self._slices += 1
        if not self._slices % THROWS_EVERY and self._guest.throws() > self._limits.throws:
            raise RunEnded("fuel")
        if self._unshown:
            self._show()
        if self._guest.fuel() > 0:
            self._host.go_on()
        return 0

    def args_sizes_get(self, count: int, size: int) -> int:
        """Say how many arguments there are, and their size."""
        self._guest.write(count, _word(len(self._arguments)))
        self._guest.write(size, _word(sum(len(one) + 1 for one in self._arguments)))
        return 0

    def args_get(self, pointers: int, texts: int) -> int:
        """Write the arguments and where each begins."""
        for index, one in enumerate(self._arguments):
            self._guest.write(pointers + 4 * index, _word(texts))
            self._guest.write(texts, one + b"\0")
            texts += len(one) + 1
        return 0

    def environ_sizes_get(self, count: int, size: int) -> int:
        """Say that the environment is empty."""
        self._guest.write(count, _word(0))
        self._guest.write(size, _word(0))
        return 0

    def clock_time_get(self, _clock: int, _precision: int, where: int) -> int:
        """Tell every clock's time: the processor's."""
        if self._looks.is_granted:
            self._take_back()
        calls = self._calls = self._calls + 1
        if calls > self._most_calls or not calls % LOOK_EVERY:
            self._look_at_limits()
        if self._unshown:
            self._show()
        shown_us = self._host.read_clock()
        self._guest.write(where, _long_word(shown_us * 1000))
        self._looks.grant(shown_us)
        return 0

    def poll_oneoff(self, wanted: int, happened: int, count: int, stored: int) -> int:
        """Sleep: the C library asks for one relative clock event (48 bytes in, 32 bytes out)."""
        self._take_back()
        self._charge(1)
        subscription = self._guest.read(wanted, 48)
        if count != 1 or subscription[8] != 0:
            return INVAL
        if self._unshown:
            self._show()
        self._host.pause(min(struct.unpack_from("<Q", subscription, 24)[0] // 1000, 1 << 40))
        self._guest.write(happened, subscription[:8] + bytes(24))
        self._guest.write(stored, _word(1))
        return 0

    def fd_write(self, file: int, vectors: int, count: int, written: int) -> int:
        """Print: file 1 or 2."""
        if file not in (1, 2) or count > 64:
            return BADF
        self._take_back()
        read = self._guest.read
        if count == 1:
            data = read(*_vector(read(vectors, 8)))
        else:
            pieces = struct.iter_unpack("<II", read(vectors, 8 * count))
            data = b"".join(read(address, size) for address, size in pieces)
        size = len(data)
        self._guest.write(written, _word(size))
        self._charge(1 + size // COUNTED_BYTES)
        self._unshown.append(data)
        if size > COUNTED_BYTES or len(self._unshown) >= MOST_PIECES or b"\n" in data:
            self._show()
        return 0

    def _show(self) -> None:
        """Hand over what was printed: a line at a time, and before anything else is asked."""
        pieces, self._unshown = self._unshown, []
        data = b"".join(pieces)
        self._host.begin_print(len(data), len(pieces))
        self._host.write(data)

    def _show_at_end(self) -> None:
        with contextlib.suppress(RunEnded):
            self._show()

    def fd_fdstat_get(self, file: int, where: int) -> int:
        """Say that files 0, 1 and 2 are a console (file type 2, every right)."""
        if file > 2:
            return BADF
        self._guest.write(where, struct.pack("<BxHxxxxQQ", 2, 0, 0xFFFFFFFF, 0))
        return 0

    def fd_read(self, _file: int, _vectors: int, _count: int, got: int) -> int:
        """Answer that nothing more can be read."""
        self._charge(1)
        self._guest.write(got, _word(0))
        return 0

    def proc_exit(self, _code: int) -> int:
        """End the run."""
        raise RunEnded("exit")


def _text(name: bytes) -> str:
    """Return a call's name; the same few come again and again."""
    known = _texts.get(name)
    if known is None:
        known = name.decode("utf-8", "replace")
        if len(_texts) < MOST_NAMES:
            _texts[name] = known
    return known
