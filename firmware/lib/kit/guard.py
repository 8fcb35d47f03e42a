# What a program may not do to the board while it runs, for the board would not come back: write over the kit's files, remove them,
# take the flash away. `open`, `io` and `os` of the program refuse it in words; all else is as it was. The kit's modules use
# MicroPython's own, which `from kit.files import open, os` gives at any time.
#
# A program may also replace what the kit calls: Python's own words (`builtins.len = None`), functions of the kit's modules and
# classes. It can always find a way, so this is no wall: `keeper` notices it once a second, and after each fault of the kit's, and
# restarts the board without the program. All that it needs are its own variables, which no program reaches.
import builtins
import io as _io
import os as _os
import sys
import time
from builtins import KeyError, delattr, dir, len
from io import open

import machine
from micropython import const

from kit import files, threads

_LOOK_MS = const(1000)
_CHANGE = "link", "guard"  # what they hold is another one with each program

_OWN = (
    "boot.py", "config.json", "kit.json", "kits/", "lib/kit/", "lib/kit_choice.", "lib/lab.", "main.py", "numbers.json",
    "program.", "queue/", ".kit-",
)  # fmt: skip
_WRITES = "wax+"
_NOT_PERMITTED = const(1)  # EPERM
_print = print  # a test's board has one of its own


def enter():
    """A program begins."""
    global _print
    _print = print
    setattr(builtins, "open", _open)  # noqa: B010 - as a function, it has not all of the builtin's types
    sys.modules["os"] = sys.modules["uos"] = sys.modules["kit.guard"]
    sys.modules["io"] = sys.modules["uio"] = _its_io  # type: ignore[assignment]
    sys.modules["_thread"] = threads


def restore_words():
    """Give Python its own words again; return those that a program had replaced. `sys.modules` is surroundings.py's."""
    is_print_ours = print is _print
    replaced = []
    for name in dir(builtins):
        try:
            delattr(builtins, name)
            replaced.append(name)
        except KeyError:
            pass
    if print is not _print:
        builtins.print = _print
    return [name for name in replaced if name != "open" and not (name == "print" and is_print_ours)]


def keeper(classes, things, farewell):
    """For each turn: `send(has_failed)` gives whether it looked. Where the kit was changed, the board restarts without the program.

    `farewell` is tried first. What is not written, where the flash is full or gone, the watchdog says: nothing feeds it any more.
    """
    parts = [one for name, one in sys.modules.items() if name[:4] == "kit." and name[4:] not in _CHANGE]
    parts.extend(classes)
    total, end, words = _total, _end, (id, len, callable, type, type(sys))
    ticks_ms, ticks_diff, no_memory, anything, every_ms = time.ticks_ms, time.ticks_diff, MemoryError, BaseException, _LOOK_MS
    ends = open, files.ROOT, print, farewell, machine.reset, time.sleep_ms, anything
    sealed, looked_ms, has_looked = total(parts, things, *words), ticks_ms(), False
    while True:
        has_failed = yield has_looked
        has_looked = has_failed or ticks_diff(ticks_ms(), looked_ms) >= every_ms
        if has_looked:
            looked_ms = ticks_ms()
            try:
                is_right = total(parts, things, *words) == sealed
            except no_memory:
                continue  # the program has it all: start.py sees to that
            except anything:
                is_right = False
            if not is_right:
                end(*ends)


def _total(parts, things, number, size, is_function, kind, module):
    """Return a number that is another one once a function of these parts, or a method of these things, is replaced."""
    total = 0
    for one in parts:
        for value in one.__dict__.values():
            if is_function(value) or kind(value) is module:
                total ^= number(value)
    for one in things:
        total += size(one.__dict__)
    return total


def _end(write, root, say, farewell, reset, sleep_ms, anything):
    try:
        with write(root + ".kit-left-out", "w") as file:
            file.write("fault")
    except anything:
        while True:
            sleep_ms(1000)
    try:
        say("lab: the program changed the kit itself: restart without it")
        farewell()
    except anything:
        pass
    reset()


def _open(path, mode="r", *more, **named):
    for letter in _WRITES:
        if letter in mode:
            _check(path)
            break
    return open(path, mode, *more, **named)


def _remove(path):
    _check(path)
    _os.remove(path)


def _rmdir(path):
    _check(path)
    _os.rmdir(path)


def _rename(old, new):
    _check(old)
    _check(new)
    _os.rename(old, new)


def _umount(_path):
    raise OSError(_NOT_PERMITTED, "the board's flash stays: the kit is on it")


def _check(path):
    """Raise OSError where a path is the kit's, or a folder that holds what is the kit's."""
    name = _name_in_flash(path)
    if name is None:
        return
    for one in _OWN:
        if name.startswith(one) or one.startswith(name + "/"):
            raise OSError(_NOT_PERMITTED, "%s is the kit's: give your file another name" % name)


def _name_in_flash(path):
    """Return a path below the kit's root, None where it is none."""
    levels = []  # type: list[str]
    if isinstance(path, str):
        for level in (path if path[:1] == "/" else _os.getcwd() + "/" + path).split("/"):
            if level == "..":
                levels = levels[:-1]
            elif level and level != ".":
                levels.append(level)
    whole = "/" + "/".join(levels)
    return whole[len(files.ROOT) :] if whole.startswith(files.ROOT) else None


def _be_os():
    """This is the program's `os`: MicroPython's, but for these."""
    mine = globals()
    for name in dir(_os):
        if name[0] != "_":
            mine[name] = getattr(_os, name)
    mine.update({"remove": _remove, "unlink": _remove, "rmdir": _rmdir, "rename": _rename, "umount": _umount})


_be_os()
# The program's `io`, the same way. A class, for a module cannot be made.
_its_io = type("io", (), {name: getattr(_io, name) for name in dir(_io) if name[0] != "_"})
_its_io.open = _open  # type: ignore[attr-defined]
