# Runs on MicroPython's unix port, in an empty folder: the power fails at each write of the queue's files in turn, in the
# middle of what is being written, and the outbox must come back with every sample that was safe, in order.
import builtins
import json
import os

from kit import outbox
from kit.outbox import FOLDER, Outbox

SAMPLES, IN_MEMORY = 25, 5
_open = builtins.open


class PowerCut(Exception):
    pass


class _Line:
    """The power: fails after so many writes, and then keeps only the first half of the last one."""

    def __init__(self, writes):
        self.left = writes
        self.safe = []  # numbers of the samples in batches written to their end

    def open(self, path, mode="r"):
        file = _open(path, mode)
        return _File(file, self) if "w" in mode else file


class _File:
    def __init__(self, file, power):
        self._file, self._power = file, power
        self._numbers = []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self._file.close()
        if kind is None:
            self._power.safe += self._numbers

    def write(self, text):
        if self._power.left == 0:
            self._file.write(text[: len(text) // 2])
            self._file.close()
            raise PowerCut
        self._power.left -= 1
        self._file.write(text)
        self._numbers.append(json.loads(text[9:])[3])


def empty():
    for name in os.listdir(FOLDER):
        os.remove(FOLDER + "/" + name)


def live(power):
    """Put samples, send every third one; return the numbers acknowledged."""
    outbox.open = power.open
    box = Outbox(1, IN_MEMORY)
    sent = []
    try:
        for number in range(1, SAMPLES + 1):
            box.put("x", number / 2, number * 10, number)
            if number % 3 == 0:
                sent.append(box.first()[3])
                box.sent(box.first())
    except PowerCut:
        pass
    finally:
        outbox.open = _open
    return sent


def drain(box):
    found = []
    sample = box.first()
    while sample:
        found.append(sample[3])
        assert sample[:3] == ["x", sample[3] / 2, sample[3] * 10], sample
        box.sent(sample)
        sample = box.first()
    return found


cuts = 0
try:
    os.mkdir(FOLDER)
except OSError:
    pass
for writes in range(SAMPLES + 1):
    empty()
    power = _Line(writes)
    sent = live(power)
    found = drain(Outbox(2, IN_MEMORY))
    assert found == sorted(found), (writes, found)
    assert set(power.safe) - set(sent) <= set(found), (writes, power.safe, sent, found)
    assert os.listdir(FOLDER) == [], os.listdir(FOLDER)
    cuts += 1
print("power cuts:", cuts)
