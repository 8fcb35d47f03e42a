"""Sequence numbers: what is missing, late, begun again."""

from hypothesis import given
from hypothesis import strategies as st

from iot_lab.store.telemetry.counting import MOST_GAPS, MOST_MISSING, MOST_MISSING_AT_START, SeriesState
from iot_lab.store.telemetry.records import Reading

START = 1_764_000_000_000


def counted(*readings):
    """Count (n, second) pairs; a second of None is a time of arrival."""
    state = SeriesState(1)
    for place, (n, second) in enumerate(readings):
        t_ms = START + 1000 * (place if second is None else second)
        state.add(reading := Reading(t_ms, n, 0.0, second is None), state.key_of(reading))
    return state


def figures(state):
    return state.stored, state.late, state.missing


def test_first_number_is_not_a_gap():
    assert figures(counted((57, 1), (58, 2))) == (2, 0, 0)


def test_late_numbers_close_their_gap_from_any_side():
    assert figures(counted((1, 1), (5, 5), (3, 3), (2, 2), (4, 4))) == (5, 3, 0)


def test_late_number_without_time_closes_its_gap():
    assert figures(counted((1, None), (4, None), (2, None))) == (3, 1, 1)


def test_reboot_is_recognised_by_its_later_time():
    assert figures(counted((1, 1), (2, 2), (3, 3), (0, 60), (1, 61))) == (5, 0, 0)


def test_numbers_lost_at_a_reboot_are_missing():
    assert figures(counted((1, 1), (2, 2), (9, 9), (3, 60), (4, 61))) == (5, 0, 6 + 2)


def test_late_number_of_the_life_before_closes_the_gap_of_that_life():
    assert figures(counted((1, 1), (5, 5), (1, 60), (2, 61), (4, 4))) == (5, 1, 2)


def test_constant_number_is_neither_gap_nor_reboot():
    assert figures(counted(*((7, second) for second in range(5)))) == (5, 0, 0)


def test_jump_too_long_to_be_a_loss_is_a_new_beginning():
    assert figures(counted((1, 1), (MOST_MISSING + 10, 2), (MOST_MISSING + 11, 3))) == (3, 0, 0)


def test_gaps_remembered_are_bounded():
    state = counted(*((2 * number, number) for number in range(MOST_GAPS + 50)))
    assert len(state.gaps) == MOST_GAPS
    assert state.missing == MOST_GAPS + 49


@given(st.permutations(range(1, 30)), st.sets(st.integers(2, 29)))
def test_whatever_the_order_missing_is_what_did_not_come(order, lost):
    came = [1, *(n for n in order if n != 1 and n not in lost)]
    state = counted(*((n, n) for n in came))
    assert state.missing == max(came) - len(came)
    assert state.late == sum(n < max(came[:place]) for place, n in enumerate(came) if place)


def test_samples_of_one_time_are_in_order_of_their_numbers():
    for order in ((3, 4), (4, 3)):
        state = SeriesState(1)
        for n in order:
            reading = Reading(START, n, float(n), False)
            state.add(reading, state.key_of(reading))
        assert (state.top_ms, state.top_key, state.top_value) == (START, 4, 4.0)


def test_latest_value_is_that_of_the_first_of_two_that_are_the_same_sample():
    state = SeriesState(1)
    state.add(Reading(START, 3, 1.0, False), 3)
    state.add(Reading(START, 3, 2.0, False), 3)
    assert state.top_value == 1.0


def test_late_numbers_of_the_very_times_of_their_gaps_edges_close_it():
    assert figures(counted((1, 1), (5, 5), (2, 1))) == (3, 1, 2)
    assert figures(counted((1, 1), (5, 5), (4, 5))) == (3, 1, 2)


def test_smaller_number_of_the_same_time_is_late_and_no_new_beginning():
    state = counted((5, 1), (4, 1))
    assert (figures(state), state.life) == ((2, 1, 0), 0)


def test_next_number_of_the_very_time_of_a_new_beginning_belongs_to_it():
    state = counted((5, 1), (1, 60), (2, 60))
    assert (figures(state), state.last_n) == ((3, 0, 0), 2)


def test_clock_that_goes_back_while_numbers_go_on_makes_nothing_late():
    assert figures(counted((1, 10), (2, 5), (3, 6))) == (3, 0, 0)


def test_value_without_number_of_the_time_of_the_latest_is_not_late():
    assert figures(counted((7, 1), (None, 1), (None, 0))) == (3, 1, 0)


def test_longest_jump_that_is_a_loss_is_counted():
    assert figures(counted((1, 1), (MOST_MISSING + 2, 2))) == (2, 0, MOST_MISSING)


def test_new_beginning_loses_what_it_skipped_up_to_a_bound():
    assert counted((500, 1), (1, 60)).gaps == []
    assert figures(counted((500, 1), (MOST_MISSING_AT_START, 60))) == (2, 0, MOST_MISSING_AT_START - 1)
    assert figures(counted((500, 1), (MOST_MISSING_AT_START + 1, 60))) == (2, 0, 0)
