"""Parking radar, judged on the buzzer's sound while an obstacle moved. The first check that fails is explained.

A *hold* is a time in which nothing changes: the obstacle stands still and the wires too. From what stands there follows
what must be heard: silence, a continuous sound, or beeps at a rate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from iot_lab.grading.vocabulary import (
    Mismatch,
    NothingToJudge,
    Program,
    Sentence,
    Trial,
    check,
    moment,
    number,
    say,
    seconds,
)
from iot_lab.simulator.parts.hc_sr04 import RANGE_CM, HcSr04
from iot_lab.simulator.world.curves import Steps, Sum
from iot_lab.sums import total

TRIGGER, ECHO, BUZZER = 5, 18, 25
SOUND = f"buzzer:{BUZZER}"
FAR_CM, NEAR_CM, S_PER_CM = 100.0, 10.0, 0.01
WITHIN, MEASURING_S, LATE_S = 0.20, 0.07, 0.2
# A beep that began before is over by then, and a silence has been noticed.
SETTLED_S = 0.4
# One measurement, and the time to notice that it was false.
SLIP_S = 0.08
CONTINUOUS = 0.95
LONGEST_BEEP = 0.5
TWICE = (1.7, 2.3)
MILLIMETRES = {0.343, 0.34, 0.1715, 0.17}
# A program that goes on measuring asks more than ten times in this time.
FEW = 3


@dataclass(frozen=True)
class Hold:
    """A distance from `start_s` to `end_s`; None where no echo comes back."""

    start_s: float
    end_s: float
    distance_cm: float | None

    @property
    def period_s(self) -> float | None:
        """Return how long from one beep to the next, None where there are no beeps."""
        is_beeping = self.distance_cm is not None and NEAR_CM <= self.distance_cm <= FAR_CM
        return (self.distance_cm or 0) * S_PER_CM if is_beeping else None

    @property
    def is_silent(self) -> bool:
        return self.distance_cm is None or self.distance_cm > FAR_CM

    @property
    def is_near(self) -> bool:
        return self.distance_cm is not None and self.distance_cm < NEAR_CM


def holds(trial: Trial) -> list[Hold]:
    curve = trial.part(HcSr04).distance_cm
    steps = (
        next(one for one in curve.curves if isinstance(one, Steps)) if isinstance(curve, Sum) else Steps(((0.0, 0.0),))
    )
    spans = trial.part(HcSr04).unheard
    end_s = trial.duration_s if trial.end == "fuel" or trial.scenario is None else trial.scenario.duration_s
    cuts = {at_s for at_s, _ in steps.steps} | {one.start_s for one in spans} | {one.end_s for one in spans}
    instants = [*sorted(one for one in cuts if one < end_s), end_s]
    found = []
    for start_s, until_s in pairwise(instants):
        distance_cm = steps.at(start_s, 0)
        is_heard = RANGE_CM[0] <= distance_cm <= RANGE_CM[1] and not any(span.holds(start_s) for span in spans)
        found.append(Hold(start_s, until_s, distance_cm if is_heard else None))
    return found


def tones(trial: Trial) -> list[tuple[float, float]]:
    """Return when the buzzer sounds: beginning and end of each tone."""
    found: list[tuple[float, float]] = []
    start_s = None
    for look in trial.shows(SOUND):
        if look.value["tone_hz"] and start_s is None:
            start_s = look.at_s
        elif not look.value["tone_hz"] and start_s is not None:
            found.append((start_s, look.at_s))
            start_s = None
    return [*found, (start_s, _end_s(trial))] if start_s is not None else found


def _end_s(trial: Trial) -> float:
    return trial.scenario.duration_s if trial.scenario else trial.duration_s


def beeps(trial: Trial, start_s: float, end_s: float) -> list[float]:
    return [one for one, _ in tones(trial) if start_s <= one < end_s]


def loud_s(trial: Trial, start_s: float, end_s: float) -> float:
    """Return how long it sounds between two instants."""
    return total(max(0.0, min(off_s, end_s) - max(on_s, start_s)) for on_s, off_s in tones(trial))


def first_due_s(hold: Hold) -> float:
    """Return by when the first beep of a hold must have begun."""
    return hold.start_s + (hold.period_s or 0.0) * (1 + WITHIN) + MEASURING_S + LATE_S


def gaps(trial: Trial, hold: Hold) -> Iterator[tuple[float, float]]:
    """Yield each pause between two beeps of a hold, once it has settled, and when it began."""
    for before, after in pairwise(beeps(trial, hold.start_s + SETTLED_S, hold.end_s)):
        yield before, after - before


def is_right_gap(gap_s: float, hold: Hold) -> bool:
    period_s = hold.period_s or 0.0
    return abs(gap_s - period_s) <= WITHIN * period_s + MEASURING_S


def at_distance(hold: Hold) -> Sentence:
    if hold.distance_cm is None:
        return say(fr="sans écho", en="without an echo")
    return say(fr="à {cm} cm", en="at {cm} cm", cm=number(round(hold.distance_cm)))


@check("measures", fr="Le capteur est interrogé sur la broche 5", en="The sensor is asked on pin 5")
def measures(trial: Trial) -> None:
    if not trial.pin(TRIGGER).pulses:
        raise Mismatch(say(fr="une impulsion sur la broche 5", en="a pulse on pin 5"), say(fr="aucune", en="none"))


@measures.mistake("pins-swapped")
def pulses_the_echo(trial: Trial) -> bool:
    return bool(trial.pin(ECHO).pulses) and TRIGGER not in trial.pins_written()


@check("beeps", fr="Le buzzer de la broche 25 sonne", en="The buzzer on pin 25 sounds")
def sounds(trial: Trial) -> None:
    if not tones(trial):
        raise Mismatch(
            say(fr="un son à moins de 100 cm", en="a sound below 100 cm"), say(fr="le silence", en="silence")
        )


@sounds.mistake("wrong-buzzer", anywhere=True)
def sounds_elsewhere(trial: Trial) -> bool:
    return any(event.kind == "pwm" and event.where != str(BUZZER) for event in trial.events)


@sounds.mistake("no-tone")
def has_no_tone(trial: Trial) -> bool:
    return BUZZER in trial.pins_written() and not trial.pwm(BUZZER).settings


@sounds.mistake("trigger-stuck")
def leaves_the_trigger_high(trial: Trial) -> bool:
    """TRIG went up once, and never down again."""
    pulses = trial.pin(TRIGGER).pulses
    return len(pulses) == 1 and not pulses[0].is_over


@check("rate", fr="Les bips suivent la distance", en="The beeps follow the distance")
def beeps_by_distance(trial: Trial) -> None:
    judged = [one for one in holds(trial) if one.period_s and one.end_s - one.start_s > SETTLED_S + 2 * one.period_s]
    if not judged:
        raise NothingToJudge(
            say(fr="des bips selon la distance", en="beeps by the distance"),
            say(fr="la simulation s’est arrêtée trop tôt", en="the simulation ended too early"),
        )
    for hold in judged:
        _must_beep(trial, hold)


def _must_beep(trial: Trial, hold: Hold) -> None:
    period_s = hold.period_s or 0.0
    expected = say(
        fr="{distance} : un bip toutes les {period}, à {within} % près",
        en="{distance}: a beep every {period}, give or take {within}%",
        distance=at_distance(hold),
        period=seconds(period_s),
        within=round(WITHIN * 100),
    )
    wrong = [(at_s, gap_s) for at_s, gap_s in gaps(trial, hold) if not is_right_gap(gap_s, hold)]
    if wrong:
        at_s, gap_s = wrong[0]
        raise Mismatch(
            expected, say(fr="{gap} entre deux bips", en="{gap} between two beeps", gap=seconds(gap_s)), at_s
        )
    if is_endless(trial, hold):
        raise Mismatch(expected, say(fr="un son continu", en="a continuous sound"), hold.start_s)
    if not list(gaps(trial, hold)):
        raise Mismatch(expected, say(fr="moins de deux bips", en="fewer than two beeps"), hold.start_s)
    share = loud_s(trial, hold.start_s + SETTLED_S, hold.end_s) / (hold.end_s - hold.start_s - SETTLED_S)
    if share > LONGEST_BEEP + WITHIN:
        raise Mismatch(expected, say(fr="un son presque continu", en="a nearly continuous sound"), hold.start_s)


def is_endless(trial: Trial, hold: Hold) -> bool:
    start_s = hold.start_s + (hold.period_s or 0.0) + SETTLED_S
    return start_s < hold.end_s and loud_s(trial, start_s, hold.end_s) > CONTINUOUS * (hold.end_s - start_s)


@beeps_by_distance.mistake("endless-beep")
def never_ends_a_beep(trial: Trial) -> bool:
    """It sounds without a break wherever there must be beeps, and is silent where nothing is near."""
    judged = [one for one in holds(trial) if one.period_s and one.end_s - one.start_s > SETTLED_S + 2 * one.period_s]
    return bool(judged and trial.pin(TRIGGER).pulses) and all(is_endless(trial, one) for one in judged)


@beeps_by_distance.mistake("there-and-back")
def counts_the_way_twice(trial: Trial) -> bool:
    """Beeps come at half the rate, wherever the wall is: the distance is taken twice."""
    ratios = [
        median(gap_s for _, gap_s in gaps(trial, hold)) / hold.period_s
        for hold in holds(trial)
        if hold.period_s and list(gaps(trial, hold))
    ]
    return len(ratios) > 1 and all(TWICE[0] < ratio < TWICE[1] for ratio in ratios)


@sounds.mistake("millimetres")
@beeps_by_distance.mistake("millimetres", unless=("wrong-echo",))
def counts_in_millimetres(trial: Trial, program: Program) -> bool:
    """It multiplies by the speed of sound in millimetres, and sounds as if all were ten times as far."""
    return bool(MILLIMETRES & program.numbers) and bool(trial.pin(TRIGGER).pulses)


@sounds.mistake("wrong-echo", anywhere=True)
@beeps_by_distance.mistake("wrong-echo", anywhere=True)
def listens_elsewhere(_trial: Trial, program: Program) -> bool:
    return ECHO not in program.numbers


@check("near", fr="Un son continu tout près", en="A continuous sound when very near")
def sounds_when_near(trial: Trial) -> None:
    for hold in holds(trial):
        start_s = hold.start_s + SETTLED_S
        if hold.is_near and start_s < hold.end_s:
            share = loud_s(trial, start_s, hold.end_s) / (hold.end_s - start_s)
            if share < CONTINUOUS:
                raise Mismatch(
                    say(
                        fr="{distance} : un son continu",
                        en="{distance}: a continuous sound",
                        distance=at_distance(hold),
                    ),
                    say(fr="un son coupé", en="a broken sound"),
                    start_s,
                )


def is_slip(trial: Trial) -> bool:
    """Whether a single false measurement was heard in all the silence: the board was busy as the echo began."""
    spans = [(one.start_s + SETTLED_S, one.end_s) for one in holds(trial) if one.is_silent]
    heard = [loud_s(trial, start_s, end_s) for start_s, end_s in spans]
    count = sum(any(on_s < end_s and off_s > start_s for start_s, end_s in spans) for on_s, off_s in tones(trial))
    return count <= 1 and total(heard) <= SLIP_S


@check("silent", fr="Le silence au loin et sans écho", en="Silence far away and without an echo")
def is_silent(trial: Trial) -> None:
    for hold in holds(trial):
        start_s = hold.start_s + SETTLED_S
        if hold.is_silent and loud_s(trial, start_s, hold.end_s) and not is_slip(trial):
            raise Mismatch(
                say(fr="{distance} : le silence", en="{distance}: silence", distance=at_distance(hold)),
                say(fr="un son", en="a sound"),
                start_s,
            )


@is_silent.mistake("no-echo-is-near")
def takes_no_echo_for_a_wall(trial: Trial) -> bool:
    """It asks, and sounds without a break while no echo comes: a negative time is taken for a very small distance."""
    if not trial.pin(TRIGGER).pulses:
        return False
    spans = [(one.start_s + SETTLED_S, one.end_s) for one in holds(trial) if one.distance_cm is None]
    return any(loud_s(trial, start_s, end_s) > CONTINUOUS * (end_s - start_s) for start_s, end_s in spans)


@check("blocking", fr="Un changement s’entend aussitôt", en="A change is heard at once")
def is_prompt(trial: Trial) -> None:
    if not tones(trial):
        raise NothingToJudge(say(fr="un son", en="a sound"), say(fr="le silence", en="silence"))
    for hold in holds(trial)[1:]:
        due_s = first_due_s(hold)
        if hold.period_s and due_s < hold.end_s and not beeps(trial, hold.start_s, due_s):
            raise Mismatch(
                say(
                    fr="{distance} depuis {start} : un bip avant {due}",
                    en="{distance} since {start}: a beep before {due}",
                    distance=at_distance(hold),
                    start=moment(hold.start_s),
                    due=moment(due_s),
                ),
                say(fr="aucun", en="none"),
                hold.start_s,
            )


@beeps_by_distance.mistake("waits-for-echo", unless=("there-and-back", "wrong-echo"))
@is_prompt.mistake("waits-for-echo", unless=("there-and-back", "wrong-echo"))
def waits_for_an_echo(trial: Trial, program: Program) -> bool:
    """It asks for no measurement any more from when the wire came off."""
    away = trial.part(HcSr04).unheard[0]
    asked = [one.start_s for one in trial.pin(TRIGGER).pulses]
    is_asking = any(one < away.start_s for one in asked)
    return is_asking and "time_pulse_us" not in program.names and sum(away.holds(one) for one in asked) < FEW
