"""The boards' topic: only what changed, bounded, in the order of the clock."""

import pytest

from iot_lab.hub import BOARDS, LiveBoards
from iot_lab.hub.live_boards import SAMPLES_A_FRAME, thinned
from iot_lab.live import LiveChannel
from iot_lab.store import Batch, LogLine, Reading

NOW = 1_764_000_000_000


@pytest.fixture
def channel():
    return LiveChannel()


@pytest.fixture
def frames(channel):
    return LiveBoards("atelier", channel)


def said(channel, place):
    """Return what the frame at this place said, after the topic began."""
    return channel.news_after(1, [BOARDS], 1)[place].value


def readings(*values, start=NOW):
    return [Reading(start + place, place, float(value), False) for place, value in enumerate(values)]


def test_board_is_told_when_it_changes_and_not_when_it_only_speaks(frames, channel):
    batch = Batch(seen_ms={"c-1": NOW}, infos={"c-1": {"chip": "ESP32"}})
    frames.add(batch, {("c-1", "x"): readings(1)}, {"state": "ok"}, NOW)
    frames.add(batch, {("c-1", "x"): readings(2, start=NOW + 5)}, {"state": "ok"}, NOW)
    assert said(channel, 0)["boards"][0]["info"] == {"chip": "ESP32"}
    assert said(channel, 1)["boards"] == []


def test_nothing_new_makes_no_frame(frames, channel):
    frames.tell({"state": "ok"}, NOW)
    frames.add(Batch(), {}, {"state": "ok"}, NOW)
    assert channel.news_after(2, [BOARDS], 0) == []


def test_frame_of_very_many_series_is_bounded(frames, channel):
    many = {("c-1", f"s-{number}"): readings(*range(20)) for number in range(1000)}
    frames.add(Batch(seen_ms={"c-1": NOW}), many, {"state": "ok"}, NOW)
    assert len(said(channel, 0)["samples"]) <= SAMPLES_A_FRAME


def test_late_sample_goes_in_its_place_and_is_not_the_latest(frames):
    frames.add(Batch(), {("c-1", "x"): readings(1, 2, 3)}, {}, NOW)
    frames.add(Batch(), {("c-1", "x"): [Reading(NOW + 1, 9, 50.0, False)]}, {}, NOW)
    series = frames.topic.snapshot().value["boards"][0]["series"][0]
    assert series["v"] == 3.0
    assert [value for _, value in series["recent"]] == [1.0, 2.0, 50.0, 3.0]


def test_snapshot_holds_at_most_sixty_points_of_a_series(frames):
    frames.add(Batch(), {("c-1", "x"): readings(*range(500))}, {}, NOW)
    recent = frames.topic.snapshot().value["boards"][0]["series"][0]["recent"]
    assert [value for _, value in recent] == list(range(440, 500))


@pytest.mark.parametrize("most", [1, 2, 3, 7, 20])
def test_thinned_readings_keep_the_last_then_the_extremes(most):
    found = thinned(readings(5, 1, *range(2, 90), 100, 50), most)
    values = [reading.value for reading in found]
    assert len(values) <= most
    assert values[-1] == 50
    assert most < 3 or {1, 100} <= set(values)
    assert [reading.t_ms for reading in found] == sorted(reading.t_ms for reading in found)


FAILED = {"program": {"state": "failed"}}
TRACEBACK = [
    "Traceback (most recent call last):",
    '  File "program.py", line 15, in <module>',
    '  File "lib/sht31.py", line 40, in read',
    "OSError: [Errno 19] ENODEV",
]


def log(*texts, board="c-1"):
    return [(board, LogLine(NOW, text)) for text in texts]


@pytest.mark.parametrize("order", ["log first", "info first", "together"])
def test_board_tells_the_line_at_which_its_program_failed(frames, channel, order):
    info, words = Batch(infos={"c-1": FAILED}), Batch(log=log(*TRACEBACK))
    both = Batch(infos={"c-1": FAILED}, log=log(*TRACEBACK))
    batches = {"log first": (words, info), "info first": (info, words), "together": (both,)}[order]
    for batch in batches:
        frames.add(batch, {}, {"state": "ok"}, NOW)
    (board,) = channel.snapshots([BOARDS])[0].value["boards"]
    assert board["line"] == 15
    assert [one["line"] for one in said(channel, len(batches) - 1)["boards"]] == [15]


def test_board_whose_program_runs_again_has_no_line(frames, channel):
    frames.add(Batch(infos={"c-1": FAILED}, log=log(*TRACEBACK)), {}, {"state": "ok"}, NOW)
    frames.add(Batch(infos={"c-1": {"program": {"state": "running"}}}), {}, {"state": "ok"}, NOW)
    frames.add(Batch(infos={"c-1": FAILED}), {}, {"state": "ok"}, NOW)
    (board,) = channel.snapshots([BOARDS])[0].value["boards"]
    assert board["line"] is None
