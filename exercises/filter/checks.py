"""Filter, judged on what `filtered` returned for each measure, in order. The first check that fails is explained."""

import ast
from statistics import pstdev

from iot_lab.explain import growing_lists
from iot_lab.explain.source import dotted, written
from iot_lab.grading.vocabulary import Mismatch, Program, Trial, check, expect, number, percent, say
from iot_lab.simulator.parts.photoresistor import Photoresistor, voltage

FILTERED, LIGHT, SENSOR = "filtered", "light", 35
SPIKE_AT, JUMP_AT = 20, 30
FOLLOWED_WITHIN = 5
# Where the filter is full and neither spike nor jump is near: longest windows that may pass are far below 15.
CALM = slice(40, 95)
WITHIN, MEASURED_WITHIN_PERCENT, MOST_NOISE = 0.10, 3, 0.85
# A program that measures by itself before it is asked may still remember its own light.
REMEMBERED = 10
LONGEST_DELAY = 8
# As many of the last answers of light() are judged: one reading in nine is wrong meanwhile (scenarios.py).
JUDGED = 12
FULL_SCALE_V, FULL = 3.3, 65535


def given(trial: Trial) -> list[float]:
    """Return what the function gave, in order; nothing where a call has no number."""
    found = trial.answers(FILTERED).each
    numbers = [one.number for one in found if one.number is not None]
    return numbers if len(numbers) == len(found) else []


def outputs(trial: Trial) -> list[float]:
    """Return the same for a check, which has nothing to judge where there is nothing."""
    expect(trial.answers(FILTERED)).are_right(lambda one: one.number is not None, at_least=1)
    return given(trial)


def inputs(trial: Trial) -> list[float]:
    return [one.arguments[0] for one in trial.answers(FILTERED).each]


def is_near(value: float, wanted: float, within: float) -> bool:
    return abs(value - wanted) <= within * wanted


def true_light(trial: Trial) -> float:
    """Return what the sensor says, as 16 bits."""
    return voltage(trial.part(Photoresistor).light_lux) / FULL_SCALE_V * FULL


def after_jump(trial: Trial, place: int) -> bool:
    """Say whether the output `place` measures after the jump (1 is its first) stands at the new level."""
    return is_near(given(trial)[JUMP_AT + place - 1], trial.truth["after"], WITHIN)


@check("function", fr="La fonction filtered(value) rend un nombre", en="The function filtered(value) returns a number")
def returns_numbers(trial: Trial) -> None:
    expect(trial.answers(FILTERED)).are_numbers()


@check("start", fr="Elle a un sens dès la première mesure", en="It makes sense from the first measure on")
def begins_well(trial: Trial) -> None:
    least = min(trial.truth["before"], true_light(trial)) * (1 - WITHIN)
    for place, value in enumerate(outputs(trial)[:REMEMBERED]):
        if value < least:
            raise Mismatch(
                say(
                    fr="au moins {level} dès la première mesure",
                    en="at least {level} from the first measure on",
                    level=number(round(least)),
                ),
                say(
                    fr="{value} à la mesure n° {place}",
                    en="{value} at measure no. {place}",
                    value=number(round(value, 1)),
                    place=place + 1,
                ),
            )


@check("spike", fr="Une mesure fausse disparaît", en="One wrong measure disappears")
def ignores_a_spike(trial: Trial) -> None:
    for value in outputs(trial)[SPIKE_AT:JUMP_AT]:
        if not is_near(value, trial.truth["before"], WITHIN):
            raise Mismatch(
                say(
                    fr="autour de {level} malgré une mesure à {spike}",
                    en="around {level} in spite of one measure of {spike}",
                    level=number(trial.truth["before"]),
                    spike=number(inputs(trial)[SPIKE_AT]),
                ),
                say(fr="une sortie de {value}", en="an output of {value}", value=number(round(value, 1))),
            )


@ignores_a_spike.mistake("unfiltered")
def passes_everything_on(trial: Trial) -> bool:
    return given(trial) == inputs(trial)


@ignores_a_spike.mistake("mean")
def spreads_the_spike(trial: Trial) -> bool:
    """Several outputs after the spike are off by the same part of it: a mean of the last few."""
    off = [value - trial.truth["before"] for value in given(trial)[SPIKE_AT:JUMP_AT]]
    whole = inputs(trial)[SPIKE_AT] - trial.truth["before"]
    shares = [one / whole for one in off]
    return bool(shares) and shares[0] < 0.7 and sum(share > 0.08 for share in shares) > 1


@ignores_a_spike.mistake("unsorted", unless=("unfiltered",))
def takes_the_middle_of_an_unsorted_list(trial: Trial) -> bool:
    """Each output is the measure of some calls before: the middle of a list in the order in which it came."""
    return any(_is_delayed(trial, by) for by in range(1, LONGEST_DELAY))


def _is_delayed(trial: Trial, by: int) -> bool:
    found, asked = given(trial), inputs(trial)
    pairs = list(zip(found[SPIKE_AT - 5 :], asked[SPIKE_AT - 5 - by :], strict=False))
    return bool(pairs) and all(one == other for one, other in pairs)


@check("step", fr="Un vrai changement est suivi en 5 mesures", en="A real change is followed within 5 measures")
def follows_a_step(trial: Trial) -> None:
    found = outputs(trial)
    for place in range(FOLLOWED_WITHIN, FOLLOWED_WITHIN + 5):
        if not after_jump(trial, place):
            raise Mismatch(
                say(
                    fr="autour de {level} à la 5e mesure après le saut",
                    en="around {level} at the 5th measure after the jump",
                    level=number(trial.truth["after"]),
                ),
                say(
                    fr="{value} à la {place}e mesure après le saut",
                    en="{value} at measure {place} after the jump",
                    value=number(round(found[JUMP_AT + place - 1], 1)),
                    place=place,
                ),
            )


@follows_a_step.mistake("too-long", unless=("grows",))
def arrives_late(trial: Trial) -> bool:
    is_late = bool(given(trial)) and not after_jump(trial, FOLLOWED_WITHIN)
    return is_late and any(after_jump(trial, place) for place in range(FOLLOWED_WITHIN + 1, 24))


@follows_a_step.mistake("grows", unless=("sorted-memory", "frozen"))
def never_forgets(_trial: Trial, program: Program) -> bool:
    """A list to which `filtered` adds is never made shorter."""
    return any(True for _ in growing_lists(program.explained))


@follows_a_step.mistake("frozen")
def never_moves(trial: Trial) -> bool:
    return len(set(given(trial)[5:])) == 1


@follows_a_step.mistake("sorted-memory")
def sorts_its_memory(_trial: Trial, program: Program) -> bool:
    """The list that forgets its first element, the oldest, is sorted in place: it forgets the smallest."""
    forgets = [call for call in program.calls("pop") if [written(one) for one in call.args] == ["0"]]
    return bool(owners(program.calls("sort")) & owners(forgets))


def owners(calls: list[ast.Call]) -> set[str]:
    """Return the names whose methods are called."""
    return {dotted(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)} - {""}


@follows_a_step.mistake("refuses", unless=("frozen", "sorted-memory", "grows"))
def refuses_a_change(trial: Trial) -> bool:
    """To the end the output stays where it was before the jump."""
    last = given(trial)[JUMP_AT + FOLLOWED_WITHIN :]
    return bool(last) and all(is_near(one, trial.truth["before"], 2 * WITHIN) for one in last)


@check("noise", fr="Le bruit diminue d’au moins 15 %", en="The noise gets at least 15% smaller")
def calms_the_noise(trial: Trial) -> None:
    before, after = pstdev(inputs(trial)[CALM]), pstdev(outputs(trial)[CALM])
    if after > before * MOST_NOISE:
        raise Mismatch(
            say(fr="une sortie au moins 15 % plus calme", en="an output at least 15% calmer"),
            say(
                fr="elle varie de {share} autant que l’entrée",
                en="it varies {share} as much as the input",
                share=percent(after / before),
            ),
        )


@check("measure", fr="light() rend la lumière filtrée", en="light() returns the filtered light")
def measures(trial: Trial) -> None:
    """The filter knows light best when it has been asked several times: the last answers count."""
    answers = trial.answers(LIGHT)
    expect(answers).have_no_error()
    last = answers.when(lambda one: any(one is other for other in answers.each[-JUDGED:]))
    expect(last).are(lambda _: round(true_light(trial)), within_percent=MEASURED_WITHIN_PERCENT)


@measures.mistake("raw-light")
def passes_the_reading_on(trial: Trial, program: Program) -> bool:
    """Most answers are the light itself, those between are off like the wrong readings, and no function is called."""
    function = program.function(LIGHT)
    called = {dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)} if function else {""}
    if any(program.function(name) is not None for name in called):
        return False
    found = [one.number for one in trial.answers(LIGHT).each[-JUDGED:] if one.number is not None]
    true = [is_near(one, true_light(trial), MEASURED_WITHIN_PERCENT / 100) for one in found]
    off = [one / true_light(trial) for one, is_true in zip(found, true, strict=True) if not is_true]
    share = trial.part(Photoresistor).wrong_share
    return 0 < len(off) < len(found) / 4 and all(abs(one - share) < MEASURED_WITHIN_PERCENT / 100 for one in off)
