"""Blink: there is nothing to sense, so the scenarios differ only in how long the board is watched.

Ten minutes, so that `sleep(500)` is seen for what it is.
"""

from random import Random

from iot_lab.grading.vocabulary import Case, Scenario, Wiring, hidden, public


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    parts = (wiring.part("light"),)
    return [
        public("ten-minutes", Scenario(duration_s=600, parts=parts)),
        hidden("short-watch", Scenario(duration_s=chance.randint(8, 30), parts=parts)),
        hidden("long-watch", Scenario(duration_s=chance.randint(700, 1500), parts=parts)),
    ]
