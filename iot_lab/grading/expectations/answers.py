"""What functions of the program answered to the host's questions (`Scenario(questions=...)`), read from the trace.

The questions come from the scenario; what is expected of the answers stays on this side of the sandbox.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab.explain import type_key
from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.sentences import catalogued, number, percent
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event

MAX_SHOWN = 80
RELATIVE_STEP = 1e-5
_NUMBER = re.compile(r"\d")
_TROUBLES = {
    "missing": key("grading.answer.missing"),
    "unreadable": key("grading.answer.unreadable"),
    "too-long": key("grading.answer.too-long"),
    "fuel": key("grading.answer.too-long"),
    "unanswered": key("grading.answer.unanswered"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One call and what came of it: `result` (what JSON knows: no tuples), or `error`, its type (docs/simulator.md)."""

    function: str
    arguments: tuple[Any, ...]
    result: Any = None
    error: str | None = None
    message: str = ""
    line: int | None = None

    @property
    def number(self) -> float | None:
        """Return the result where it is a number; None for an error and for anything else, True and False included."""
        is_number = self.error is None and isinstance(self.result, int | float) and not isinstance(self.result, bool)
        return self.result if is_number else None


@dataclass(frozen=True, slots=True)
class Answers:
    """All the answers of one function, in the order of the questions."""

    function: str
    each: tuple[Answer, ...]

    def share(self, is_right: Callable[[Answer], bool]) -> float:
        """Return which part of the answers is right, 0 to 1; 0 where nothing was asked."""
        return sum(one.error is None and is_right(one) for one in self.each) / max(1, len(self.each))

    def when(self, is_meant: Callable[[Answer], bool]) -> Answers:
        """Return only some of the answers."""
        return Answers(self.function, tuple(one for one in self.each if is_meant(one)))

    def expectation(self) -> AnswerExpectations:
        return AnswerExpectations(self)


@dataclass(frozen=True, slots=True)
class AnswerExpectations:
    """What may be expected of one function's answers."""

    answers: Answers

    def exist(self) -> None:
        """Expect that the program has the function."""
        if not self.answers.each or any(one.error == "missing" for one in self.answers.each):
            raise Mismatch(
                catalogued("grading.function.expected", function=self.answers.function),
                catalogued("grading.answer.missing"),
            )

    def have_no_error(self) -> None:
        """Expect that each call gives an answer; there must be one."""
        self.exist()
        for one in self.answers.each:
            if one.error is not None:
                expected = catalogued("grading.answer.expected", call=_called(one))
                raise Mismatch(expected, _say_trouble(one), line=one.line)

    def _must_be_given(self) -> None:
        """Raise NothingToJudge where a call has no answer to look at."""
        try:
            self.have_no_error()
        except Mismatch as mismatch:
            raise NothingToJudge(mismatch.expected, mismatch.seen, line=mismatch.line) from None

    def are(self, wanted: Callable[[Answer], Any], *, within: float = 0, within_percent: float = 0) -> None:
        """Expect of each answer what `wanted` returns for it; numbers give or take `within`, or `within_percent`."""
        self._must_be_given()
        for one in self.answers.each:
            value = wanted(one)
            if not _is_same(one.result, value, within, within_percent):
                raise Mismatch(_say_wanted(one, value, within, within_percent), _say_result(one, value))

    def are_numbers(self) -> None:
        """Expect that each call gives a number."""
        self.have_no_error()
        for one in self.answers.each:
            if one.number is None:
                raise Mismatch(catalogued("grading.answer.expected-number", call=_called(one)), _say_result(one, 0))

    def are_among(self, values: Iterable[Any]) -> None:
        """Expect that each answer is one of these values."""
        self._must_be_given()
        known = list(values)
        shown = ", ".join(_python(one) for one in known)
        for one in self.answers.each:
            if not any(_is_same(one.result, value) for value in known):
                raise Mismatch(
                    catalogued("grading.answer.expected-among", call=_called(one), values=shown), _say_result(one)
                )

    def are_right(self, is_right: Callable[[Answer], bool], *, at_least: float) -> None:
        """Expect that at least this part of the answers, 0 to 1, is right."""
        self._must_be_given()
        seen = self.answers.share(is_right)
        if seen < at_least:
            total = len(self.answers.each)
            raise Mismatch(
                catalogued("grading.share.expected", share=percent(at_least), function=self.answers.function),
                catalogued("grading.share.seen", share=percent(seen), right=round(seen * total), total=total),
            )


def read_answers(events: Iterable[Event], function: str) -> Answers:
    """Return the answers of one function from a trace."""
    told = (event.value for event in events if event.kind == "called" and event.where == function)
    return Answers(function, tuple(_answer(function, value) for value in told if isinstance(value, dict)))


def _answer(function: str, value: dict[str, Any]) -> Answer:
    arguments = tuple(value["arguments"])
    error = value.get("error")
    if error is None:
        return Answer(function, arguments, value.get("result"))
    return Answer(function, arguments, error=error["type"], message=error.get("message") or "", line=error.get("line"))


def _is_same(seen: Any, wanted: Any, within: float = 0, within_percent: float = 0) -> bool:
    """Compare values as JSON gives them back; numbers give or take, at least a single-precision step."""
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        if not isinstance(seen, int | float) or isinstance(seen, bool):
            return False
        return abs(seen - wanted) <= max(within, abs(wanted) * max(within_percent / 100, RELATIVE_STEP))
    if isinstance(wanted, list | tuple):
        is_list = isinstance(seen, list) and len(seen) == len(wanted)
        return is_list and all(
            _is_same(one, other, within, within_percent) for one, other in zip(seen, wanted, strict=True)
        )
    return type(seen) is type(wanted) and bool(seen == wanted)


def _python(value: Any) -> str:
    """Return a value as Python writes it (None, True), with double quotes, cut where it is long."""
    text = _written(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _written(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_written(name)}: {_written(one)}' for name, one in value.items())}}}"
    return repr(value)


def _in_python(value: Any) -> Sentence:
    """Return a value for a sentence: a lone number has the language's decimal sign."""
    if isinstance(value, float):
        return number(value)
    text = _python(value)
    return lambda _t: text


def _called(answer: Answer) -> str:
    text = f"{answer.function}({', '.join(_written(one) for one in answer.arguments)})"
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _say_wanted(answer: Answer, value: Any, within: float, within_percent: float) -> Sentence:
    call, shown = _called(answer), _in_python(value)
    if within_percent:
        share = percent(within_percent / 100)
        return catalogued("grading.answer.expected-near", call=call, value=shown, within=share)
    if within:
        return catalogued("grading.answer.expected-near", call=call, value=shown, within=number(within))
    return catalogued("grading.answer.expected-value", call=call, value=shown)


def _say_result(answer: Answer, wanted: Any = None) -> Sentence:
    is_number = isinstance(wanted, int | float) and not isinstance(wanted, bool)
    is_text = is_number and isinstance(answer.result, str) and _NUMBER.search(answer.result)
    value = _in_python(answer.result)
    if is_text:
        return catalogued("grading.answer.seen-text", value=value)
    return catalogued("grading.answer.seen", value=value)


def _say_trouble(answer: Answer) -> Sentence:
    name = _TROUBLES.get(answer.error or "")
    if name is not None:
        return catalogued(name)
    said = catalogued(type_key(answer.error or ""))
    if answer.line:
        return catalogued("grading.runs.seen-error-line", error=said, line=answer.line)
    return catalogued("grading.runs.seen-error", error=said)
