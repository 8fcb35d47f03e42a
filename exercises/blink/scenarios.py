"""Blink: there is nothing to sense, so the scenarios differ only in how long the board is watched.

Ten minutes, so that `sleep(500)` is seen for what it is.
"""

from random import Random

from iot_lab.grading.vocabulary import Case, Scenario, hidden, public
from iot_lab.simulator.parts.led import Led

LED = (Led(pin=2),)


def scenarios(chance: Random) -> list[Case]:
    return [
        public("ten-minutes", Scenario(duration_s=600, parts=LED)),
        hidden("short-watch", Scenario(duration_s=chance.randint(8, 30), parts=LED)),
        hidden("long-watch", Scenario(duration_s=chance.randint(700, 1500), parts=LED)),
    ]
