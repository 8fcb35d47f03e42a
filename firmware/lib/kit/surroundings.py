# What a program may leave behind, and the next one must not find: orders, modules, interrupts, timers, another current folder, a
# console that no longer interrupts, no collector. And its traceback, without our own lines.
import gc
import io
import os
import sys

import machine
import micropython

from kit import borrow, files, guard, link, memory, programs

CTRL_C = 3
PINS, TIMERS = 49, 4
MOST_DEPTH = 10000  # of errors within errors: more than the memory holds


class Surroundings:
    """As they were at the start."""

    def __init__(self):
        self._modules = dict(sys.modules)
        self._path = list(sys.path)

    def enter(self, folder):
        """Let a program find the files that came with it."""
        if folder:
            os.chdir(folder)
            sys.path.insert(0, "")
        guard.enter()

    def restore(self):
        """Take back what a program changed, and the memory that it held."""
        link.open_room(None)  # nobody takes its orders any more
        for name in list(sys.modules):
            if name not in self._modules and not name.startswith("kit"):
                del sys.modules[name]
        sys.modules.update(self._modules)
        guard.restore_words()
        sys.path[:] = self._path
        os.chdir(files.ROOT)
        micropython.kbd_intr(CTRL_C)
        gc.enable()
        _release_hardware()
        memory.give_back()
        borrow("own_files").mend()


def _release_hardware():
    """Stop the timers and interrupts that a program leaves behind."""
    for number in range(PINS):
        try:
            machine.Pin(number).irq(handler=None)
        except (ValueError, OSError):
            pass  # this chip has no such pin
    for number in range(TIMERS):
        try:
            machine.Timer(number).deinit()
        except (ValueError, OSError):
            pass


def show(error):
    """Print a traceback, on USB and in the room, without our own lines; return it.

    Where no memory is left, MicroPython has one MemoryError for all threads: the kit's own lines may stand in the program's.
    """
    if _holds_itself(error):
        error = MemoryError(type(error).__name__)
    said = io.StringIO()
    try:
        sys.print_exception(error, said)
        text = said.getvalue()
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:  # a list that holds itself, or a `__str__` of the program's that fails
        text = said.getvalue()
        text = text[: text.rfind("\n") + 1] + type(error).__name__
    text = "\n".join(line for line in text.split("\n") if 'File "kit/' not in line)
    text = text.replace('"%s"' % programs.PROGRAM, '"program.py"')
    print(text)
    return text


def _holds_itself(error):
    """Where no memory is left, `raise ValueError(error)` may give an error itself as its text: printing it would never end."""
    one = error
    for _ in range(MOST_DEPTH):
        args = one.args
        if len(args) != 1 or not isinstance(args[0], BaseException):
            return False
        one = args[0]
    return True
