"""How often the hub writes and shows."""

from iot_lab.broker.gathering import GAP_S as GATHERED_S
from iot_lab.hub.pace import COSTLY_GAP_S, LONGEST_GAP_S, RETRY_S, USUAL_GAP_S, WINDOW_GAP_S, News, Pace
from iot_lab.store import Batch, Reading, SampleCounts, Written


def written(value, *, t_ms=0):
    return Written({("c-1", "x"): [Reading(t_ms, None, value, True)]}, SampleCounts(1))


def test_gap_grows_with_what_a_transaction_costs():
    pace = Pace()
    assert pace.after_writing(5, 0.0) == USUAL_GAP_S
    assert pace.after_writing(900, 0.4) == 0.4
    assert pace.after_writing(9000, 8.0) == LONGEST_GAP_S


def test_one_message_now_and_then_is_written_at_once_but_never_for_much_of_the_time():
    pace = Pace()
    assert pace.after_writing(1, 0.001) < USUAL_GAP_S / 4
    assert pace.after_writing(1, 0.02) >= 0.08


def test_bunch_of_our_own_broker_never_waits_for_the_gap_of_the_one_before():
    took_s = 0.012
    assert took_s + Pace().after_writing(15, took_s, 0.003) < GATHERED_S


def test_turn_that_was_long_because_others_had_the_processor_asks_for_no_more_than_its_work():
    assert Pace().after_writing(1, 0.02, 0.002) == 0.02 < Pace().after_writing(1, 0.02)


def test_frames_are_rarer_where_many_watch():
    news = News()
    news.add(Batch(), written(1.0))
    news.take(0.0)
    news.add(Batch(), written(2.0))
    assert news.due_in(0.0, 0.01, 0) < news.due_in(0.0, 0.01, 50) < news.due_in(0.0, 0.01, 500) <= COSTLY_GAP_S


def test_broker_that_waits_for_acknowledgements_is_answered_sooner():
    pace = Pace()
    assert [pace.after_writing(size, 0.0) for size in (20, 20, 20, 7)] == [
        USUAL_GAP_S,
        WINDOW_GAP_S,
        WINDOW_GAP_S,
        USUAL_GAP_S,
    ]


def test_store_that_refuses_is_tried_further_and_further_apart():
    pace = Pace()
    waits = [pace.after_failing() for _ in range(10)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (RETRY_S[0], RETRY_S[1])


def test_first_news_is_shown_at_once_and_more_waits_its_turn():
    news = News()
    assert news.due_in(10.0, USUAL_GAP_S, 0) is None
    news.add(Batch(), written(1.0))
    assert news.due_in(10.0, USUAL_GAP_S, 0) == 0.0
    news.take(10.0)
    news.add(Batch(states={"c-1": "online"}), written(2.0))
    news.add(Batch(states={"c-1": "offline"}), written(3.0))
    assert 0 < news.due_in(10.01, USUAL_GAP_S, 0) <= USUAL_GAP_S
    batch, readings = news.take(10.2)
    assert batch.states == {"c-1": "offline"}
    assert [reading.value for reading in readings["c-1", "x"]] == [2.0, 3.0]
