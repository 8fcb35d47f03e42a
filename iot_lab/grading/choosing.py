"""Choose what to explain: of all that is wrong with a trial, the most specific cause that was proved.

Several checks may fail for one reason, and several recognisers see something. The order, from the first that says
something:

1. a mistake of the exercise that stops the program, where it stopped; else what the explainer says of the error;
2. what the explainer proves of a program without an error: wires taken for one another (beside the exercise's own
   word, where it has one), a bug that a handler hid, a line that does nothing;
3. a cause: a mistake of the exercise whose recogniser proves it, of any failed check, in the order of the checks;
4. an address, a network or a topic that the program spells out and that is not there; a part of the board that the
   program uses by halves: a sensor never measured, pixels never sent; a pause of many seconds at which the program
   stood when its time was over; a pin where nothing is wired, while a wired one is never named; the error of a function
   that the host asked, in plain words;
5. a symptom: a mistake that shows that something lacks but not why (`@check.mistake("nothing-yet", is_symptom=True)`);
6. the first failed check itself, whose hint says where to look and guesses nothing; beside it stands what the text
   does that is often not meant, as a fact.

Where the program broke down, only what stops programs is asked for: it explains the rest. A check with nothing to
judge has no mistakes to recognise, unless it is the first that failed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.diagnosing import (
    diagnose_answer,
    diagnose_error,
    diagnose_haste,
    diagnose_parts,
    diagnose_pauses,
    diagnose_pins,
    diagnose_room,
    diagnose_silence,
    diagnose_suspects,
    diagnose_timers,
    diagnose_waiting,
    diagnose_wires,
)
from iot_lab.grading.ending import ENDING, ending_hint_id
from iot_lab.grading.expectations.expect import NothingToJudge
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iot_lab.explain import Diagnosis
    from iot_lab.grading.expectations.expect import Mismatch
    from iot_lab.grading.judge import Judge, Mistake
    from iot_lab.grading.program import Program
    from iot_lab.grading.trial import Trial


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a trial failed: the check to explain, and the hint that explains it, or what the explainer says instead.

    `fact` is what the explainer says of the error where the exercise's own hint is given, `suspect` what it says of the
    text without knowing that it is the cause. `is_proved` says that a recogniser proved the mistake.
    """

    check_id: str
    hint_id: str
    diagnosis: Diagnosis | None = None
    fact: Diagnosis | None = None
    is_proved: bool = False
    suspect: Diagnosis | None = None

    @property
    def is_known(self) -> bool:
        """Whether this names a mistake, and not only where to look."""
        return self.is_proved or self._is_certain

    @property
    def tells_a_line(self) -> bool:
        """Whether the explainer has told where the mistake stands, by itself or beside the exercise's hint."""
        return self._is_certain or self.fact is not None

    @property
    def _is_certain(self) -> bool:
        return self.diagnosis is not None and self.diagnosis.key != key("explain.quiet.waits-here")


def choose_cause(judge: Judge, mismatches: Mapping[str, Mismatch], trial: Trial, program: Program) -> Cause:
    """Return the cause to tell of a trial in which something is wrong."""
    first = next(iter(mismatches))
    wires = diagnose_wires(trial, program)
    if wires is not None and all(one.is_symptom for _, one in recognised(judge, mismatches, trial, program)):
        return Cause(first, wires.id, wires)
    silent = diagnose_silence(trial, program)
    if silent is not None:
        return Cause(first, silent.id, silent)
    found = list(recognised(judge, mismatches, trial, program))
    causes = [(check_id, mistake) for check_id, mistake in found if not mistake.is_symptom]
    of_room = diagnose_room(trial, program)
    told = of_room if not causes else None
    if told is None and not causes and trial.error is None:
        told = diagnose_parts(program) or diagnose_waiting(trial, program) or diagnose_pins(trial, program)
        told = told or diagnose_answer(trial, program)
    if told is not None:
        return Cause(first, told.id, told)
    causes = causes or found
    if causes:
        check_id, mistake = causes[0]
        fact = wires or of_room or diagnose_error(trial, program) or diagnose_pins(trial, program)
        if fact is None and mistake.is_of_pauses:
            fact = diagnose_pauses(program)
        suspect = diagnose_suspects(trial, program) if mistake.is_symptom or trial.facts.asked_too_soon_s else None
        return Cause(check_id, mistake.id, fact=fact, is_proved=not mistake.is_symptom, suspect=suspect)
    if first == ENDING:
        haste = (diagnose_timers(program) or diagnose_haste(program)) if trial.end == "fuel" else None
        return Cause(ENDING, ending_hint_id(trial), diagnose_error(trial, program) or haste)
    return Cause(first, first, suspect=diagnose_suspects(trial, program))


def recognised(
    judge: Judge, mismatches: Mapping[str, Mismatch], trial: Trial, program: Program
) -> Iterator[tuple[str, Mistake]]:
    """Yield the mistakes that the trial shows, each with the failed check that it explains, consequences left out."""
    found = list(_all_recognised(judge, mismatches, trial, program))
    ids = {mistake.id for _, mistake in found}
    yield from ((check_id, mistake) for check_id, mistake in found if not ids & set(mistake.unless))


def _all_recognised(
    judge: Judge, mismatches: Mapping[str, Mismatch], trial: Trial, program: Program
) -> Iterator[tuple[str, Mistake]]:
    for place, (check_id, mismatch) in enumerate(mismatches.items()):
        if place and (ENDING in mismatches or isinstance(mismatch, NothingToJudge)):
            continue
        for mistake in judge.mistakes:
            if check_id in mistake.check_ids and _is_made(mistake, trial, program):
                yield check_id, mistake


def _is_made(mistake: Mistake, trial: Trial, program: Program) -> bool:
    """Ask a recogniser; one that breaks recognises nothing: the verdict stands, and the audit tells its author."""
    try:
        return mistake.is_made(trial, program)
    except Exception:  # noqa: BLE001 - trusted content of the course may break; the learner must not pay for it
        _log.exception("the recogniser of %s", mistake.id)
        return False
