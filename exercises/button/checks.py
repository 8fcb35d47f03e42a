"""Button, judged on what both LEDs did while a hand pressed. The first check that fails is explained."""

from collections.abc import Sequence

from iot_lab.grading.vocabulary import Mismatch, NothingToJudge, Trial, check, expect, moment, say, say_count, seconds
from iot_lab.simulator.parts.button import Button, Press

BUTTON, LIGHT, MEMORY = 18, 2, 4
LEDS = frozenset({LIGHT, MEMORY})
DELAY_S = 0.05
# A program that works without rest is followed closely for ten seconds; in a longer trial it may be later than on a
# board, so there only *that* it obeys is judged, and how fast in the others.
LONG_TRIAL_S, LONG_TRIAL_DELAY_S = 15, 0.3
MOMENT_S = 0.1
STEP_S = 1e-6


def presses(trial: Trial) -> Sequence[Press]:
    """Return the presses that the board lived through."""
    return [one for one in trial.part(Button).presses if one.at_s + one.for_s + MOMENT_S < trial.duration_s]


def delay_s(trial: Trial) -> float:
    """Return how late a change may come in this trial."""
    is_long = trial.scenario is not None and trial.scenario.duration_s > LONG_TRIAL_S
    return LONG_TRIAL_DELAY_S if is_long else DELAY_S


def must_have_been_pressed(trial: Trial) -> None:
    if not presses(trial):
        raise NothingToJudge(
            expected=say(fr="les LED obéissent au bouton", en="the LEDs obey the button"),
            seen=say(fr="la main n’a pas encore appuyé", en="the hand has not pressed yet"),
        )


def memory_switches(trial: Trial, start_s: float, end_s: float) -> int:
    """Return how often the second LED changes between two moments."""
    return trial.pin(MEMORY).switches_between(start_s, end_s)


def pull_of_the_button(trial: Trial) -> str | None:
    """Return the pull of the button's pin as the program last set it, or "untouched"."""
    modes = [event.value for event in trial.events if event.kind == "pin-mode" and event.where == str(BUTTON)]
    return modes[-1]["pull"] if modes else "untouched"


@check("outputs", fr="Les broches 2 et 4 sont des sorties", en="Pins 2 and 4 are outputs")
def are_outputs(trial: Trial) -> None:
    for pin in sorted(LEDS):
        expect(trial.pin(pin)).is_output()


@are_outputs.mistake("wrong-pin", anywhere=True)
def drives_another_pin(trial: Trial) -> bool:
    return bool(set(trial.pins_written()) - LEDS)


@are_outputs.mistake("nothing-yet", is_symptom=True)
def drives_no_pin(trial: Trial) -> bool:
    return not trial.pins_written()


@check("stays", fr="Le programme ne s’arrête pas de lui-même", en="The program does not stop by itself")
def goes_on(trial: Trial) -> None:
    if trial.facts.ended_early_s is not None:
        raise Mismatch(
            expected=say(fr="le programme obéit au bouton sans fin", en="the program obeys the button for ever"),
            seen=say(fr="il s’est terminé à {at}", en="it was over at {at}", at=moment(trial.duration_s)),
            at_s=trial.duration_s,
        )


@goes_on.mistake("stays")
def ends_before_the_hand_presses(trial: Trial) -> bool:
    ended_s, first = trial.facts.ended_early_s, trial.part(Button).presses[0]
    return ended_s is not None and ended_s < first.at_s and trial.pin(LIGHT).was_output


@check("lights", fr="La LED de la broche 2 s’allume", en="The LED on pin 2 lights up")
def lights_up(trial: Trial) -> None:
    expect(trial.pin(LIGHT)).goes_high()


@lights_up.mistake("nothing-yet", is_symptom=True)
def gives_no_value(trial: Trial) -> bool:
    return not trial.pins_written()


@check("follows", fr="La LED de la broche 2 suit le bouton", en="The LED on pin 2 follows the button")
def follows(trial: Trial) -> None:
    must_have_been_pressed(trial)
    expect(trial.pin(LIGHT)).follows(trial.part(Button).presses, within_s=delay_s(trial))


@lights_up.mistake("wrong-button", anywhere=True)
@follows.mistake("wrong-button", anywhere=True)
def listens_elsewhere(trial: Trial) -> bool:
    inputs = {event.where for event in trial.events if event.kind == "pin-mode" and event.value["mode"] == "in"}
    return bool(inputs) and str(BUTTON) not in inputs


@lights_up.mistake("no-pull", anywhere=True)
@follows.mistake("no-pull", anywhere=True)
def lets_the_input_float(trial: Trial) -> bool:
    return pull_of_the_button(trial) not in ("up", "untouched")


@follows.mistake("inverted", unless=("wrong-button",))
def lit_at_rest(trial: Trial) -> bool:
    if not presses(trial):
        return False
    light, first = trial.pin(LIGHT), presses(trial)[0]
    is_lit_pressed = light.is_high_at(first.at_s + first.for_s - DELAY_S)
    return light.is_high_at(first.at_s - MOMENT_S) and not is_lit_pressed


@follows.mistake("too-late", of_pauses=True, unless=("inverted", "no-pull", "wrong-button"))
def comes_or_goes_late(trial: Trial) -> bool:
    """Whether a change comes between two gestures, too late for the one before: not at the next one, as a toggle's.

    A light that changes before anybody has pressed does not follow the button at all.
    """
    ends = [one.at_s + one.for_s for one in presses(trial)]
    gestures = sorted([*(one.at_s for one in presses(trial)), *ends])
    if not gestures or trial.pin(LIGHT).switches_between(0, gestures[0] - STEP_S):
        return False
    nexts = [*gestures[1:], trial.duration_s][: len(gestures)]
    return any(
        trial.pin(LIGHT).switches_between(gesture_s + DELAY_S + STEP_S, next_s - STEP_S)
        for gesture_s, next_s in zip(gestures, nexts, strict=True)
    )


@check("counts", fr="La LED de la broche 4 change une fois par appui", en="The LED on pin 4 changes once per press")
def counts(trial: Trial) -> None:
    must_have_been_pressed(trial)
    for number, press in enumerate(presses(trial), 1):
        _must_change_once(trial, number, press)
    if len(presses(trial)) == len(trial.part(Button).presses):
        expect(trial.pin(MEMORY)).switches(len(presses(trial)))


@counts.mistake("while-held", unless=("wrong-button",))
def changes_while_held(trial: Trial) -> bool:
    held = [(one.at_s, one.at_s + DELAY_S + 0.01, one.at_s + one.for_s) for one in presses(trial)]
    return any(
        memory_switches(trial, start_s, end_s) > 1 and memory_switches(trial, late_s, end_s)
        for start_s, late_s, end_s in held
    )


@counts.mistake("bounce", unless=("while-held",))
def counts_the_bounces(trial: Trial) -> bool:
    edges = [at_s for one in presses(trial) for at_s in (one.at_s, one.at_s + one.for_s)]
    return any(memory_switches(trial, at_s, at_s + DELAY_S) > 1 for at_s in edges)


@counts.mistake("copies", unless=("bounce", "inverted", "no-pull", "while-held", "wrong-button"))
def follows_too(trial: Trial) -> bool:
    """At a press and at its release: one of both alone is another mistake."""
    edges = [(one.at_s, one.at_s + one.for_s) for one in presses(trial)]
    return any(all(memory_switches(trial, at_s, at_s + DELAY_S) for at_s in both) for both in edges)


@counts.mistake("on-release", unless=("bounce", "inverted", "no-pull", "while-held", "wrong-button"))
def changes_at_the_release(trial: Trial) -> bool:
    edges = [(one.at_s, one.at_s + one.for_s) for one in presses(trial)]
    at_starts = any(memory_switches(trial, start_s, start_s + DELAY_S) for start_s, _ in edges)
    return bool(edges) and not at_starts and all(memory_switches(trial, end_s, end_s + DELAY_S) for _, end_s in edges)


def _must_change_once(trial: Trial, number: int, press: Press) -> None:
    """Expect exactly one change from the start of a press to the moment that follows its end."""
    last_s = press.at_s + press.for_s + MOMENT_S
    in_time = memory_switches(trial, press.at_s, press.at_s + delay_s(trial))
    seen = memory_switches(trial, press.at_s, last_s)
    if in_time == seen == 1:
        return
    raise Mismatch(
        expected=say(
            fr="pendant l’appui n° {number} (à {start}), la broche 4 change d’état une fois, en {delay} au plus",
            en="during press no. {number} (at {start}), pin 4 changes state once, within {delay}",
            number=number,
            start=moment(press.at_s),
            delay=seconds(delay_s(trial)),
        ),
        seen=say_count(
            seen,
            fr=("{number} changement d’état, dont {good} à temps", "{number} changements d’état, dont {good} à temps"),
            en=("{number} change of state, {good} in time", "{number} changes of state, {good} in time"),
            good=in_time,
        ),
        at_s=press.at_s,
    )
