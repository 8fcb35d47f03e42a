# The files that come with a program: modules, tables, pictures. They stand in a folder of their own below `with/`, named by the
# sum of the whole delivery, and the program's last line says which one is its own. So the one rename that makes a program the
# present one brings its files, the one that brings the last good program back brings back those it came with, and a folder that
# no program names is removed.
import os
from io import open

from kit import files

FOLDER = files.ROOT + "with"
MARK = b"\n#with "
SUM_DIGITS = 12
MARK_BYTES = len(MARK) + SUM_DIGITS + 1
MOST_FILES, MOST_NAME, MOST_LEVELS = 16, 64, 3
MOST_FILE_BYTES = 32 * 1024
PIECE_BYTES = 512
KITS_FILES = (
    "boot.py", "config.json", "kit.json", "kit.py", "kit_choice.py", "lab.mpy", "lab.py", "numbers.json",
    "program.new", "program.old", "program.part", "program.py", "state.json",
)  # fmt: skip
KITS_FOLDERS = ("kit", "kits", "queue", "with")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."


class Refused(Exception):
    """The request is answered with this error code."""


def check(listed, size):
    """Raise Refused where this may be no delivery of `size` bytes, or one of its files has a name of the kit's."""
    if not are_right(listed, size):
        raise Refused("request")
    if any(name in KITS_FILES or ("/" in name and name.split("/")[0] in KITS_FOLDERS) for name, _ in listed):
        raise Refused("name")


def are_right(listed, size):
    """Say whether `listed`, [[name, bytes], ...], the program first, may be one delivery of `size` bytes."""
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_FILES:
        return False
    names = set()
    for one in listed:
        if not isinstance(one, list) or len(one) != 2 or not is_name(one[0]):
            return False
        if not isinstance(one[1], int) or isinstance(one[1], bool) or not 0 <= one[1] <= MOST_FILE_BYTES:
            return False
        names.add(one[0])
    return len(names) == len(listed) and sum(one[1] for one in listed) == size


def unpack(whole, program, listed, digest):
    """Part a delivery into the program and the folder of its files. Raises OSError where the flash is full."""
    name = digest[:SUM_DIGITS]
    folder = FOLDER + "/" + name
    remove(folder)
    make(FOLDER)
    make(folder)
    with open(whole, "rb") as source:
        with open(program, "wb") as target:
            _copy(source, target, listed[0][1])
            target.write(MARK + name.encode() + b"\n")
        for path, size in listed[1:]:
            levels = path.split("/")
            for depth in range(1, len(levels)):
                make(folder + "/" + "/".join(levels[:depth]))
            with open(folder + "/" + path, "wb") as target:
                _copy(source, target, size)


def sum_of(program):
    """Return the name of the folder that a program says is its own, "" where it has none."""
    try:
        size = os.stat(program)[6]
        with open(program, "rb") as file:
            file.seek(max(0, size - MARK_BYTES))
            end = file.read(MARK_BYTES)
    except OSError:
        return ""
    return end[len(MARK) : -1].decode() if len(end) == MARK_BYTES and end.startswith(MARK) else ""


def folder_of(program):
    """Return the folder of a program's files, None where it has none."""
    name = sum_of(program)
    return FOLDER + "/" + name if name and files.exists(FOLDER + "/" + name) else None


def sweep(programs):
    """Remove the folders that none of these programs names."""
    if not files.exists(FOLDER):
        return
    kept = [sum_of(one) for one in programs]
    for name in os.listdir(FOLDER):
        if name not in kept:
            remove(FOLDER + "/" + name)


def is_name(name):
    if not isinstance(name, str) or len(name) > MOST_NAME:
        return False
    levels = name.split("/")
    if len(levels) > MOST_LEVELS:
        return False
    return all(level and level[0] != "." and all(letter in LETTERS for letter in level) for level in levels)


def _copy(source, target, left):
    while left:
        piece = source.read(min(left, PIECE_BYTES))
        target.write(piece)
        left -= len(piece)


def make(folder):
    if not files.exists(folder):
        os.mkdir(folder)


def remove(path):
    """Remove a file, or a folder with all that is in it."""
    try:
        inside = os.listdir(path)
    except OSError:
        inside = []
    for name in inside:
        remove(path + "/" + name)
    for end in (os.remove, os.rmdir):
        try:
            end(path)
        except OSError:
            pass
