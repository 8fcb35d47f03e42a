"""Sequence numbers: what is missing, late, begun again."""

from hypothesis import given
from hypothesis import strategies as st

from iot_lab.store.telemetry.counting import MOST_GAPS, MOST_MISSING, SeriesState
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
