"""Calls about the flash: the learner's files, and the system's modules, which only an import can read.

Durations are those of an ESP32's flash with LittleFS: opening and looking about 1 ms, reading 0.1 ms per 256 bytes,
erasing a block 40 ms (datasheet of the W25Q32, section 9.6: tSE 45 ms, tPP 0.4 ms).

What looks through all files, or through a whole file, counts as work of the host's (`Board.work`), a step for so many.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.errno import EINVAL, ENOENT, EPERM, Refused
from iot_lab.simulator.guest_files import COMPILED, SYSTEM, system_files, system_folders
from iot_lab.simulator.lacking import EVENT, MODULES
from iot_lab.simulator.program import prepare
from iot_lab.simulator.storage.flash_files import BLOCK_BYTES, BLOCKS, clean
from iot_lab.simulator.storage.open_file import EBADF, NotText, OpenFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board_host import BoardHost, Call

LONG_CODE, CODE_PIECE = 8192, 1024
OPEN_US, ERASE_US, PAGE_BYTES, READ_PAGE_US, WRITE_PAGE_US = 1_000, 40_000, 256, 100, 400
# A program that forgets to close: on a board the collector does it for the files that nobody holds any more.
MOST_OPEN = 64
ENTRIES_A_STEP, BYTES_A_STEP = 16, 16_384


def stat(host: BoardHost, text: str) -> str:
    """`<path>` -> `f<size> <seconds>` or `d0 <seconds>`; ENOENT. Every import asks this: it takes no time."""
    path = clean(text)
    if path.startswith(f"{SYSTEM}/"):
        return _stat_system(host, path)
    entry = host.chip.flash.entry(path)
    return f"{'d' if entry.is_folder else 'f'}{entry.size} {entry.changed_s}"


def code(host: BoardHost, text: str) -> str:
    """`<path>` -> `t` and the text of a module to compile, its loops prepared; `=` and hexadecimal for no text.

    `+` for a long text: `<path>`, a line feed, `<character>` -> `t` and a piece from there on, as a board reads its
    flash, so that a long module does not lie in the heap beside what is compiled of it. A precompiled one: base64.
    """
    path, _, place = text.partition("\n")
    path = clean(path)
    system = system_files().get(path)
    content = system if system is not None else host.chip.flash.read(path)
    host.board.work(len(content) // BYTES_A_STEP)
    if path.endswith(COMPILED):
        return b64encode(content).decode()
    if system is not None:
        return f"t{content.decode()}"
    try:
        program = prepare(content.decode())
    except UnicodeDecodeError:
        return f"={content.hex()}"
    if not place:
        return f"t{program}" if len(program) <= LONG_CODE else "+"
    (start,) = integers(place, 1)
    return f"t{program[max(0, start) : max(0, start) + CODE_PIECE]}"


def names(host: BoardHost, text: str) -> str:
    """`<folder>` -> one line per entry: `f<size> <name>` or `d0 <name>`."""
    host.board.spend(OPEN_US)
    _look_through(host)
    found = host.chip.flash.names(_own(text))
    return "\n".join(f"{'d' if entry.is_folder else 'f'}{entry.size} {name}" for name, entry in found)


def space(host: BoardHost, _text: str) -> str:
    """`<block size> <blocks> <free blocks>`."""
    _look_through(host)
    return f"{BLOCK_BYTES} {BLOCKS} {host.chip.flash.free_blocks}"


def remove(host: BoardHost, text: str) -> str:
    """`<path>`: a file or an empty folder."""
    _look_through(host)
    host.chip.flash.remove(_own(text))
    return _erased(host)


def rename(host: BoardHost, text: str) -> str:
    """`<path>`, a line feed, `<new path>`."""
    before, _, after = text.partition("\n")
    _look_through(host)
    host.chip.flash.rename(_own(before), _own(after))
    return _erased(host)


def make_folder(host: BoardHost, text: str) -> str:
    """`<path>`."""
    _look_through(host)
    host.chip.flash.make_folder(_own(text))
    return _erased(host)


def open_file(host: BoardHost, text: str) -> str:
    """`<mode> <path>` -> the file's number."""
    mode, _, path = text.partition(" ")
    if len(host.open_files) >= MOST_OPEN:
        close(host, str(next(iter(host.open_files))))
    host.board.spend(OPEN_US)
    number = host.board.next_number()
    _look_through(host)
    one = host.open_files[number] = OpenFile(host.chip.flash, _own(path), mode)
    host.board.work(one.size // BYTES_A_STEP)
    return str(number)


def read(host: BoardHost, text: str) -> str:
    """`<file> <size>` (-1: all; characters of a text file) -> `t` and text, `=` and hexadecimal, `u` for no UTF-8."""
    number, size = integers(text, 2)
    return _said(host, number, lambda one: one.read(size))


def read_line(host: BoardHost, text: str) -> str:
    """`<file> <size>` -> the next line, as `read` answers."""
    number, size = integers(text, 2)
    return _said(host, number, lambda one: one.read_line(size))


def read_into(host: BoardHost, text: str) -> str:
    """`<file> <size>` -> bytes in hexadecimal."""
    number, size = integers(text, 2)
    data = _file(host, number).read_bytes(max(0, size))
    _spend_reading(host, len(data))
    return data.hex()


def write(host: BoardHost, text: str) -> str:
    """`<file> t<text>` or `<file> =<hex>` -> how many bytes were taken."""
    number, _, data = text.partition(" ")
    content = octets(data[1:]) if data[:1] == "=" else data[1:].encode()
    (index,) = integers(number, 1)
    taken = _file(host, index).write(content)
    host.board.spend(-(-taken // PAGE_BYTES) * 10)
    return str(taken)


def seek(host: BoardHost, text: str) -> str:
    """`<file> <offset> <whence>` -> the position."""
    number, offset, whence = integers(text, 3)
    return str(_file(host, number).seek(offset, whence))


def flush(host: BoardHost, text: str) -> str:
    """`<file>`: what was written is on the flash now."""
    (number,) = integers(text, 1)
    written = _file(host, number).flush(host.chip.now_s(host.board))
    if written:
        host.board.work(written // BYTES_A_STEP)
        pages, blocks = -(-written // PAGE_BYTES), -(-written // BLOCK_BYTES)
        host.board.spend(ERASE_US * blocks + WRITE_PAGE_US * pages)
    return ""


def close(host: BoardHost, text: str) -> str:
    """`<file>`: flush and forget it; a flush that is refused forgets it too."""
    try:
        return flush(host, text)
    finally:
        host.open_files.pop(integers(text, 1)[0], None)


def _look_through(host: BoardHost) -> None:
    host.board.work(len(host.chip.flash) // ENTRIES_A_STEP)


def _stat_system(host: BoardHost, path: str) -> str:
    files = system_files()
    if path in files:
        return f"f{len(files[path])} 0"
    if path in system_folders():
        return "d0 0"
    module = path.rpartition("/")[2].removesuffix(COMPILED)
    if path.endswith(COMPILED) and module in MODULES:
        host.board.record(EVENT, module, None)
    raise Refused(ENOENT)


def _own(text: str) -> str:
    """Return a path of the learner's own; the system's folder is out of reach."""
    path = clean(text)
    if "\0" in path or "\n" in path:
        raise Refused(EINVAL)
    if path == SYSTEM or path.startswith(f"{SYSTEM}/"):
        raise Refused(EPERM if path == SYSTEM else ENOENT)
    return path


def _file(host: BoardHost, number: int) -> OpenFile:
    found = host.open_files.get(number)
    if found is None:
        raise Refused(EBADF)
    return found


def _said(host: BoardHost, number: int, take: Callable[[OpenFile], bytes]) -> str:
    one = _file(host, number)
    try:
        data = take(one)
    except NotText:
        return "u"
    _spend_reading(host, len(data))
    return f"t{data.decode()}" if one.is_text else f"={data.hex()}"


def _spend_reading(host: BoardHost, size: int) -> None:
    host.board.spend(READ_PAGE_US * -(-size // PAGE_BYTES))


def _erased(host: BoardHost) -> str:
    host.board.spend(ERASE_US // 2)
    return ""


CALLS: dict[str, Call] = {
    "file-stat": stat,
    "file-code": code,
    "file-names": names,
    "file-space": space,
    "file-remove": remove,
    "file-rename": rename,
    "file-mkdir": make_folder,
    "file-open": open_file,
    "file-read": read,
    "file-line": read_line,
    "file-into": read_into,
    "file-write": write,
    "file-seek": seek,
    "file-flush": flush,
    "file-close": close,
}
