"""What the features are, by hand; their bits on the board are in `test_exported_programs.py`."""

from __future__ import annotations

import numpy as np
import pytest

from iot_lab.learning.errors import LearningError, TakesTooShort, TakesUnequal, WindowWrong
from iot_lab.learning.features import ALL_FEATURES, features, single
from iot_lab.learning.rounding import FeatureSteps, literal, ratio, threshold
from iot_lab.learning.windows import examples_of, plan_for
from iot_lab.texts import texts
from tests.rigs.recordings import takes_of

SAW = [0, 10, 0, -10] * 5


def measured(values, hz=20.0):
    return dict(zip(ALL_FEATURES, features(np.array([[values]], np.int16), ALL_FEATURES, hz)[0].tolist(), strict=True))


def test_features_of_a_saw_are_what_their_names_say():
    found = measured(SAW)
    assert found["mean"] == 0
    assert found["deviation"] == pytest.approx(50**0.5)
    assert (found["min"], found["max"]) == (-10, 10)
    assert found["crossings"] == 10
    assert found["energy"] == pytest.approx(100)
    assert found["frequency"] == pytest.approx(5)


def test_slope_is_the_rise_a_second():
    assert measured(range(0, 40, 2), hz=10.0)["slope"] == pytest.approx(20)


def test_a_window_that_stands_still_has_no_movement():
    assert measured([7] * 8) == {
        "mean": 7, "deviation": 0, "min": 7, "max": 7, "crossings": 0, "energy": 0, "slope": 0, "frequency": 0,
    }  # fmt: skip


def test_extreme_windows_overflow_nothing():
    found = measured([-32768, 32767] * 256)
    assert found["deviation"] == pytest.approx(32767.5)
    assert found["energy"] == pytest.approx(65535**2)


@pytest.mark.parametrize("whole", [0, 1, -1, (1 << 24) - 1, (1 << 24) + 1, -(1 << 40) - 12345, (1 << 57) - 1])
def test_what_24_bits_cannot_hold_is_dropped(whole):
    kept = abs(whole)
    while kept >= 1 << 24:
        kept >>= 1
    kept <<= max(0, abs(whole).bit_length() - 24)
    assert float(single(np.array([whole]))[0]) == (kept if whole >= 0 else -kept)


def test_a_threshold_is_the_simplest_decimal_of_the_middle_half():
    gaps = [(1, 2), (0.21, 0.27), (-3.2, 1), (100.1, 100.2), (1e-9, 2e-9), (-2, 3)]
    found = [threshold(float(np.float32(low)), float(np.float32(high))) for low, high in gaps]
    assert found == [1.5, 0.24, -1.0, 100.14, 1.3e-09, 0.0]
    assert threshold(float(np.float32(123456.7)), float(np.float32(123456.8))) is None


def test_thresholds_mean_the_same_in_single_and_in_double_precision():
    chance = np.random.default_rng(3)
    for _ in range(500):
        low, high = sorted(chance.normal(0, 10.0 ** chance.integers(-3, 6), 2).astype(np.float32))
        found = threshold(float(low), float(high))
        if found is not None:
            near = np.float32(found)
            for value in (
                low,
                high,
                near,
                np.nextafter(near, np.float32(np.inf)),
                np.nextafter(near, np.float32(-np.inf)),
            ):
                assert (value <= np.float32(found)) == (float(value) <= found)
            assert float(literal(found)) == found


def test_constant_columns_have_no_steps():
    rows = np.array([[1.0, 5], [2, 5], [3, 5]], np.float32)
    steps = FeatureSteps.of(rows).whole(np.array([[2, 1e30], [1e9, -1e30]], np.float32))
    assert steps.tolist() == [[0, 0], [127, 0]]


@pytest.mark.parametrize("value", [0.0004, 0.3, 1.0, 77.7])
def test_a_ratio_of_whole_numbers_is_near(value):
    times, shift = ratio(value)
    assert times / 2**shift == pytest.approx(value, rel=0.005, abs=0.01)


@pytest.mark.parametrize(("window_s", "error"), [(0.01, WindowWrong), (60, WindowWrong), (10, TakesTooShort)])
def test_windows_that_cannot_be_are_said(window_s, error):
    with pytest.raises(error):
        plan_for(takes_of(people=1), window_s)


def test_seconds_in_an_error_are_written_as_their_reader_does():
    with pytest.raises(TakesTooShort) as raised:
        plan_for(takes_of(people=1), 7.5)
    assert "7,52\u00a0s" in texts("fr").explain(raised.value).seen
    assert "7.52" in texts("en").explain(raised.value).seen


def test_takes_of_two_kinds_are_said():
    slow = takes_of(people=1)
    fast = [type(slow[0])("x", "rest", "A", 50, slow[0].axes)]
    with pytest.raises(TakesUnequal):
        plan_for([*slow, *fast])
    with pytest.raises(LearningError):
        plan_for([])


def test_many_windows_are_sampled_and_said():
    takes = takes_of(people=2)
    found = examples_of(takes, plan_for(takes, 1.6, 0.08), most=50)
    assert len(found) == 50
    assert found.sampled_from > 50


def test_short_takes_are_named():
    takes = [*takes_of(people=1), *takes_of(people=1, seconds=0.5, takes=1, labels=("rest",))]
    assert examples_of(takes, plan_for(takes, 1.6)).short_takes == ("t0",)
