"""The queue on disk: order, bound, numbers across restarts, and a power cut at every write, after every byte."""

from __future__ import annotations

import shutil

import pytest

from iot_lab.node.errors import QueueBusy, QueueUnusable
from iot_lab.node.outbox import Outbox


@pytest.fixture
def opened(tmp_path):
    """Open the queue of this test, as often as asked; the last one is closed."""
    boxes = []

    def run(folder=tmp_path / "queue", **bounds):
        for box in boxes:
            box.close()
        boxes.append(Outbox(folder, **bounds))
        return boxes[-1]

    yield run
    for box in boxes:
        box.close()


def numbers(box) -> list[int]:
    return [sample.number for sample in box.after(0, 10**6)]


def test_samples_leave_in_the_order_they_came(opened):
    box = opened()
    for value in (20.5, {"x": 1.0}, 21):
        box.put("air", value, 1000)
    assert [sample.value for sample in box.after(0, 2)] == [20.5, {"x": 1.0}]
    box.sent(box.after(0, 2)[-1].place)
    assert [sample.value for sample in box.after(0, 2)] == [21]


def test_what_waits_and_the_numbers_survive_a_restart(opened):
    box = opened(samples_in_a_file=3)
    places = [box.put("air", value, 1000 + value).place for value in range(10)]
    box.put("light", 1, 5)
    box.sent(places[3])
    box = opened(samples_in_a_file=3)
    assert [(one.series, one.t_ms, one.number) for one in box.after(0, 99)][:2] == [("air", 1004, 5), ("air", 1005, 6)]
    assert (box.put("air", 0, 0).number, box.put("light", 0, 0).number) == (11, 2)
    assert box.first_new_place == 12


def test_numbers_go_on_when_all_was_sent_and_every_file_is_gone(opened):
    for _ in range(3):
        box = opened(samples_in_a_file=2)
        for _ in range(5):
            box.sent(box.put("air", 1, 1).place)
    assert box.put("air", 1, 1).number == 16


def test_files_go_once_their_samples_were_sent(opened, tmp_path):
    box = opened(samples_in_a_file=2)
    for _ in range(20):
        box.sent(box.put("air", 1, 1).place)
    assert len(list((tmp_path / "queue").glob("*.lines"))) <= 2


def test_oldest_go_when_there_are_too_many_and_are_counted(opened, tmp_path):
    box = opened(most_samples=10, samples_in_a_file=4)
    for _ in range(25):
        box.put("air", 1, 1)
    assert (numbers(box), box.dropped) == (list(range(16, 26)), 15)
    assert len(list((tmp_path / "queue").glob("*.lines"))) <= 4


def test_disk_that_is_full_keeps_samples_in_memory_and_writes_them_later(opened, monkeypatch):
    box = opened()
    box.put("air", 1, 1)
    with monkeypatch.context() as full:
        full.setattr(box, "_write", _refuse)
        box.put("air", 2, 2)
        box.put("air", 3, 3)
    assert box.trouble == "No space left on device"
    box.put("air", 4, 4)
    assert box.trouble == ""
    assert numbers(opened()) == [1, 2, 3, 4]


def _refuse(*_contents, is_synced):
    raise OSError(28, "No space left on device")


def test_two_nodes_do_not_share_a_queue(opened, tmp_path):
    opened()
    with pytest.raises(QueueBusy):
        Outbox(tmp_path / "queue")


def test_queue_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(QueueUnusable):
        Outbox(tmp_path / "file" / "queue")


class Filmed(Outbox):
    """Keeps, before each write: the folder as it is, the bytes to come, the numbers put and those acknowledged so far."""

    def __init__(self, folder, film, **bounds) -> None:
        self.film, self.is_put, self.is_sent = film, 0, 0
        super().__init__(folder, **bounds)

    def _write(self, *contents, is_synced):
        from iot_lab.node.lines import line

        files = {path.name: path.read_bytes() for path in self._folder.glob("*.lines")}
        data = b"".join(line(content) for content in contents)
        self.film.append((files, self._path.name, data, self.is_put, self.is_sent))
        super()._write(*contents, is_synced=is_synced)


def film_of_a_day(folder) -> list:
    film: list = []
    box = Filmed(folder, film, samples_in_a_file=3)
    for turn in range(1, 9):
        place = box.put("air", turn / 2, 1000 * turn).place
        box.is_put = turn
        if turn in (2, 5, 6):
            box.is_sent = turn
            box.sent(place)
    box.close()
    return film


def test_power_cut_at_every_byte_of_every_write_loses_nothing_that_was_kept(tmp_path):
    cuts = [(one, cut) for one in film_of_a_day(tmp_path / "day") for cut in range(len(one[2]) + 1)]
    assert len(cuts) > 300
    for (files, name, data, is_put, is_sent), cut in cuts:
        after = tmp_path / "after"
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        for one, content in files.items():
            (after / one).write_bytes(content)
        (after / name).write_bytes(files.get(name, b"") + data[:cut])
        box = Outbox(after)
        found = numbers(box)
        assert found == list(range(found[0], found[-1] + 1)) if found else True
        assert set(range(is_sent + 1, is_put + 1)) <= set(found)
        assert all(sample.t_ms == 1000 * sample.number for sample in box.after(0, 99))
        assert box.put("air", 0, 0).number > is_put
        box.close()
