"""Coming into the room: the trainer by the link printed at start, learners by a nickname and the room code.

The room code stands in the address that the wall's QR code holds (`/join?code=TIGRE`), so that a phone asks for the
nickname only. Wrong codes are counted by computer and for the whole room: a program that tries them one after the other
would need days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request

from iot_lab.errors import LabError
from iot_lab.web.errors import TooManyCodes, TrainerOnly, status_of
from iot_lab.web.language import back_to, page_language, page_texts
from iot_lab.web.learner import current_learner, forget_learner, remember_learner, required_learner
from iot_lab.web.rate import RateLimit
from iot_lab.web.requests import room
from iot_lab.web.trainer import is_right_key, remember_trainer
from iot_lab.workshop.learners import PersonalCodeWrong, RoomCodeWrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

blueprint = Blueprint("join", __name__)
WRONG_AT_ONCE, WRONG_PER_S = 12, 0.1
"""Wrong codes of one computer."""
ROOM_WRONG_AT_ONCE, ROOM_WRONG_PER_S = 120, 1.0
"""Of all of them: a computer can have many addresses."""
JOINS_AT_ONCE, JOINS_PER_S = 40, 0.2
"""Of one computer: a room may stand behind one router."""
_EVERYBODY: Final = "room"


def limit_codes(app: Flask) -> None:
    """Give an application its limits."""
    app.extensions["iot_lab_wrong_codes"] = RateLimit(WRONG_AT_ONCE, WRONG_PER_S)
    app.extensions["iot_lab_room_wrong_codes"] = RateLimit(ROOM_WRONG_AT_ONCE, ROOM_WRONG_PER_S)
    app.extensions["iot_lab_joins"] = RateLimit(JOINS_AT_ONCE, JOINS_PER_S)


@blueprint.get("/join")
def join() -> Response:
    """Remember the trainer's browser, from the link printed at start; or ask a learner for a nickname."""
    if "key" in request.args:
        return _let_trainer_in()
    if current_learner() is not None:
        return back_to("/exercises")
    return make_response(_form(code=request.args.get("code", "")[:32]))


@blueprint.post("/join")
def join_as_learner() -> Response:
    """Add a learner; what is wrong is said on the same page."""
    nickname, code = request.form.get("nickname", ""), request.form.get("code", "")

    def add() -> str:
        if not _limit("iot_lab_joins").allows(_address()):
            raise TooManyCodes
        return room().learners.join(nickname, code, page_language())[1]

    return _enter(add, nickname=nickname[:40], code=code[:32])


@blueprint.post("/resume")
def resume() -> Response:
    """Find a learner again by the personal code."""
    typed = request.form.get("personal", "")

    def find() -> str:
        room().learners.resume(typed)
        return typed

    return _enter(find, personal=typed[:32])


@blueprint.post("/leave")
def leave() -> Response:
    """Forget who sits at this computer."""
    answer = back_to("/join")
    forget_learner(answer)
    return answer


@blueprint.post("/nickname")
def rename() -> Response:
    """Give the learner another nickname."""
    room().learners.rename(required_learner().id, request.form.get("nickname", ""))
    return back_to("/exercises")


def _let_trainer_in() -> Response:
    if not is_right_key(request.args.get("key", "")):
        raise TrainerOnly
    answer = make_response(redirect("/trainer", code=303))
    remember_trainer(answer)
    return answer


def _enter(find: Callable[[], str], **typed: str) -> Response:
    """Let a learner in by the code that `find` returns, or show the form again with what is wrong."""
    try:
        _refuse_hurry()
        code = find()
    except LabError as wrong:
        if isinstance(wrong, RoomCodeWrong | PersonalCodeWrong):
            _limit("iot_lab_wrong_codes").allows(_address())
            _limit("iot_lab_room_wrong_codes").allows(_EVERYBODY)
        return make_response(_form(wrong, **typed), status_of(wrong))
    answer = back_to("/exercises")
    remember_learner(answer, code)
    return answer


def _refuse_hurry() -> None:
    is_calm = _limit("iot_lab_wrong_codes").has_left(_address())
    if not is_calm or not _limit("iot_lab_room_wrong_codes").has_left(_EVERYBODY):
        raise TooManyCodes


def _form(wrong: LabError | None = None, nickname: str = "", code: str = "", personal: str | None = None) -> str:
    said = None if wrong is None else page_texts().explain(wrong)
    is_about_code = wrong is not None and wrong.code in {RoomCodeWrong.code, PersonalCodeWrong.code}
    return render_template(
        "join.html",
        said=said,
        nickname=nickname,
        code=code,
        personal=personal,
        is_about_code=is_about_code,
        keep_days=room().class_settings.keep_days,
    )


def _limit(name: str) -> RateLimit:
    found: RateLimit = current_app.extensions[name]
    return found


def _address() -> str:
    return request.remote_addr or "nowhere"
