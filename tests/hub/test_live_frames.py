"""Live frames: only what changed, bounded, in the order of the clock."""

import json

import pytest

from iot_lab.hub import LiveFrames
from iot_lab.hub.live import SAMPLES_A_FRAME, thinned
from iot_lab.store import Batch, Reading

NOW = 1_764_000_000_000


@pytest.fixture
def frames():
    return LiveFrames("atelier")


def said(frame):
    return json.loads(frame.payload.decode().split("data: ", 1)[1])


def readings(*values, start=NOW):
    return [Reading(start + place, place, float(value), False) for place, value in enumerate(values)]


def test_board_is_told_when_it_changes_and_not_when_it_only_speaks(frames):
    batch = Batch(seen_ms={"c-1": NOW}, infos={"c-1": {"chip": "ESP32"}})
    frames.add(batch, {("c-1", "x"): readings(1)}, {"state": "ok"}, NOW)
    frames.add(batch, {("c-1", "x"): readings(2, start=NOW + 5)}, {"state": "ok"}, NOW)
    first, second = frames.wait_after(0, 1), frames.wait_after(1, 1)
    assert said(first)["boards"][0]["info"] == {"chip": "ESP32"}
    assert said(second)["boards"] == []


def test_nothing_new_makes_no_frame(frames):
    frames.tell({"state": "ok"}, NOW)
    frames.add(Batch(), {}, {"state": "ok"}, NOW)
    assert frames.wait_after(1, 0) is None


def test_frame_of_very_many_series_is_bounded(frames):
    many = {("c-1", f"s-{number}"): readings(*range(20)) for number in range(1000)}
    frames.add(Batch(seen_ms={"c-1": NOW}), many, {"state": "ok"}, NOW)
    assert len(said(frames.wait_after(0, 1))["samples"]) <= SAMPLES_A_FRAME


def test_late_sample_goes_in_its_place_and_is_not_the_latest(frames):
    frames.add(Batch(), {("c-1", "x"): readings(1, 2, 3)}, {}, NOW)
    frames.add(Batch(), {("c-1", "x"): [Reading(NOW + 1, 9, 50.0, False)]}, {}, NOW)
    series = said(frames.snapshot())["boards"][0]["series"][0]
    assert series["v"] == 3.0
    assert [value for _, value in series["recent"]] == [1.0, 2.0, 50.0, 3.0]


def test_snapshot_holds_at_most_sixty_points_of_a_series(frames):
    frames.add(Batch(), {("c-1", "x"): readings(*range(500))}, {}, NOW)
    recent = said(frames.snapshot())["boards"][0]["series"][0]["recent"]
    assert [value for _, value in recent] == list(range(440, 500))


def test_clients_share_the_same_bytes(frames):
    frames.tell({"state": "ok"}, NOW)
    assert frames.wait_after(0, 1) is frames.wait_after(0, 1)
    assert frames.snapshot() is frames.snapshot()


def test_page_of_an_earlier_kit_gets_a_snapshot(frames):
    frames.tell({"state": "ok"}, NOW)
    assert b"event: snapshot" in frames.wait_after(12_345, 1).payload


@pytest.mark.parametrize("most", [1, 2, 3, 7, 20])
def test_thinned_readings_keep_the_last_then_the_extremes(most):
    found = thinned(readings(5, 1, *range(2, 90), 100, 50), most)
    values = [reading.value for reading in found]
    assert len(values) <= most
    assert values[-1] == 50
    assert most < 3 or {1, 100} <= set(values)
    assert [reading.t_ms for reading in found] == sorted(reading.t_ms for reading in found)
