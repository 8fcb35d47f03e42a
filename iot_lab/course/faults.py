"""Faults of content that reading the folders shows, one class per mend; details always name the file."""

from __future__ import annotations

from iot_lab.errors import LabError


class ExerciseNotListed(LabError):
    """A folder that `course.toml` does not name. Details: file, exercise."""

    code = "exercise-not-listed"


class ListedExerciseMissing(LabError):
    """A name in `course.toml` without its folder. Details: file, exercise."""

    code = "listed-exercise-missing"


class HintInOneLanguage(LabError):
    """A hint that one language has and the other lacks. Details: file, hint."""

    code = "hint-in-one-language"


class HintWithoutProgram(LabError):
    """A hint that no wrong program proves. Details: file, hint."""

    code = "hint-without-program"


class ProgramWithoutHint(LabError):
    """A wrong program whose name is no hint. Details: file, hint."""

    code = "program-without-hint"


class BrokenLink(LabError):
    """A statement links to a file that is not there. Details: file, link."""

    code = "broken-link"


class StatementSectionsDiffer(LabError):
    """The statements do not have the same number of sections. Details: file (the English one), french, english."""

    code = "statement-sections-differ"


class StatementNumbersDiffer(LabError):
    """The statements do not give the same numbers. Details: file (the English one), numbers."""

    code = "statement-numbers-differ"


class ConstantUnproved(LabError):
    """A number of what is to be obtained that `[constants]` does not name. Details: file, number."""

    code = "constant-unproved"


class ConstantUnknown(LabError):
    """A number of `[constants]` that the statement does not give. Details: file, number."""

    code = "constant-unknown"


class ConstantProgramMissing(LabError):
    """`[constants]` names a program that is neither in wrong/ nor in cheats/. Details: file, number, program."""

    code = "constant-program-missing"


class PrerequisiteMisplaced(LabError):
    """A prerequisite that is no exercise, or comes later in the course. Details: file, exercise."""

    code = "prerequisite-misplaced"


class StrayFile(LabError):
    """A file that belongs to no exercise. Details: file."""

    code = "stray-file"


class TextUnwritten(LabError):
    """A mark of `iot-lab exercise new` stands where a person must write. Details: file, line."""

    code = "text-unwritten"
