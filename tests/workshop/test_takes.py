"""Takes of the AI bench: spans of time in which samples are found, whenever they come."""

from __future__ import annotations

from array import array

import pytest
from sqlalchemy import event

from iot_lab.learning.train import train_regression
from iot_lab.learning.windows import examples_of, plan_for
from iot_lab.store import Batch, Database, RecordingsStore, SampleBlock, TelemetryStore
from iot_lab.store.telemetry.records import Reading
from iot_lab.workshop.ai.errors import AiRequestWrong
from iot_lab.workshop.ai.takes import COUNTDOWN_MS, RecordedTakes
from tests.rigs.hand_fed_room import HandFedRoom

NOW = 1_764_000_000_000
SOURCE = [("capteur-01", "motion")]
START = NOW + COUNTDOWN_MS


class Bench:
    def __init__(self, path) -> None:
        self.database = Database.open(f"sqlite:///{path}")
        self.store = TelemetryStore(self.database, "atelier")
        self.takes = RecordedTakes(RecordingsStore(self.database, "atelier"), self.store)

    def measure(self, first_s, last_s, arrives_ms=None, values=range(25)):
        """Write half-second blocks of 50 Hz from `first_s` after the start of the first take to `last_s`."""
        for half in range(round(first_s * 2), round(last_s * 2)):
            t_ms = START + half * 500
            columns = (array("h", values), array("h", [7] * 25))
            arrived = arrives_ms or t_ms + 500
            block = SampleBlock(t_ms, 20.0, 1000 + half * 25, 100.0, ("ax", "ay"), columns, False, arrived)
            self.store.write(Batch(blocks={("capteur-01", "motion"): [block]}))

    def record(self, **asked):
        facts = {"label": "wave", "person": "A", "day": "2026-11-27", "seconds": 2.0, "count": 1} | asked
        return self.takes.record("gestes", SOURCE, now_ms=NOW, **facts)

    def found(self, after_s):
        return self.takes.takes("gestes", START + round(after_s * 1000))


@pytest.fixture
def bench(tmp_path):
    made = Bench(tmp_path / "lab.db")
    yield made
    made.database.close()


def test_take_holds_the_samples_dated_within_it_and_is_complete(bench):
    bench.record()
    bench.measure(-1, 4)
    (take,) = bench.found(5)
    assert (take.samples.size, take.samples.state, take.samples.names) == (100, "complete", ("ax", "ay"))


def test_ordinary_series_are_recorded_and_a_line_learns_a_value_from_them(bench):
    """Humidity at 40 % and at 70 %, every 2 s: the labels are what another instrument said."""
    for turn, humidity in enumerate((40, 45, 50, 55, 60, 65)):
        (record,) = bench.takes.record("serre", [("capteur-01", "climate")], str(humidity), "A", "2026-11-27", 40.0, 1,
                                       NOW + turn * 60_000)  # fmt: skip
        times = range(record.start_ms + 3, record.end_ms, 2003)
        readings = {
            ("capteur-01", f"climate.{name}"): [Reading(t_ms, None, value, False) for t_ms in times]
            for name, value in (("air", humidity + 0.5), ("ground", 20.0))
        }
        bench.store.write(Batch(readings=readings))
    assert bench.takes.slow_series(bench.takes.streams()) == [("capteur-01", "climate")]
    now_ms = NOW + 600_000
    assert {one.samples.state for one in bench.takes.takes("serre", now_ms)} == {"complete"}
    takes = bench.takes.learning_takes("serre", now_ms)
    assert (takes[0].rate_hz, takes[0].per, list(takes[0].axes)) == (0.5, 100, ["air", "ground"])
    found = train_regression(examples_of(takes, plan_for(takes)))
    assert found.model.values(examples_of(takes, plan_for(takes)).rows[:1])[0] == pytest.approx(40, abs=0.5)


def test_boards_that_record_together_are_each_moved_by_somebody_else(bench):
    sources = [("capteur-02", "motion"), ("capteur-01", "motion"), ("capteur-01", "light")]
    planned = bench.takes.record("gestes", sources, "wave", "B", "2026-11-27", 2.0, 1, NOW, is_one_each=True)
    assert [(one.board, one.person) for one in planned] == [
        ("capteur-02", "B"), ("capteur-01", "C"), ("capteur-01", "C")
    ]  # fmt: skip


def test_what_an_outage_held_up_lands_in_the_right_take(bench):
    bench.record(count=2)
    bench.measure(-1, 1)
    assert [one.samples.state for one in bench.found(7)] == ["waiting", "waiting"]
    bench.measure(1, 7, arrives_ms=START + 300_000)
    first, second = bench.found(310)
    assert (first.samples.size, first.samples.state, first.samples.late) == (100, "late", 50)
    assert (second.samples.size, second.samples.missing) == (100, 0)


def test_samples_that_never_come_are_missing_once_the_stream_has_gone_on(bench):
    bench.record()
    bench.measure(-1, 1)
    bench.measure(1.5, 4)
    (take,) = bench.found(5)
    assert take.samples.state == "missing"
    assert 23 <= take.samples.missing <= 25


def test_takes_planned_before_a_kill_are_there_afterwards(tmp_path):
    before = Bench(tmp_path / "lab.db")
    before.record()
    before.database.close()
    after = Bench(tmp_path / "lab.db")
    after.measure(-1, 4)
    assert [one.samples.state for one in after.found(5)] == ["complete"]
    after.database.close()


def test_stopping_ends_what_runs_and_gives_up_what_has_not_begun(bench):
    bench.record(count=3)
    bench.takes.stop("gestes", START + 1_000)
    bench.measure(-1, 3)
    assert [one.seconds for one in bench.found(20)] == [1.0]


def test_take_is_deleted_brought_back_renamed_and_cut(bench):
    (record,) = bench.record()
    bench.measure(-1, 4)
    bench.takes.delete("gestes", record.id, NOW)
    assert bench.found(5) == []
    bench.takes.restore("gestes", record.id)
    bench.takes.relabel("gestes", record.id, "lift", "B")
    bench.takes.trim("gestes", record.id, 0.5, 0.5)
    (take,) = bench.found(5)
    assert (take.record.label, take.record.person, take.samples.size) == ("lift", "B", 50)


def test_takes_and_answers_of_a_board_follow_its_new_name(tmp_path):
    with HandFedRoom(tmp_path) as room:
        block = SampleBlock(START, 20.0, 0, 100.0, ("ax",), (array("h", range(25)),), False, START + 500)
        room.board_list.account("capteur-01")
        room.store.write(Batch(blocks={("capteur-01", "motion"): [block]}))
        room.takes.record("gestes", SOURCE, "wave", "A", "2026-11-27", 0.5, 1, NOW)
        room.ai_projects.sent("gestes", "capteur-01", ["wave", "other"])
        room.board_list.rename("capteur-01", "serre")
        room.board_list.carry("capteur-01", "serre")
        (take,) = room.takes.takes("gestes", START + 1000)
        assert (take.record.board, take.samples.size) == ("serre", 25)
        assert (room.ai_projects.names_on("serre"), room.ai_projects.names_on("capteur-01")) == (["wave", "other"], [])


def test_flat_top_is_told_as_saturated(bench):
    bench.record()
    bench.measure(-1, 4, values=[*range(0, 200, 10), *[200] * 5])
    (take,) = bench.found(5)
    assert take.samples.saturated == 4 * 5


@pytest.mark.parametrize("wrong", [{"person": "Zoé"}, {"label": ""}, {"seconds": 0.1}, {"count": 11}, {"count": 0}])
def test_what_is_no_take_is_refused(bench, wrong):
    with pytest.raises(AiRequestWrong):
        bench.record(**wrong)


def test_what_can_be_recorded_costs_as_many_looks_in_a_room_of_two_hundred_boards(bench):
    bench.measure(0, 1)
    names = [f"board-{number:03}" for number in range(200)]
    bench.store.write(Batch(readings={(name, "climate.t"): [Reading(NOW, 1, 20.0, True)] for name in names}))
    looks = []
    event.listen(bench.database.engine, "begin", looks.append)
    streams = bench.takes.streams()
    assert streams == SOURCE
    assert bench.takes.slow_series(streams) == [(name, "climate") for name in names]
    assert len(looks) == 2
