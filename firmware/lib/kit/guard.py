# What a program may not do to the board while it runs, for the board would not come back: write over the kit's files, remove them,
# take the flash away. `open` and `os` of the program refuse it in words; all else is as it was. The kit's modules use
# MicroPython's own, which `from io import open` and an earlier `import os` give.
#
# A program may also replace what the kit calls: Python's own words (`builtins.len = None`), functions of the kit's classes. It can
# always find a way, so this is no wall: `seal` is a number that such a change alters. It is looked at once a second, and a board
# whose seal is broken restarts without the program.
import builtins
import os as _os
import sys
from builtins import KeyError, delattr, dir, id, len
from io import open

from kit import files, threads

_OWN = (
    "boot.py", "config.json", "kit.json", "kits/", "lib/kit/", "lib/kit_choice.", "lib/lab.", "numbers.json",
    "program.", "queue/", ".kit-",
)  # fmt: skip
_WRITES = "wax+"
_NOT_PERMITTED = 1  # EPERM
_print = print  # a test's board has one of its own


def enter():
    """A program begins."""
    global _print
    _print = print
    setattr(builtins, "open", _open)  # noqa: B010 - as a function, it has not all of the builtin's types
    sys.modules["os"] = sys.modules["uos"] = sys.modules["kit.guard"]
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


def seal(classes, things):
    """Return a number that is another one once a function of these classes, or a method of these things, is replaced."""
    total = 0
    for one in classes:
        for value in one.__dict__.values():
            total += id(value)
    for one in things:
        total += len(one.__dict__)
    return total


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
