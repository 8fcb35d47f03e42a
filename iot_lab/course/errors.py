"""What can be wrong with a course folder, one class per remedy; each names the file to open."""

from __future__ import annotations

from iot_lab.errors import LabError


class UnknownExercise(LabError):
    """No exercise has this name. Details: exercise, known (the names there are)."""

    code = "unknown-exercise"


class CourseFileMissing(LabError):
    """A file that every exercise must have is absent or unreadable. Details: file, problem."""

    code = "course-file-missing"


class CourseFileUnreadable(LabError):
    """A file is not TOML, or not UTF-8 text. Details: file, problem (the reader's own words, with the line)."""

    code = "course-file-unreadable"


class EditNotFound(LabError):
    """A program written as edits does not apply. Details: file, old (the text to replace), times (it is found)."""

    code = "edit-not-found"


class CourseFieldWrong(LabError):
    """A field is missing, unknown or of the wrong kind. Details: file, field, wanted (`text`, `number`...)."""

    code = "course-field-wrong"


class ExerciseNameWrong(LabError):
    """A name that no folder of an exercise may have. Details: exercise."""

    code = "exercise-name-wrong"


class ExerciseNameTaken(LabError):
    """The kit or the folder has an exercise of this name. Details: exercise, folder."""

    code = "exercise-name-taken"
