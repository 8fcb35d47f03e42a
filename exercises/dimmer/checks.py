"""Dimmer, judged on the PWM of pin 25 while a hand turned the knob. The first check that fails is explained."""

from collections.abc import Iterator
from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Mismatch,
    Program,
    PwmSetting,
    Sentence,
    Trial,
    check,
    expect,
    hertz,
    moment,
    percent,
    say,
    seconds,
)
from iot_lab.simulator.parts.potentiometer import Potentiometer

KNOB, LED = 34, 25
OFF, FULL = 0.02, 0.98
WITHIN = 0.06
DELAY_S = 0.3
LEAST_HZ = 200
# A quarter of the turn and less fills a converter set for 1 V; twelve bits of sixteen give a sixteenth.
NARROW = 0.35
SIXTEENTH = 1 / 16
ALIKE = 0.01
# A light that creeps changes so often in a hold.
SMALL_STEPS = 10
# Ten bits given as twelve, eight as ten.
WEAKEST = 0.3


def held(trial: Trial) -> Iterator[tuple[float, float, float]]:
    """Yield each position of the knob with the first and the last instant at which the light must show it."""
    steps = trial.part(Potentiometer).position.steps
    ends = [*(start_s for start_s, _ in steps[1:]), trial.scenario.duration_s]
    for (start_s, turn), end_s in zip(steps, ends, strict=True):
        yield turn, start_s + DELAY_S, end_s - 0.001


def duty(trial: Trial, at_s: float) -> float:
    setting = trial.pwm(LED).at(at_s)
    return setting.duty if setting else 0.0


def shown(trial: Trial) -> list[tuple[float, float]]:
    """Return (position, duty) at the end of each hold."""
    return [(turn, duty(trial, end_s)) for turn, _, end_s in held(trial)]


def spread(trial: Trial) -> float:
    duties = [one for _, one in shown(trial)]
    return max(duties) - min(duties)


def light_at(share: float, at_s: float) -> Sentence:
    return say(fr="{share} de lumière à {at}", en="{share} of the light at {at}", share=percent(share), at=moment(at_s))


@check("pwm", fr="La broche 25 reçoit une PWM", en="Pin 25 gets a PWM signal")
def makes_pwm(trial: Trial) -> None:
    expect(trial.pwm(LED)).is_used()


@makes_pwm.mistake("wrong-pin", anywhere=True)
def drives_another_pin(trial: Trial) -> bool:
    return any(event.kind == "pwm" and event.where != str(LED) for event in trial.events)


@makes_pwm.mistake("on-or-off")
def switches_only(trial: Trial) -> bool:
    return LED in trial.pins_written()


@check("steady", fr="La lumière ne scintille pas", en="The light does not flicker")
def beats_fast_enough(trial: Trial) -> None:
    for setting in trial.pwm(LED).settings:
        _must_be_fast(setting)


@check("follows", fr="La lumière suit le bouton en proportion", en="The light follows the knob in proportion")
def follows(trial: Trial) -> None:
    for turn, start_s, end_s in held(trial):
        for at_s in (start_s, (start_s + end_s) / 2, end_s):
            if abs(duty(trial, at_s) - turn) > WITHIN:
                raise Mismatch(
                    say(
                        fr="bouton à {turn} : {turn} de lumière, à {points} points près, en {delay} au plus",
                        en="knob at {turn}: {turn} of the light, give or take {points} points, within {delay}",
                        turn=percent(turn),
                        points=round(WITHIN * 100),
                        delay=seconds(DELAY_S),
                    ),
                    light_at(duty(trial, at_s), at_s),
                    at_s,
                )


@follows.mistake("nothing-yet", is_symptom=True)
def gives_no_light(trial: Trial) -> bool:
    settings = trial.pwm(LED).settings
    return bool(settings) and all(setting.duty == 0 for setting in settings)


@follows.mistake("wrong-knob", anywhere=True)
def listens_elsewhere(trial: Trial, program: Program) -> bool:
    return KNOB not in program.numbers and bool(trial.pwm(LED).settings)


@follows.mistake("narrow")
def fills_too_early(trial: Trial, program: Program) -> bool:
    """The converter is full long before the end of the turn, and right at its beginning; its range is not widened."""
    if "ATTN_11DB" in program.names or "read_uv" in program.names:
        return False
    return all((one >= FULL) if turn > NARROW else (one >= turn) for turn, one in shown(trial))


@follows.mistake("sixteenth")
def takes_twelve_bits_for_sixteen(trial: Trial) -> bool:
    return all(abs(one - turn * SIXTEENTH) < ALIKE for turn, one in shown(trial)) and spread(trial) > ALIKE


@follows.mistake("inverted")
def turns_the_other_way(trial: Trial) -> bool:
    return all(abs(one - (1 - turn)) < WITHIN for turn, one in shown(trial))


@follows.mistake("read-once")
def reads_once(trial: Trial) -> bool:
    """One light only, once the first one of all (none) is left; full light may be too large a number."""
    duties = [setting.duty for setting in trial.pwm(LED).settings]
    lit = duties[next((place for place, duty in enumerate(duties) if duty), 0) :]
    return any(lit) and len(set(lit)) == 1 and lit[0] < FULL


@follows.mistake("two-levels", unless=("read-once",))
def knows_two_levels(trial: Trial) -> bool:
    """Off or full, several times each, and nothing in between."""
    duties = [setting.duty for setting in trial.pwm(LED).settings]
    changes = sum(one != other for one, other in pairwise(duties))
    return all(duty <= OFF or duty >= FULL for duty in duties) and max(duties, default=0) >= FULL and changes > 1


@follows.mistake("weak", unless=("sixteenth", "two-levels", "read-once"))
def stays_too_weak(trial: Trial) -> bool:
    """In proportion, but to a quarter, a sixty-fourth or less: the numbers of one scale are given to another."""
    lit = [(turn, one) for turn, one in shown(trial) if turn > 0.1]
    shares = [one / turn for turn, one in lit]
    return bool(shares) and 0 < max(shares) < WEAKEST and max(shares) - min(shares) < 0.1 * max(shares)


@follows.mistake("too-late", of_pauses=True)
def comes_late(trial: Trial) -> bool:
    """Each position is shown in the end, or half of them, others on the way to it: only the delay is wrong."""
    if creeps(trial):
        return True
    is_late = any(abs(duty(trial, due_s) - turn) > WITHIN for turn, due_s, _ in held(trial))
    ends = shown(trial)
    befores = [ends[0][1], *(turn for turn, _ in ends)]
    are_between = [
        min(before, turn) - WITHIN <= one <= max(before, turn) + WITHIN
        for before, (turn, one) in zip(befores, ends, strict=False)
    ]
    right = sum(abs(one - turn) <= WITHIN for turn, one in ends)
    return is_late and all(are_between) and 2 * right >= len(ends) and len({one for _, one in ends}) > 2


def creeps(trial: Trial) -> bool:
    """Whether the light comes nearer all the time, late and in small steps, in two holds: a mean of many readings."""
    late = [one for one in held(trial) if abs(duty(trial, one[1]) - one[0]) > WITHIN]
    creeping = 0
    for turn, start_s, end_s in late:
        ways = [abs(one.duty - turn) for one in trial.pwm(LED).settings if start_s <= one.start_s <= end_s]
        is_nearer = all(before >= after for before, after in pairwise(ways))
        creeping += len(ways) >= SMALL_STEPS and is_nearer and ways[-1] <= ways[0] / 2
    return creeping > 1


@check("ends", fr="Éteinte d’un côté, pleine lumière de l’autre", en="Off on one side, full light on the other")
def reaches_both_ends(trial: Trial) -> None:
    for turn, _, end_s in held(trial):
        share = duty(trial, end_s)
        if turn == 0 and share > OFF:
            raise Mismatch(
                say(
                    fr="bouton à 0 % : {most} de lumière au plus",
                    en="knob at 0%: {most} of the light at most",
                    most=percent(OFF),
                ),
                light_at(share, end_s),
                end_s,
            )
        if turn == 1 and share < FULL:
            raise Mismatch(
                say(
                    fr="bouton à 100 % : {least} de lumière au moins",
                    en="knob at 100%: {least} of the light at least",
                    least=percent(FULL),
                ),
                light_at(share, end_s),
                end_s,
            )


def _must_be_fast(setting: PwmSetting) -> None:
    if 0 < setting.freq_hz < LEAST_HZ:
        raise Mismatch(
            say(fr="une PWM de {least} ou plus", en="a PWM of {least} or more", least=hertz(LEAST_HZ)),
            say(fr="une PWM de {found}", en="a PWM of {found}", found=hertz(setting.freq_hz)),
            setting.start_s,
        )
