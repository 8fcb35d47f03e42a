"""The course: loads exercises from their folders and proves that their texts are complete.

Its rule: no Python of an exercise is run here; `iot_lab.grading` does that.
"""

from iot_lab.course.course import Course, Unit, course_folder, known_exercises, load_course, load_exercise
from iot_lab.course.errors import CourseFieldWrong, CourseFileMissing, CourseFileUnreadable, UnknownExercise
from iot_lab.course.exercise import Exercise, Hint, read_exercise
from iot_lab.course.listed_parts import ListedPart
from iot_lab.course.programs import CourseProgram

__all__ = [
    "Course",
    "CourseFieldWrong",
    "CourseFileMissing",
    "CourseFileUnreadable",
    "CourseProgram",
    "Exercise",
    "Hint",
    "ListedPart",
    "Unit",
    "UnknownExercise",
    "course_folder",
    "known_exercises",
    "load_course",
    "load_exercise",
    "read_exercise",
]
