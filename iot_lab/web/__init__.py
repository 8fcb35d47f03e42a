"""The pages, the JSON API and the live stream: a thin edge over the store, the live frames and the grader."""

from iot_lab.web.app import create_app
from iot_lab.web.exercises import CourseExercises, Exercises, ExerciseText
from iot_lab.web.server import WebPortTaken, WebServer
from iot_lab.web.services import Services

__all__ = ["CourseExercises", "ExerciseText", "Exercises", "Services", "WebPortTaken", "WebServer", "create_app"]
