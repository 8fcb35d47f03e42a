"""A model card: what a program's `card()` says of its model, and what may be expected of it.

Texts (data, people, limits) are looked at for presence only: words, none of them copied from another entry. Numbers are
looked at for sense: each tested sample stands once in the matrix (rows: the true label, columns: the answer), and the
card does not promise more than the model holds on samples that it never saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.grading.expectations.answers import Answer, AnswerExpectations, Answers, read_answers
from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.sentences import Sentence, catalogued, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iot_lab.simulator.board import Event

FUNCTION: Final = "card"
TEXTS: Final = ("data", "people", "limits")
MATRIX: Final = "confusion"
LEAST_WORDS: Final = 4
MAX_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `card()` answered; `entries` is empty where that was no dictionary."""

    answer: Answer | None

    @property
    def entries(self) -> dict[str, Any]:
        result = self.answer.result if self.answer else None
        return result if isinstance(result, dict) else {}

    @property
    def matrix(self) -> list[list[int]] | None:
        """Return the confusion matrix, None where it is no square of whole numbers."""
        rows = self.entries.get(MATRIX)
        if not isinstance(rows, list) or not rows:
            return None
        return rows if all(_is_row(row, len(rows)) for row in rows) else None

    @property
    def tested(self) -> tuple[int, ...] | None:
        """Return how many samples of each label the matrix holds."""
        return tuple(sum(row) for row in self.matrix) if self.matrix else None

    @property
    def promised(self) -> float | None:
        """Return which part of the tested samples was right, 0 to 1."""
        if not self.matrix or not sum(self.tested or ()):
            return None
        return sum(row[place] for place, row in enumerate(self.matrix)) / sum(self.tested or ())

    def expectation(self) -> CardExpectations:
        return CardExpectations(self)


@dataclass(frozen=True, slots=True)
class CardExpectations:
    """What may be expected of a model card."""

    card: ModelCard

    def is_filled(self) -> None:
        """Expect `card()` to return a dictionary with data, people and limits in words of their own."""
        AnswerExpectations(Answers(FUNCTION, (self.card.answer,) if self.card.answer else ())).have_no_error()
        said = [_words(self.card.entries.get(entry)) for entry in TEXTS]
        for entry, words in zip(TEXTS, said, strict=True):
            if len(set(words)) < LEAST_WORDS or said.count(words) > 1:
                raise Mismatch(
                    catalogued("grading.card.expected-text", entry=entry, words=LEAST_WORDS),
                    catalogued("grading.card.seen-text", value=_shown(self.card.entries.get(entry)))
                    if entry in self.card.entries
                    else catalogued("grading.card.seen-missing", entry=entry),
                )

    def tests(self, counts: Sequence[int]) -> None:
        """Expect the matrix to hold exactly so many samples of each label, in the order of the labels."""
        self._must_be_there()
        if self.card.matrix is None or self.card.tested != tuple(counts):
            expected = catalogued("grading.card.expected-matrix", size=len(counts), counts=_joined(counts))
            raise Mismatch(expected, self._seen_matrix(counts))

    def _seen_matrix(self, counts: Sequence[int]) -> Sentence:
        if self.card.matrix is None or self.card.tested is None:
            return catalogued("grading.card.seen-matrix", value=_shown(self.card.entries.get(MATRIX)))
        columns = tuple(sum(column) for column in zip(*self.card.matrix, strict=True))
        if columns == tuple(counts):
            return catalogued("grading.card.seen-turned", counts=_joined(columns))
        if sorted(self.card.tested) == sorted(counts):
            return catalogued("grading.card.seen-order", counts=_joined(self.card.tested))
        return catalogued("grading.card.seen-counts", counts=_joined(self.card.tested))

    def promises_at_most(self, share: float) -> None:
        """Expect the matrix to promise no more right answers than this part, 0 to 1."""
        self._must_be_there()
        promised = self.card.promised
        if promised is None:
            raise NothingToJudge(
                catalogued("grading.card.expected-honest", share=percent(share)),
                catalogued("grading.card.seen-matrix", value=_shown(self.card.entries.get(MATRIX))),
            )
        if promised > share:
            raise Mismatch(
                catalogued("grading.card.expected-honest", share=percent(share)),
                catalogued("grading.card.seen-honest", share=percent(promised)),
            )

    def _must_be_there(self) -> None:
        if not self.card.entries:
            raise NothingToJudge(
                catalogued("grading.function.expected", function=FUNCTION), catalogued("grading.answer.missing")
            )


def read_card(events: Iterable[Event]) -> ModelCard:
    """Return the card of a trial that asked for it, from its trace."""
    return ModelCard(next(iter(read_answers(events, FUNCTION).each), None))


def _is_row(row: object, size: int) -> bool:
    is_list = isinstance(row, list) and len(row) == size
    return is_list and all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in row)  # type: ignore[attr-defined]


def _words(text: object) -> list[str]:
    """Return the words of an entry; dots and dashes that stand for something to fill in are none."""
    parts = text.split() if isinstance(text, str) else []
    return [part.casefold() for part in parts if any(sign.isalnum() for sign in part)]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _joined(counts: Iterable[int]) -> str:
    return ", ".join(str(count) for count in counts)
