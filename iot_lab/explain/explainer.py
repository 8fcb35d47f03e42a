"""From an error to a diagnosis: syntax by its lines, all else by the first rule that proves a cause."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from iot_lab.explain import (
    attributes,
    callables,
    calls,
    conversions,
    imports,
    indexes,
    names,
    operands,
    others,
    system,
    values,
)
from iot_lab.explain.handlers import not_caught
from iot_lab.explain.quiet.calls import kept_readers, read_without_brackets
from iot_lab.explain.quiet.corrections import wrong_corrections
from iot_lab.explain.quiet.flags import never_set_back
from iot_lab.explain.quiet.sums import replaced_in_a_sum
from iot_lab.explain.rules import ErrorCase, ErrorText
from iot_lab.explain.source import Source
from iot_lab.explain.syntax import explain_syntax
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis

SYNTAX: Final = frozenset({"SyntaxError", "IndentationError", "TabError"})
# What the program raises itself is told in its own words before anything is read into them.
_RULES: Final = (
    *others.RULES, *names.RULES, *imports.RULES, *attributes.RULES, *calls.RULES, *callables.RULES, *operands.RULES,
    *conversions.RULES, *values.RULES, *indexes.RULES, *system.RULES,
)  # fmt: skip
_OF_NOTHING: Final = frozenset(
    {key("explain.unpack.one"), key("explain.operand.none"), key("explain.index.not-possible")}
)
_OF_TEXTS: Final = frozenset({key("explain.number.some-text"), key("explain.number.text"), key("explain.number.empty")})
_SUGGESTION: Final = re.compile(r"\.? Did you (?:mean|forget).*$", re.DOTALL)


def explain(error: ErrorText, source: Source | str) -> Diagnosis:
    """Return the diagnosis of an error in a program; there is always one, in words of the catalogues."""
    program = source if isinstance(source, Source) else Source(source)
    if error.type in SYNTAX:
        return explain_syntax(program, error)
    message = _SUGGESTION.sub("", error.message)
    let_through = not_caught(error, program)
    if let_through is not None and error.type == "OSError":
        return let_through
    case = ErrorCase(ErrorText(error.type, message, error.line, error.is_in_callback), program)
    found = next((made for rule in _RULES if (made := rule(case))), None)
    if found is not None and found.key == key("explain.operand.function"):
        # The function may have been taken for its value long before: there the brackets are missing.
        earlier = (*read_without_brackets(program), *kept_readers(program)) if not program.is_long else ()
        found = next(iter(earlier), found)
    if found is not None and found.key in _OF_TEXTS and not program.is_long:
        # `text = line.strip` leaves the text as it was, and is equal to none: the question before did not help.
        here = program.function_at(case.line)
        found = next((one for one in kept_readers(program) if program.function_at(one.line) is here), found)
    if found is not None and found.key in _OF_NOTHING and "NoneType" in message and not program.is_long:
        # A function gave up and returned None: what made it give up is the cause.
        causes = chain(never_set_back(program), replaced_in_a_sum(program), wrong_corrections(program))
        found = next(causes, found)
    told = found or others.plain(case)
    if let_through is None:
        return told
    return replace(let_through, key=key("explain.caught.other-type-said"), values={**let_through.values, "said": told})
