"""What the explainer finds in one trial: the error that showed, one that a handler hid, a quiet mistake of the text."""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from iot_lab.explain import (
    ErrorText,
    Swallowed,
    directions_exchanged,
    explain,
    forgotten_calls,
    half_used_parts,
    last_error,
    learning_mistakes,
    long_pauses,
    longest_pause,
    loop_left,
    never_published,
    other_name,
    password_for_name,
    pins_astray,
    quiet_mistakes,
    short_pauses,
    short_timers,
    spelt_out_address,
    spelt_out_network,
    spelt_out_topic,
    suspects,
    swallowed,
    wires_exchanged,
    wrong_parameters,
)
from iot_lab.grading.facts import DRIVEN
from iot_lab.mqtt.filters import matches
from iot_lab.texts import LANGUAGES, key, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iot_lab.explain import Diagnosis
    from iot_lab.grading.program import Program
    from iot_lab.grading.trial import Trial
    from iot_lab.simulator.errors import GuestError


SOON_S: Final = 0.5
"""Sooner than that no sensor of the course is asked again on purpose."""
_log = logging.getLogger(__name__)
_MAY_COME_OF_SILENCE: Final = frozenset({"OSError", "MemoryError", "MQTTException", "Exception"})


def diagnose_error(trial: Trial, program: Program) -> Diagnosis | None:
    """Return the diagnosis of the error that ended the program or a callback, None where there was none."""
    error = trial.error
    if error is None:
        return None
    is_in_callback = trial.end not in ("exception", "memory")
    return _safely(lambda: explain(_as_text(error, is_in_callback=is_in_callback), program.explained))


def diagnose_parts(program: Program) -> Diagnosis | None:
    """Return which part of the board the program uses by halves."""
    return _safely(lambda: next(iter(half_used_parts(program.explained)), None))


def diagnose_pins(trial: Trial, program: Program) -> Diagnosis | None:
    """Return the pin that the program gets ready although nothing is wired there."""
    wired = frozenset(trial.facts.pins_wired)
    return _safely(lambda: next(pins_astray(program.explained, wired), None)) if wired else None


def diagnose_wires(trial: Trial, program: Program) -> Diagnosis | None:
    """Return the two wires that the program takes for one another, by the exercise's list of parts."""
    return _safely(lambda: next(_of_the_wires(trial, program), None))


def _of_the_wires(trial: Trial, program: Program) -> Iterator[Diagnosis]:
    parts, source = trial.wiring.parts, program.explained
    if source.tree is None or source.is_long:
        return
    for part in parts:
        if len(part.pins) > 1:
            yield from wires_exchanged(source, part.pins)
    commanded = {pin for one in parts for wire, pin in one.pins.items() if one.kind in DRIVEN or wire == "trigger"}
    looked_at = {pin for one in parts for wire, pin in one.pins.items() if wire in ("pin", "echo")} - commanded
    yield from directions_exchanged(source, frozenset(commanded), frozenset(looked_at))


def diagnose_suspects(trial: Trial, program: Program) -> Diagnosis | None:
    """Return what the text does that is often not meant: true, and not said to be the cause."""
    soon = trial.facts.asked_too_soon_s
    if soon is not None and soon < SOON_S:
        return diagnose_timers(program)
    return _safely(lambda: next(suspects(program.explained), None))


def diagnose_timers(program: Program) -> Diagnosis | None:
    """Return a timer of a few milliseconds: told where the board did something too often, and only then."""
    return _safely(lambda: next(short_timers(program.explained), None))


def diagnose_pauses(program: Program) -> Diagnosis | None:
    """Return the longest pause of a loop: told where the board is late, and only then."""
    return _safely(lambda: longest_pause(program.explained))


def diagnose_room(trial: Trial, program: Program) -> Diagnosis | None:
    """Return what the program spells out of its room, where the run shows that it is not there."""
    return _safely(lambda: next(_of_the_room(trial, program), None))


def _password_of(trial: Trial) -> str | None:
    """Return the password of the Wi-Fi that the program could join; None where its exercise has no room."""
    try:
        return trial.room.wifi_password
    except LookupError:
        return None


def _of_the_room(trial: Trial, program: Program) -> Iterator[Diagnosis]:
    facts, source = trial.facts, program.explained
    found = [spelt_out_network(source, facts.network_asked)] if facts.network_asked else []
    if facts.network_asked and facts.network_asked == _password_of(trial):
        found = [password_for_name(source)]
    found += [spelt_out_address(source, facts.address_asked)] if facts.address_asked else []
    expected = [one for one in facts.topics_expected if not set(one) & {"+", "#"}]
    astray = [one for one in facts.topics_asked if not any(matches(wanted, one) for wanted in facts.topics_expected)]
    missed = [one for one in expected if one not in facts.topics_asked]
    if missed and trial.error is None and trial.connections().made:
        root, _, meant = missed[0].rpartition("/")
        found += [never_published(source, meant)]
        found += [spelt_out_topic(source, one, meant) for one in astray]
        found += [other_name(source, one.removeprefix(f"{root}/"), meant) for one in astray]
    yield from (one for one in found if one is not None)


def diagnose_haste(program: Program) -> Diagnosis | None:
    """Return the pause that is hardly any, in a program that does more than can be followed."""
    return _safely(lambda: next(iter(short_pauses(program.explained)), None))


def diagnose_waiting(trial: Trial, program: Program) -> Diagnosis | None:
    """Return the long pause at which a silent program stood when its time was over."""
    line = trial.facts.waits_at_line
    if line is None:
        return None
    return _safely(lambda: next(iter(long_pauses(program.explained, line)), None))


def diagnose_silence(trial: Trial, program: Program) -> Diagnosis | None:
    """Return what explains a program that does not do what was asked, and says nothing of it.

    In this order: an error in a function that the host called, a bug that a handler of the program caught, one that is
    only printed, a quiet mistake that the text proves. An error that stops the program explains itself, unless it only
    says that the board could not do what was asked: then what lacks before may be the cause. So may a method of the
    same thing that an earlier line names and does not call, and what keeps a model from being learnt.
    """
    if trial.error is not None and trial.error.type not in _MAY_COME_OF_SILENCE:
        source, line, is_of_nothing = program.explained, trial.error.line, "NoneType" in trial.error.message
        return _safely(
            lambda: next(chain(forgotten_calls(source, line), learning_mistakes(source) if is_of_nothing else ()), None)
        )
    caught = [Swallowed(one.handler_line, _as_text(one.error), one.count) for one in trial.caught]
    asked = frozenset(question.function for question in trial.scenario.questions) if trial.scenario else frozenset()
    lasts_s = trial.scenario.duration_s if trial.scenario else None
    return _safely(
        lambda: (
            _proved_of_an_answer(trial, program)
            or swallowed(program.explained, caught)
            or loop_left(program.explained, caught)
            or _of_the_print(trial, program)
            or next(iter(quiet_mistakes(program.explained, asked, lasts_s)), None)
        )
    )


def _safely(find: Callable[[], Diagnosis | None]) -> Diagnosis | None:
    """Return what was found where it can be said; a fault of the explainer costs a hint, never the verdict."""
    try:
        found = find()
        if found is not None:
            for language in LANGUAGES:
                found.told(texts(language))
    except Exception:  # noqa: BLE001 - whatever breaks here is ours
        _log.exception("the explainer")
        return None
    return found


def diagnose_answer(trial: Trial, program: Program) -> Diagnosis | None:
    """Return what the error of a function that the host asked says, proved or in plain words."""
    return _safely(lambda: _of_an_answer(trial, program))


def _proved_of_an_answer(trial: Trial, program: Program) -> Diagnosis | None:
    made = _of_an_answer(trial, program)
    values = [event.value for event in trial.events if event.kind == "called" and isinstance(event.value, dict)]
    if any("NoneType" in (one["error"].get("message") or "") for one in values if one.get("error")):
        made = next(iter(learning_mistakes(program.explained)), made)
    return made if made is not None and made.is_specific else None


def _of_an_answer(trial: Trial, program: Program) -> Diagnosis | None:
    for event in trial.events:
        value = event.value if event.kind == "called" and isinstance(event.value, dict) else {}
        error = value.get("error")
        if error is not None and "message" in error:
            said = ErrorText(error["type"], error["message"] or "", error["line"])
            given = len(value["arguments"])
            made = wrong_parameters(said, program.explained, event.where, given) or explain(said, program.explained)
            return _with_what_was_given(made, program, event.where, value["arguments"])
    return None


def _with_what_was_given(made: Diagnosis, program: Program, function: str, given: Sequence[Any]) -> Diagnosis:
    """Say how many values a parameter holds that the function takes apart into too few or too many names."""
    own = program.explained.function_named(function)
    names = [one.arg for one in own.args.args] if own is not None else []
    held = dict(zip(names, given, strict=False)).get(str(made.values.get("value")))
    if made.key != key("explain.unpack.count") or not isinstance(held, list | tuple):
        return made
    return replace(made, key=key("explain.unpack.numbers"), values={**made.values, "number": len(held)})


def _of_the_print(trial: Trial, program: Program) -> Diagnosis | None:
    """Return what explains a bug that is only printed: of an asyncio task, or by `sys.print_exception`.

    An OSError may be what the scenario does to the board; it is not told here.
    """
    if "Traceback" not in trial.output:
        return None
    found = last_error(trial.output.split("\n"))
    if found is None or found.error.type in _MAY_COME_OF_SILENCE:
        return None
    made = explain(found.error, program.explained)
    return made if made.is_specific else None


def _as_text(error: GuestError, *, is_in_callback: bool = False) -> ErrorText:
    return ErrorText(error.type, error.message, error.line, is_in_callback)
