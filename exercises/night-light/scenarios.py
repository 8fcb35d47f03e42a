"""Night light: a day of half a minute, its light in lux, trembling all the time; when and how fast is drawn."""

from random import Random

from iot_lab.grading.vocabulary import Case, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.curves import Line, Noise, Sum

# The photoresistor reads 20,000 at 2.5 lux, 30,000 at 7.5 lux, 24,500 in between at 4.2 lux.
BETWEEN_LUX = 4.2
TREMBLING_LUX = 0.3
DAY_LUX = 60.0


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    dusk_s, dawn_s = chance.uniform(7, 9), chance.uniform(7, 9)
    return [
        public("one-night", _lit(wiring, chance, [(0, DAY_LUX), *_night(1, 7, 7, 0.8)])),
        hidden(
            "clouds-and-a-car",
            _lit(wiring, chance, [*_hesitation(chance, DAY_LUX, 0), *_night(10, dusk_s, dawn_s, 0.7, car_s=3)]),
        ),
        hidden(
            "begun-at-night",
            _lit(wiring, chance, [(0, 0.9), (2, 0.9), (2 + dawn_s, 12), (12, DAY_LUX), *_night(13, dusk_s, 8, 1.0)]),
        ),
    ]


def _lit(wiring: Wiring, chance: Random, points: list[tuple[float, float]]) -> Scenario:
    light = Sum((Line(tuple(points)), Noise(TREMBLING_LUX, name=f"dusk {chance.random()}")))
    parts = (wiring.part("eye", light_lux=light), wiring.part("lamp"))
    return Scenario(points[-1][0] + 2, parts=parts, wifi=None, broker=None)


def _night(
    start_s: float, dusk_s: float, dawn_s: float, night_lux: float, car_s: float = 0.0
) -> list[tuple[float, float]]:
    """Night falls slowly where the thresholds are; a car, if any, stays far from the day's threshold."""
    dark_s = start_s + 1 + dusk_s
    car = [(dark_s + 1, night_lux), (dark_s + 1.5, BETWEEN_LUX), (dark_s + 1 + car_s, BETWEEN_LUX)] if car_s else []
    morning_s = dark_s + 2 + car_s
    return [
        (start_s, DAY_LUX),
        (start_s + 1, 9.0),
        (dark_s, night_lux),
        *car,
        (morning_s, night_lux),
        (morning_s + dawn_s, 12.0),
        (morning_s + dawn_s + 1, DAY_LUX),
    ]


def _hesitation(chance: Random, day_lux: float, start_s: float) -> list[tuple[float, float]]:
    """Begin between both thresholds, see the day, then a cloud that does not make a night."""
    cloud_s = start_s + chance.uniform(4.5, 5)
    return [
        (start_s, BETWEEN_LUX),
        (start_s + 2, BETWEEN_LUX),
        (start_s + 3, day_lux),
        (cloud_s, day_lux),
        (cloud_s + 0.5, BETWEEN_LUX),
        (cloud_s + 4, BETWEEN_LUX),
        (cloud_s + 4.5, day_lux),
    ]
