"""What can be wrong with recordings and with what is asked of them, one class per remedy."""

from __future__ import annotations

from iot_lab.errors import LabError


class LearningError(LabError):
    """Recordings or a wish that nothing can be learnt from; a person mends them."""


class RecordingTooLarge(LearningError):
    """The file is larger than what is read: cut it. Details: size_mb, most_mb."""

    code = "recording-too-large"


class RecordingTooLong(LearningError):
    """The file has more lines or takes than what is read: cut it. Details: most."""

    code = "recording-too-long"


class RecordingNotText(LearningError):
    """The file is not UTF-8 text: save it as CSV or JSON."""

    code = "recording-not-text"


class RecordingEmpty(LearningError):
    """There is a line of names at most: record something."""

    code = "recording-empty"


class RecordingColumns(LearningError):
    """The line of names lacks a column, or has one twice: mend it. Details: column."""

    code = "recording-columns"


class RecordingAxes(LearningError):
    """The names of the axes are no names, or too many. Details: axis."""

    code = "recording-axes"


class RecordingLine(LearningError):
    """A line has another number of fields than the line of names. Details: line, seen, wanted."""

    code = "recording-line"


class RecordingCell(LearningError):
    """A cell is too long to be one: a quotation mark before it is never closed. Details: line."""

    code = "recording-cell"


class RecordingInstants(LearningError):
    """The instants of a take do not go on by a steady step. Details: line, text."""

    code = "recording-instants"


class RecordingNumber(LearningError):
    """A cell is no finite number. Details: line, column, text."""

    code = "recording-number"


class RecordingLarge(LearningError):
    """A value does not fit in 16 bits: choose a larger unit. Details: line, column, text."""

    code = "recording-large"


class RecordingWord(LearningError):
    """A label, a person or a rate is none. Details: line, column, text."""

    code = "recording-word"


class RecordingNotJson(LearningError):
    """The file is no JSON of recordings as docs/learning.md tells it. Details: part."""

    code = "recording-not-json"


class TakesUnequal(LearningError):
    """Two takes have other axes, rates or scales: learn from one kind at a time. Details: take, other."""

    code = "takes-unequal"


class TakesTooShort(LearningError):
    """No take is as long as a window: record longer, or ask for a shorter window. Details: longest_s, window_s."""

    code = "takes-too-short"


class WindowWrong(LearningError):
    """A window of so few, or so many, samples is none. Details: samples, least, most."""

    code = "window-wrong"


class OneLabel(LearningError):
    """There is nothing to tell apart. Details: label."""

    code = "one-label"


class ManyLabels(LearningError):
    """More labels than a model tells apart. Details: seen, most."""

    code = "many-labels"


class FewExamples(LearningError):
    """Too little to learn from. Details: seen, least."""

    code = "few-examples"


class NothingVaries(LearningError):
    """All numbers are the same in all examples: the sensor stood still, or was not connected."""

    code = "nothing-varies"


class LabelsNotNumbers(LearningError):
    """A regression needs labels that are numbers. Details: label."""

    code = "labels-not-numbers"


class ModelUnreadable(LearningError):
    """The JSON of a model is damaged or of another version. Details: part."""

    code = "model-unreadable"


class ModelUnfit(LearningError):
    """The model does not fit a board. Details: what, seen, most; `proposal` is in words."""

    code = "model-unfit"


class TrainingStopped(LearningError):
    """A person stopped it."""

    code = "training-stopped"
