# Samples that wait for the room, oldest first: a few in memory, the others in flash, written in batches that spare its
# cycles. A sample leaves only once the broker has acknowledged it; after a power cut some are sent twice, none is lost
# but those still in memory. A sample is (series, value, ms since start, number); `boot` tells starts apart.
#
# Oldest first means: `_batch`, read back from the oldest file; then the other files of `_names`, in their order; then `_fresh`.
# Samples are put at the end of `_fresh`, which becomes a file when it is full, or a minute old while the room is away. A file
# goes when the last sample of its batch is acknowledged, never before. Each line has its checksum: a batch that a power cut
# shortened keeps its whole lines. When there are too many files, or the flash is full, the oldest goes and is counted.
import binascii
import json
import os
from io import open

import _thread

from kit import borrow, files

FOLDER = files.ROOT + "queue"
IN_MEMORY = 32  # samples; when full they become one batch in flash
BATCHES = 128  # the oldest goes when there are more: about 4,000 samples, or 8 minutes of a stream
PATIENCE_MS = 60000  # nothing stays longer in memory while the room is away


class Outbox:
    def __init__(self, boot, in_memory=IN_MEMORY, batches=BATCHES):
        self.dropped = 0
        self._boot = boot
        self.in_memory, self._most_batches = in_memory, batches
        self._fresh = []  # in memory, newer than everything in flash
        self._batch = []  # the oldest batch, read back from flash; its file goes when it is empty
        self._waiting = 0  # samples in flash, those of _batch left out
        self._lock = _thread.allocate_lock()
        self._names, self._next = [], 1
        if files.exists(FOLDER):
            self._names, self._next, self._waiting = borrow("held").find(FOLDER, _samples)
        else:
            os.mkdir(FOLDER)

    def __len__(self):
        return len(self._fresh) + len(self._batch) + self._waiting

    def put(self, series, value, up_ms, number, date_ms=None):
        """Take one sample. Called from any thread."""
        with self._lock:
            self._fresh.append([series, value, up_ms, number, date_ms, self._boot])
            if len(self._fresh) >= self.in_memory:
                self._write_batch()

    def first(self):
        """Return the oldest sample, [series, value, up_ms, number, date_ms, boot], or None."""
        if not self._names:
            fresh = self._fresh
            return fresh[0] if fresh else None
        with self._lock:
            if not self._batch and self._names:
                self._read_batch()
            oldest = self._batch or self._fresh
            return oldest[0] if oldest else None

    def sent(self, sample):
        """Forget the oldest sample: the broker has it."""
        with self._lock:
            if self._batch and self._batch[0] is sample:
                self._batch.pop(0)
                if not self._batch:
                    self._forget_batch()
            elif self._fresh and self._fresh[0] is sample:
                self._fresh.pop(0)

    def save(self, up_ms=None):
        """Write to flash what is in memory; with `up_ms`, only when the oldest is there for a minute."""
        with self._lock:
            if self._fresh and (up_ms is None or up_ms - self._fresh[0][2] > PATIENCE_MS):
                self._write_batch()

    def in_flash(self):
        """Give the samples of each batch that waits in flash, batch by batch, for numbers.py."""
        return (_samples(name) for name in self._names)

    def _write_batch(self):
        name = "b%08d" % self._next
        try:
            _write(name, self._fresh)
        except OSError:
            self._drop_oldest()  # the flash is full: try again with the next sample
            if len(self._fresh) > 2 * self.in_memory:
                self._fresh.pop(0)
                self.dropped += 1
            return
        self._next += 1
        self._names.append(name)
        self._waiting += len(self._fresh)
        self._fresh = []
        if len(self._names) > self._most_batches:
            self._drop_oldest()

    def _read_batch(self):
        while self._names and not self._batch:
            self._batch = list(_samples(self._names[0]))
            self._waiting -= len(self._batch)
            if not self._batch:
                self._forget_batch()

    def _forget_batch(self):
        files.remove(FOLDER + "/" + self._names.pop(0))

    def _drop_oldest(self):
        if not self._names:
            return
        if not self._batch:
            self._read_batch()
        self.dropped += len(self._batch)
        self._batch = []
        if self._names:
            self._forget_batch()


def _write(name, samples):
    """One line a sample, each with its checksum: a batch that a power cut shortened keeps its whole lines."""
    with open(FOLDER + "/" + name, "w") as file:
        for sample in samples:
            text = json.dumps(sample)
            file.write("%08x %s\n" % (binascii.crc32(text.encode()), text))


def _samples(name):
    """Give the samples of a batch one by one."""
    with open(FOLDER + "/" + name, "rb") as file:
        for line in file:
            text = line[9:-1]
            try:
                if line[-1:] == b"\n" and int(line[:8], 16) == binascii.crc32(text):
                    yield json.loads(text)
            except ValueError:
                pass
