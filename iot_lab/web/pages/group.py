"""The trainer's view of the group: who is where, who needs help first, the mistakes of the moment, and what all see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request

from iot_lab.texts import LANGUAGES
from iot_lab.web.errors import ExerciseUnknown, LearnerUnknown, RequestWrong
from iot_lab.web.language import back_to, page_language, page_texts
from iot_lab.web.pages.format import minute_of
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import refuse_others
from iot_lab.workshop.class_progress import common_mistakes, people_of
from iot_lab.workshop.free_workshop import DASHBOARD

if TYPE_CHECKING:
    from iot_lab.workshop.class_progress import CommonMistake, Person
    from iot_lab.workshop.learners import Learner

blueprint = Blueprint("group", __name__, url_prefix="/group")
blueprint.before_request(refuse_others)
MISTAKES_SHOWN = 4
MOST_HINT_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class MistakeSaid:
    """A common mistake with the sentence that a trainer can say aloud."""

    exercise: str
    mistake: str
    title: str
    people: int
    sentence: str


@blueprint.get("")
def page() -> str:
    """Everybody by the exercises of the course."""
    now, units, sums = now_ms(), room().course.units(page_language()), room().work.all_sums()
    people = people_of(room().learners.people(), sums, room().learners.is_here, now)
    titles = {exercise.id: exercise.title for unit in units for exercise in unit.exercises}
    return render_template(
        "group.html",
        units=units,
        people=people,
        titles=titles,
        here=sum(person.is_here for person in people),
        to_help=sum(bool(person.asks) for person in people),
        why=lambda person: _why(person, people, now),
        mistakes=[_said(one, titles) for one in common_mistakes(sums, now)[:MISTAKES_SHOWN]],
        is_open=room().units.is_open,
        signals=room().signals,
        room_code=room().class_settings.room_code,
        addresses=room().addresses,
    )


@blueprint.get("/<int:learner_id>")
def person(learner_id: int) -> str:
    """One learner's programs, versions and verdicts."""
    learner = _learner(learner_id)
    exercise = request.args.get("exercise", "")
    headers = [one for one in room().work.headers(learner_id) if not one.exercise.startswith(DASHBOARD)]
    chosen = next((one.exercise for one in headers if one.exercise == exercise), headers[0].exercise if headers else "")
    versions = room().work.versions(learner_id, chosen) if chosen else []
    wanted = request.args.get("version", "")
    version = next((one for one in versions if str(one.number) == wanted), versions[0] if versions else None)
    units = room().course.units(page_language())
    return render_template(
        "person.html",
        titles={one.id: one.title for unit in units for one in unit.exercises},
        headers=headers,
        dashboards=room().free.dashboards(learner_id),
        chosen=chosen,
        versions=versions,
        version=version,
        checks=room().work.checks(learner_id, chosen)[::-1],
        clock_time=minute_of,
        spoken=lambda mistake: _first_level(chosen, mistake, page_language()),
        current_learner=learner,
    )


@blueprint.post("/pause")
def pause() -> Response:
    """Ask everybody to look up, or let them go on."""
    room().signals.pause(is_paused="on" in request.form)
    return back_to("/group")


@blueprint.post("/units/<unit>")
def open_unit(unit: str) -> Response:
    """Open or close a unit of the course."""
    (room().units.open if "open" in request.form else room().units.close)(unit)
    return back_to("/group")


@blueprint.post("/hint")
def send_hint() -> Response:
    """Send the first level of a mistake's hint to who is at its exercise."""
    exercise, mistake = _exercise(request.form.get("exercise", "")), request.form.get("mistake", "")
    texts = {language: _first_level(exercise, mistake, language) for language in LANGUAGES}
    if not all(texts.values()):
        raise RequestWrong
    room().signals.send_hint(exercise, texts)
    return back_to("/group")


@blueprint.post("/solutions/<exercise>")
def show_solution(exercise: str) -> Response:
    """Let learners look at a solution, or no longer."""
    room().signals.show_solution(_exercise(exercise), is_shown="show" in request.form)
    return back_to("/group")


@blueprint.post("/<int:learner_id>/hand")
def lower_hand(learner_id: int) -> Response:
    """Help came."""
    room().learners.lower_hand(_learner(learner_id).id)
    return back_to("/group")


@blueprint.post("/<int:learner_id>/code")
def new_code(learner_id: int) -> str:
    """Give a new personal code to who forgot theirs, and show it once."""
    learner = _learner(learner_id)
    code = room().learners.change_code(learner.id, page_language())
    return render_template("new_code.html", current_learner=learner, code=code)


def _why(person: Person, people: list[Person], now: int) -> str:
    """Return in a few words what the trainer should know of a person."""
    t, minutes = page_texts(), max(0, now - person.since_ms) // 60_000
    if person.asks == "hand":
        place = sum(other.asks == "hand" and other.since_ms < person.since_ms for other in people) + 1
        return t("group.hand", place=place)
    if person.asks == "same-mistake":
        return t("group.same_mistake", times=person.current.same_mistake)
    if person.asks == "stuck":
        return t("group.stuck", minutes=minutes)
    if not person.is_here:
        return t("group.away")
    return t("group.goes_on") if person.exercise else t("group.not_begun")


def _said(one: CommonMistake, titles: dict[str, str]) -> MistakeSaid:
    sentence = _first_level(one.exercise, one.mistake, page_language())
    return MistakeSaid(one.exercise, one.mistake, titles.get(one.exercise, one.exercise), one.people, sentence)


def _first_level(exercise: str, mistake: str, language: str) -> str:
    return room().course.spoken_hint(exercise, mistake[:100], language)[:MOST_HINT_CHARACTERS]


def _learner(learner_id: int) -> Learner:
    found = room().learners.get(learner_id)
    if found is None:
        raise LearnerUnknown
    return found


def _exercise(exercise: str) -> str:
    """Return the name of an exercise that there is. Raises ExerciseUnknown."""
    if room().course.get(exercise, page_language()) is None:
        raise ExerciseUnknown(exercise=exercise[:40])
    return exercise
