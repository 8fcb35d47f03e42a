"""The trainer's page of all boards: what each does and what holds it up, and what can be done about it.

Work that takes seconds is a task (`workshop/board_tasks.py`): a form is answered at once, the page shows how far it is.
What touches USB ports or a Wi-Fi password is for the trainer at this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, render_template, request

from iot_lab.grading.submission import checked_program
from iot_lab.simulator.demos import DEMOS
from iot_lab.web.errors import FileNotText, LearnerUnknown, NoBoardChosen, NoProgramChosen, NotASpare, RequestWrong
from iot_lab.web.language import back_to, page_language, page_texts
from iot_lab.web.pages.board_words import age_words, latest_words, signal_words, step_words
from iot_lab.web.pages.format import number
from iot_lab.web.pages.program_words import program_sign
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import is_this_computer, refuse_elsewhere, refuse_others
from iot_lab.workshop import board_commands, kit_updates
from iot_lab.workshop.board_orders import BoardUnknown
from iot_lab.workshop.board_overview import BoardOverview, overview, spares

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.workshop.learners import Learner

blueprint = Blueprint("trainer_boards", __name__, url_prefix="/trainer/boards")
blueprint.before_request(refuse_others)
HERE: Final = "/trainer/boards"
SURE: Final = "yes"
MOST_ADDED: Final = 20
"""Simulated boards of one press."""
SPARES_SHOWN: Final = 8


@blueprint.get("")
def page() -> str:
    """Every board, the tasks, and what can be asked."""
    found, t, language = _boards(), page_texts(), page_language()
    people = {learner.id: learner for learner in room().learners.people()}
    return render_template(
        "trainer_boards.html",
        boards=found,
        online=sum(one.is_online for one in found),
        spares=spares(found)[:SPARES_SHOWN],
        people=people,
        tasks=room().board_tasks.recent(),
        explain=t.explain,
        programs=list(DEMOS),
        is_here=is_this_computer(request),
        networks=[network.ssid for network in room().wifi.networks],
        sign_of=lambda board: program_sign(dict(board.info), board.error_line, t),
        is_outdated=lambda board: kit_updates.is_outdated(board.info),
        latest_of=lambda board: latest_words(board, t),
        step_words=step_words(t),
        signal_words=lambda dbm: signal_words(dbm, t),
        age_of=lambda t_ms: age_words(now_ms() - t_ms, t),
        in_words=lambda count: number(count, 0, language),
    )


@blueprint.post("/<any(identify, stop, start, update):order>")
def give_order(order: str) -> Response:
    """Ask the chosen boards to blink, to end their programs, to run them again, or to take this computer's kit."""
    orders: dict[str, Callable[[Any, Sequence[str]], object]] = {
        "identify": board_commands.identify,
        "stop": board_commands.stop,
        "start": board_commands.start,
        "update": board_commands.update,
    }
    orders[order](room(), _chosen())
    return back_to(HERE)


@blueprint.post("/rescue")
def rescue() -> Response:
    """Restart the chosen boards without their programs."""
    board_commands.rescue(room(), _chosen(), may_use_usb=is_this_computer(request))
    return back_to(HERE)


@blueprint.post("/send")
def send() -> Response:
    """Send a program to the chosen boards: a file of this computer, or one of the kit."""
    name, program = _program()
    board_commands.send(room(), _chosen(), program, {}, name)
    return back_to(HERE)


@blueprint.post("/rename")
def rename() -> Response:
    """Give a board another name."""
    board, new = _known(request.form.get("board", "")), request.form.get("new", "").strip()[:40]
    board_commands.rename(room(), board.name, new, may_use_usb=is_this_computer(request))
    return back_to(HERE)


@blueprint.post("/owner")
def give() -> Response:
    """Make a board a learner's, or (no learner) nobody's."""
    board, wanted = _known(request.form.get("board", "")), request.form.get("learner", "")
    if wanted:
        room().own_boards.give(board.name, _learner(wanted).id)
    elif board.owner is not None:
        room().own_boards.release(board.owner)
    return back_to(HERE)


@blueprint.post("/move")
def move() -> Response:
    """Give the owner of a board a spare, with what they were doing."""
    before, spare = _known(request.form.get("board", "")), _known(request.form.get("spare", ""))
    if not spare.is_spare or before.owner is None:
        raise NotASpare(board=spare.name)
    board_commands.move(room(), _learner(str(before.owner)), spare, before)
    return back_to(HERE)


@blueprint.post("/wifi")
def change_wifi() -> Response:
    """Tell every real board another Wi-Fi. At this computer only: a password travels."""
    refuse_elsewhere()
    ssid, password = request.form.get("ssid", ""), request.form.get("password", "")
    board_commands.tell_wifi(room(), ssid, "" if request.form.get("is_open") else password or None)
    return back_to(HERE)


@blueprint.post("/add")
def add_simulated() -> Response:
    """Start simulated boards."""
    wanted = request.form.get("number", "")
    if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= MOST_ADDED):
        raise RequestWrong
    for _ in range(int(wanted)):
        room().simulated.add()
    return back_to(HERE)


@blueprint.post("/remove")
def remove() -> Response:
    """Take a board out of the room: a simulated one ends, a real one's account does. What it measured stays."""
    board = _known(request.form.get("board", ""))
    _be_sure()
    if board.owner is not None:
        room().own_boards.release(board.owner)
    if not room().simulated.remove(board.name):
        _remove_account(board)
    return back_to(HERE)


@blueprint.post("/undo/<int:task>")
def undo(task: int) -> Response:
    """Take a task back."""
    back = room().board_tasks.take_undo(task)
    if back is not None:
        back()
    return back_to(HERE)


def _boards() -> list[BoardOverview]:
    live = room().hub.boards.topic.snapshot().value["boards"]
    refused = room().connections.refused_now()
    return overview(room().board_list.rows(), live, room().own_boards.owners(), refused, now_ms())


def _known(name: str) -> BoardOverview:
    found = {one.name: one for one in _boards()}
    if name not in found:
        raise BoardUnknown(board=name[:40], known=", ".join(found) or "-")
    return found[name]


def _chosen() -> list[str]:
    """Return the boards whose boxes are ticked; all that are in the room where "all" is. Raises NoBoardChosen."""
    found = _boards()
    wanted = set(request.form.getlist("board"))
    is_every = "every" in request.form
    chosen = [one.name for one in found if one.name in wanted or (is_every and one.is_online)]
    if not chosen:
        raise NoBoardChosen
    return chosen


def _program() -> tuple[str, str]:
    """Return a name and a program. Raises NoProgramChosen, FileNotText, and what a program may not be."""
    uploaded, example = request.files.get("file"), request.form.get("example", "")
    if uploaded is not None and uploaded.filename:
        content = uploaded.stream.read()
        try:
            return uploaded.filename[:60], checked_program(content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise FileNotText(file=uploaded.filename[:60]) from error
    if example not in DEMOS:
        raise NoProgramChosen
    return example, DEMOS[example].program_in(page_texts())


def _learner(number_text: str) -> Learner:
    is_number = number_text.isascii() and number_text.isdigit() and len(number_text) < 16
    found = room().learners.get(int(number_text)) if is_number else None
    if found is None:
        raise LearnerUnknown
    return found


def _be_sure() -> None:
    if request.form.get("sure") != SURE:
        raise RequestWrong


def _remove_account(board: BoardOverview) -> None:
    if board.listed.is_simulated:
        room().register.remove(board.name)
    else:
        room().board_list.retire(board.name)
