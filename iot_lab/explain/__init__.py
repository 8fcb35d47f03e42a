"""The explainer: what is wrong with a learner's program, in one sentence that names the thing and the learner's words.

It is pure: an error as text (type, message, line) and the program's source go in, a `Diagnosis` comes out, which knows
its line and its sentence in every language of the catalogues. It runs the same for a graded submission, in the
terminal, for the log of a simulated board and for a traceback that a real one sent. It knows what the board has
(`board_names.py`) and what other worlds call it (`elsewhere.py`).

The rule of all its files: *a diagnosis is asserted when the program's text or the error proves it*. Rules are asked
from the most specific cause to the plain wording, and the first that proves its case is told; the last ones only put
the error's type in words. So there is always a sentence, and no English word of an exception is in it.
"""

from __future__ import annotations

from iot_lab.explain.calls import wrong_parameters
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.explainer import explain
from iot_lab.explain.log import LoggedError, last_error
from iot_lab.explain.others import type_key
from iot_lab.explain.quiet import (
    forgotten_calls,
    half_used_parts,
    learning_mistakes,
    long_pauses,
    longest_pause,
    quiet_mistakes,
    short_pauses,
)
from iot_lab.explain.quiet.containers import growing_lists
from iot_lab.explain.quiet.parts import pins_astray
from iot_lab.explain.quiet.rooms import (
    never_published,
    other_name,
    password_for_name,
    spelt_out_address,
    spelt_out_network,
    spelt_out_topic,
)
from iot_lab.explain.quiet.suspects import short_timers, suspects
from iot_lab.explain.quiet.units import folded
from iot_lab.explain.quiet.wires import directions_exchanged, wires_exchanged
from iot_lab.explain.rules import ErrorText
from iot_lab.explain.source import Source
from iot_lab.explain.swallowed import Swallowed, loop_left, swallowed

__all__ = [
    "Diagnosis",
    "ErrorText",
    "LoggedError",
    "Source",
    "Swallowed",
    "directions_exchanged",
    "explain",
    "folded",
    "forgotten_calls",
    "growing_lists",
    "half_used_parts",
    "last_error",
    "learning_mistakes",
    "long_pauses",
    "longest_pause",
    "loop_left",
    "never_published",
    "other_name",
    "password_for_name",
    "pins_astray",
    "quiet_mistakes",
    "short_pauses",
    "short_timers",
    "spelt_out_address",
    "spelt_out_network",
    "spelt_out_topic",
    "suspects",
    "swallowed",
    "type_key",
    "wires_exchanged",
    "wrong_parameters",
]
