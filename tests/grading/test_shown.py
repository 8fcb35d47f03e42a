"""What a part showed, as checks of an exercise read it."""

from tests.rigs.traces import event, trial


def test_what_a_part_shows_is_read_in_order_and_at_an_instant():
    red, dark = {"colours": [[9, 0, 0]]}, {"colours": [[0, 0, 0]]}
    told = trial(
        event(1, "shows", "neopixel:27", red), event(2, "shows", "led:2", {}), event(3, "shows", "neopixel:27", dark)
    )
    shown = told.shows("neopixel:27")
    assert [(look.at_s, look.value) for look in shown] == [(1, red), (3, dark)]
    assert [shown.at(at_s) for at_s in (0.9, 1, 2.9, 3)] == [{}, red, red, dark]


def test_a_part_that_never_showed_anything_has_no_looks():
    assert len(trial(event(2, "shows", "led:2", {})).shows("neopixel:27")) == 0
