"""A board that gets another name keeps all that it measured and said, on SQLite and on PostgreSQL."""

import pytest

from iot_lab.store import Batch, LogLine, Reading, TelemetryStore

START = 1_764_000_000_000
OLD, NEW = "serre-07", "jardin"


@pytest.fixture
def store(address):
    opened = TelemetryStore.open(address, "atelier")
    yield opened
    opened.close()


def write(store, board, *numbers, series="temperature", later_ms=0):
    rows = [Reading(START + 1000 * n + later_ms, n, float(n), False) for n in numbers]
    store.write(Batch(readings={(board, series): rows}, seen_ms={board: rows[-1].t_ms}))


def say(store, board, *texts, at_ms=0):
    lines = [(board, LogLine(START + at_ms + place, text)) for place, text in enumerate(texts)]
    store.write(Batch(log=lines, infos={board: {"mac": board}}, seen_ms={board: START + at_ms}))


def numbers(store, board, series="temperature"):
    return [sample.n for sample in store.samples(board, series, START, START + 10**9, 1000)]


def counts(store, board, series="temperature"):
    found = next(one for one in store.series(board) if one.name == series)
    return found.stored, found.late, found.missing, found.duplicates


def buckets(store, board):
    chart = store.chart(board, "temperature", START - 1, START + 10**8, 3)
    return sum(chart.mean), min(chart.low), max(chart.high)


def test_series_counts_charts_and_log_have_the_new_name(store):
    write(store, OLD, 1, 2, 4)
    say(store, OLD, "hello")
    before = counts(store, OLD), buckets(store, OLD)
    store.rename_board(OLD, NEW)
    assert (counts(store, NEW), buckets(store, NEW)) == before
    assert [line.text for line in store.log_lines(NEW)] == ["hello"]
    assert [board.name for board in store.boards()] == [NEW]
    write(store, NEW, 3)
    assert counts(store, NEW) == (4, 1, 0, 0)


@pytest.mark.parametrize("came_back_with", [(5, 6), (5, 6, 7, 8, 9)], ids=["fewer samples", "more samples"])
def test_board_that_came_back_before_it_was_carried_has_one_history(store, came_back_with):
    write(store, OLD, 1, 2, 4)
    say(store, OLD, "before")
    write(store, NEW, 4, *came_back_with)
    write(store, NEW, 1, series="humidity")
    say(store, NEW, "after", at_ms=9_000)
    store.rename_board(OLD, NEW)
    assert numbers(store, NEW) == [1, 2, 4, *came_back_with]
    assert counts(store, NEW)[0] == 3 + len(came_back_with), "a sample that came under both names counts once"
    assert counts(store, NEW)[3] == 1
    assert counts(store, NEW, "humidity")[0] == 1
    assert [line.text for line in store.log_lines(NEW)] == ["before", "after"]
    assert [(board.name, board.info) for board in store.boards()] == [(NEW, {"mac": NEW})]
    assert store.totals().stored == 4 + len(came_back_with)


def test_a_store_opened_again_goes_on_counting_where_the_renamed_board_stood(store, address):
    write(store, OLD, *range(1, 40))
    store.rename_board(OLD, NEW)
    again = TelemetryStore.open(address, "atelier")
    write(again, NEW, 40, 42)
    assert counts(again, NEW) == (41, 0, 1, 0)
    again.close()


def test_samples_without_numbers_stay_as_many(store):
    for board, at_ms in ((OLD, 0), (NEW, 5)):
        rows = [Reading(START + at_ms, None, 1.0, True), Reading(START + at_ms, None, 2.0, True)]
        store.write(Batch(readings={(board, "light"): [*rows, Reading(START + 60_000, None, 3.0, False)]}))
    store.rename_board(OLD, NEW)
    assert len(store.samples(NEW, "light", START, START + 10**6, 99)) == 5, "the one of the same time came twice"


def test_name_that_nobody_has_and_the_same_name_change_nothing(store):
    write(store, OLD, 1)
    store.rename_board("nobody", NEW)
    store.rename_board(OLD, OLD)
    assert [board.name for board in store.boards()] == [OLD]


def test_boards_of_another_room_keep_their_name(store, address):
    other = TelemetryStore.open(address, "salle-2")
    write(other, OLD, 1)
    write(store, OLD, 1)
    store.rename_board(OLD, NEW)
    assert [board.name for board in other.boards()] == [OLD]
    other.close()
