# What a program may leave behind, and the next one must not find: orders, modules, interrupts, timers, another current folder, a
# console that no longer interrupts, no collector. And its traceback, without our own lines.
import gc
import io
import os
import sys

import machine
import micropython

from kit import files, link, memory, programs

CTRL_C = 3
PINS, TIMERS = 49, 4


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

    def restore(self):
        """Take back what a program changed, and the memory that it held."""
        link.open_room(None)  # nobody takes its orders any more
        for name in list(sys.modules):
            if name not in self._modules and not name.startswith("kit"):
                del sys.modules[name]
        sys.modules.update(self._modules)
        sys.path[:] = self._path
        os.chdir(files.ROOT)
        micropython.kbd_intr(CTRL_C)
        gc.enable()
        _release_hardware()
        memory.give_back()


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
    text = io.StringIO()
    sys.print_exception(error, text)
    text = "\n".join(line for line in text.getvalue().split("\n") if 'File "kit/' not in line)
    text = text.replace('"%s"' % programs.PROGRAM, '"program.py"')
    print(text)
    return text
