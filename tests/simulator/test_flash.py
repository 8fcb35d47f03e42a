"""The board's flash: a small writable file system with LittleFS's rules, in the guest and on its own."""

from __future__ import annotations

import pytest

from iot_lab.simulator.errno import Refused
from iot_lab.simulator.storage.flash_files import BLOCK_BYTES, BLOCKS, FlashFiles, clean
from tests.rigs.simulator_runs import run, seen

ATTEMPT = """
import os
def attempt(act):
    try:
        print(act())
    except OSError as error:
        print("errno", error.errno)
    except (ValueError, UnicodeError) as error:
        print(type(error).__name__)
def put(path, text, mode="w"):
    with open(path, mode) as file:
        return file.write(text)
def get(path, mode="r"):
    with open(path, mode) as file:
        return file.read()
"""
PROGRAMS = {
    "what is written is read again": ("print(put('a.txt', 'été\\n'), repr(get('a.txt')))", "6 '\\xe9t\\xe9\\n'\n"),
    "append adds, write replaces": (
        "put('a', '1'); put('a', '2', 'a'); print(get('a')); put('a', '3'); print(get('a'))",
        "12\n3\n",
    ),
    "exclusive creation refuses an old name": (
        "put('a', '1', 'x'); attempt(lambda: put('a', '2', 'x')); print(get('a'))",
        "errno 17\n1\n",
    ),
    "reading what is not there is ENOENT": ("attempt(lambda: open('nothing'))", "errno 2\n"),
    "a folder is no file": (
        "os.mkdir('d'); attempt(lambda: open('d')); attempt(lambda: put('d', ''))",
        "errno 21\n" * 2,
    ),
    "no folder, no file": ("attempt(lambda: put('d/a', ''))", "errno 2\n"),
    "nothing is below a file": (
        "put('a', ''); attempt(lambda: put('a/b', '')); attempt(lambda: os.mkdir('a/b'))",
        "errno 20\n" * 2,
    ),
    "reading and writing need their modes": (
        "put('a', 'x')\nf = open('a'); attempt(lambda: f.write('y')); f.close()\ng = open('a', 'a'); attempt(g.read); g.close()",
        "errno 9\nerrno 9\n",
    ),
    "a closed file refuses everything": ("f = open('a', 'w'); f.close(); attempt(f.read); f.close()", "ValueError\n"),
    "both ways with plus": (
        (
            "put('a', 'hello')\nf = open('a', 'r+')\nf.seek(1); f.write('E'); print(f.read(), f.tell()); f.seek(0)\n"
            "print(f.read()); f.close()\nf = open('a', 'w+'); f.write('new'); f.seek(0); print(f.read()); f.close()"
        ),
        "llo 5\nhEllo\nnew\n",
    ),
    "bytes stay bytes": (
        "put('b', bytes(range(250, 256)), 'wb'); print(get('b', 'rb')); attempt(lambda: get('b'))",
        "b'\\xfa\\xfb\\xfc\\xfd\\xfe\\xff'\nUnicodeError\n",
    ),
    "size counts characters of a text": (
        "put('a', 'été!'); f = open('a'); print(f.read(2), f.tell(), f.read())",
        "ét 3 é!\n",
    ),
    "lines come one by one": (
        (
            "put('a', 'one\\ntwo\\n\\nend')\nprint([line for line in open('a')], open('a').readlines()[1:])\n"
            "f = open('a'); print(repr(f.readline()), repr(f.readline(2)), repr(f.read()))"
        ),
        "['one\\n', 'two\\n', '\\n', 'end'] ['two\\n', '\\n', 'end']\n'one\\n' 'tw' 'o\\n\\nend'\n",
    ),
    "readinto fills a buffer": (
        "put('a', 'abcdef')\nb = bytearray(4)\nf = open('a', 'rb'); print(f.readinto(b), bytes(b), f.tell(), f.readinto(b), bytes(b))",
        "4 b'abcd' 4 2 b'efcd'\n",
    ),
    "json goes through files": (
        "import json\nwith open('j', 'w') as f: json.dump({'a': [1, 2.5, 'x']}, f)\nprint(json.load(open('j'))['a'])",
        "[1, 2.5, 'x']\n",
    ),
    "print may write to a file": (
        "with open('a', 'w') as f: print('x', 1, file=f)\nprint(repr(get('a')))",
        "'x 1\\n'\n",
    ),
    "not yet flushed is not yet there": (
        "f = open('a', 'w'); f.write('x'); print(repr(get('a'))); f.flush(); print(get('a'))",
        "''\nx\n",
    ),
    "folders are made, listed, left and removed": (
        (
            "os.mkdir('d'); put('d/z', '1'); put('d/a', '22')\nprint(os.listdir('d'), list(os.ilistdir('/d')))\n"
            "os.chdir('d'); print(os.getcwd(), get('a')); os.chdir('..'); print(os.getcwd())\n"
            "attempt(lambda: os.rmdir('d')); os.remove('d/a'); os.remove('d/z'); os.rmdir('d'); print(os.listdir())"
        ),
        "['a', 'z'] [('a', 32768, 0, 2), ('z', 32768, 0, 1)]\n/d 22\n/\nerrno 39\n['main.py']\n",
    ),
    "a folder is made once": (
        "os.mkdir('d'); attempt(lambda: os.mkdir('d')); attempt(lambda: os.mkdir('x/y'))",
        "errno 17\nerrno 2\n",
    ),
    "rename moves and replaces": (
        (
            "put('a', '1'); put('b', '2'); os.rename('a', 'b'); print(get('b'), os.listdir())\nos.mkdir('d'); os.rename('b', 'd/c')\n"
            "os.rename('d', 'e'); print(get('e/c')); attempt(lambda: os.rename('no', 'x'))"
        ),
        "1 ['b', 'main.py']\n1\nerrno 2\n",
    ),
    "removing what is not there is ENOENT": (
        "attempt(lambda: os.remove('no')); attempt(lambda: os.chdir('no'))",
        "errno 2\n" * 2,
    ),
    "stat tells kind and size": (
        "put('a', 'abc'); print(os.stat('a')[0] == 0x8000, os.stat('a')[6], os.stat('/')[0] == 0x4000)",
        "True 3 True\n",
    ),
    "the partition has 512 blocks": (
        "s = os.statvfs('/'); print(s[0], s[2], s[9]); put('a', 'x' * 5000); print(s[3] - os.statvfs('/')[3])",
        "4096 512 255\n2\n",
    ),
    "a full flash is ENOSPC and keeps what it had": (
        (
            "f = open('big', 'wb'); block = bytes(8192)\ndef fill():\n    while True: f.write(block)\nattempt(fill)\n"
            "print(f.tell() // 8192 > 240); attempt(f.close); print('main.py' in os.listdir())"
        ),
        "errno 28\nTrue\nNone\nTrue\n",
    ),
    "a name has 255 bytes": ("attempt(lambda: put('x' * 256, ''))", "errno 36\n"),
    "a module that the program wrote can be imported": (
        (
            "put('mine.py', 'answer = 42\\n'); import mine; print(mine.answer)\nos.mkdir('lib'); put('/lib/other.py', 'x = 1\\n')\n"
            "import other; print(other.x)"
        ),
        "42\n1\n",
    ),
    "the system's folder cannot be seen": (
        (
            "print(os.listdir('/'))\nattempt(lambda: os.listdir('/.system')); attempt(lambda: open('/.system/machine.py'))\n"
            "attempt(lambda: os.stat('/.system'))"
        ),
        "['main.py']\nerrno 1\nerrno 2\nerrno 2\n",
    ),
    "the system's folder cannot be changed": (
        (
            "for path in ('/.system', '.system', '/x/../.system'): attempt(lambda: os.mkdir(path))\n"
            "for path in ('/.system/machine.py', '/lib/../.system/new.py'): attempt(lambda: put(path, 'x = 1'))\n"
            "attempt(lambda: os.remove('/.system/machine.py')); attempt(lambda: os.rename('main.py', '/.system/time.py'))\n"
            "import machine; print(hasattr(machine, 'Pin'))"
        ),
        "errno 1\n" * 3 + "errno 2\n" * 4 + "True\n",
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_guest_sees_a_file_system_as_a_board_has_it(name):
    program, expected = PROGRAMS[name]
    outcome = run(ATTEMPT + program, seconds=60)
    assert (outcome.error, outcome.output) == (None, expected)


def test_writing_takes_the_time_of_erasing_a_block():
    outcome = run("with open('a', 'w') as file:\n    file.write('x')\nprint()")
    ((when_us, _),) = seen(outcome, "print")
    assert 30_000 < when_us < 60_000


def test_file_carries_the_time_of_its_writing():
    program = "import os, time\ntime.sleep(5)\nopen('a', 'w').close()\nwith open('b', 'w') as f: f.write('x')\nprint(os.stat('b')[7:])"
    assert run(program).output == "(5, 5, 5)\n"


def test_files_of_the_scenario_are_on_the_flash():
    outcome = run("print(open('data/table.csv').read())", files={"data/table.csv": b"1;2"})
    assert outcome.output == "1;2\n"


def test_hundreds_of_forgotten_files_are_closed_by_and_by():
    outcome = run("for i in range(300): open(str(i), 'w').write('x')\nprint(open('0').read())")
    assert (outcome.error, outcome.output) == (None, "x\n")


@pytest.mark.parametrize(
    ("path", "expected"), [("/a//b/./c", "a/b/c"), ("a/../../b", "b"), ("/", ""), ("..", ""), ("a/", "a")]
)
def test_paths_are_read_as_on_a_board(path, expected):
    assert clean(path) == expected


def test_empty_partition_keeps_two_blocks_for_its_root():
    assert FlashFiles().free_blocks == BLOCKS - 2


def test_full_partition_refuses_another_folder():
    flash = FlashFiles()
    flash.write("big", bytes((BLOCKS - 3) * BLOCK_BYTES))
    with pytest.raises(Refused) as refused:
        flash.make_folder("d")
    assert refused.value.number == 28


def test_root_is_neither_removed_nor_moved():
    for act in (lambda flash: flash.remove("/"), lambda flash: flash.rename("/", "/x")):
        with pytest.raises(Refused) as refused:
            act(FlashFiles({"a": b""}))
        assert refused.value.number == 22


def test_folder_does_not_move_into_itself():
    flash = FlashFiles({"d/a": b""})
    with pytest.raises(Refused):
        flash.rename("d", "d/e")
    assert flash.read("d/a") == b""


def test_long_module_is_compiled_as_it_is_read():
    lines = "".join(f"def f{number}():\n    return 'é{number}'\n" for number in range(280))
    outcome = run("import long\nprint(long.f0(), long.f279())", files={"lib/long.py": lines.encode()})
    assert outcome.output == "é0 é279\n"
