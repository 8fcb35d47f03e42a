"""`iot-lab simulate`: a program on a simulated board, in a terminal. Exit 0 it ran, 1 it failed."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.board_view import BoardScreen
from iot_lab.cli.explained import diagnoses
from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.options import Seconds, files_option
from iot_lab.cli.program_file import gather
from iot_lab.cli.scenario_choice import choose_scenario
from iot_lab.cli.simulated_run import SimulatedRun, tell
from iot_lab.cli.typed_lines import say_typed_lines
from iot_lab.mqtt.address import BrokerAddress, BrokerUrlRefused
from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.board_library import library
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard, simulated_config
from iot_lab.simulator.live.wall import WallRun
from iot_lab.simulator.world.network import LAPTOP
from iot_lab.simulator.world.scenario import Typed
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Event

DRAWS_PER_S: Final = 5
LONGEST_S: Final = 7 * 24 * 3600
DEFAULT_BROKER_PORT: Final = 1883
FAILED: Final = frozenset({"exception", "memory", "fuel", "reset", "fault"})


@click.command(cls=TextCommand, help=key("cli.simulate.help"))
@click.argument("file", cls=TextArgument, type=click.Path(path_type=Path))
@files_option(key("cli.simulate.with"))
@click.option("--scenario", cls=TextOption, metavar="NAME", help=key("cli.simulate.scenario"))
@click.option("--type", "typed", cls=TextOption, metavar="TEXT", multiple=True, help=key("cli.simulate.type"))
@click.option("--virtual/--wall", "is_virtual", cls=TextOption, default=None, help=key("cli.simulate.virtual"))
@click.option("--seconds", cls=TextOption, type=Seconds(0.001, LONGEST_S), help=key("cli.simulate.seconds"))
@click.option("--seed", cls=TextOption, type=int, metavar="N", default=0, help=key("cli.simulate.seed"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.simulate.json"))
@click.option("--broker", cls=TextOption, metavar="HOST[:PORT]", help=key("cli.simulate.broker"))
@click.option("--room", cls=TextOption, default="atelier", show_default=True, help=key("cli.simulate.room"))
@click.option("--name", cls=TextOption, default="capteur-01", show_default=True, help=key("cli.simulate.name"))
@click.option("--secret", cls=TextOption, default="", help=key("cli.simulate.secret"))
@click.option(
    "--exercises",
    cls=TextOption,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=key("cli.grade.exercises"),
)
@language_option
def simulate(
    file: Path,
    more: tuple[Path, ...],
    scenario: str | None,
    typed: tuple[str, ...],
    is_virtual: bool | None,
    seconds: float | None,
    seed: int,
    is_json: bool,
    broker: str | None,
    room: str,
    name: str,
    secret: str,
    exercises: Path | None,
) -> None:
    """Run one file, and exit with how it went."""
    if broker is not None and is_virtual:
        t = current_texts()
        raise click.UsageError(t("cli.simulate.broker-is-wall"))
    program, beside = gather(file, more)
    around = choose_scenario(scenario, seconds, seed, exercises)
    around = replace(around, typed=(*around.typed, *(Typed(0, f"{line}\n") for line in typed)))
    around = replace(around, files=(*around.files, *beside.items()))
    identity = BoardIdentity(room, name, secret)
    if broker is not None:
        run = _on_a_broker(program, around, seed, identity, _address(broker), seconds, is_json=is_json)
    elif is_virtual is False:
        run = _in_wall_time(program, around, seed, identity, seconds, is_json=is_json)
    else:
        run = _in_virtual_time(program, around, seed, identity)
    tell(run, is_json=is_json, has_timeline=broker is None and is_virtual is not False)
    sys.exit(int(run.end in FAILED))


def _in_virtual_time(program: str, around: Scenario, seed: int, identity: BoardIdentity) -> SimulatedRun:
    outcome = run_virtual(program, around, seed=seed, files=_files(around, identity))
    explained = diagnoses(program, outcome.error, outcome.events, outcome.caught)
    return SimulatedRun(
        outcome.end, outcome.error, outcome.fault, outcome.virtual_us, outcome.fuel, outcome.events, explained
    )


def _in_wall_time(
    program: str, around: Scenario, seed: int, identity: BoardIdentity, seconds: float | None, *, is_json: bool
) -> SimulatedRun:
    events: list[Event] = []
    screen = BoardScreen(is_json=is_json)
    run = WallRun(
        program,
        around if seconds is not None else _endless(around),
        seed=seed,
        files=_files(around, identity),
        watch=lambda event: screen.take(event, events),
    )
    run.start()
    say_typed_lines(run.say)
    try:
        with screen:
            while not run.wait(1 / DRAWS_PER_S):
                screen.draw(run)
            screen.draw(run)
    except KeyboardInterrupt:
        run.stop()
    explained = diagnoses(program, run.error, events, ())
    return SimulatedRun(run.end or "stopped", run.error, run.fault, run.now_us, run.fuel, events, explained)


def _on_a_broker(
    program: str,
    around: Scenario,
    seed: int,
    identity: BoardIdentity,
    address: BrokerAddress,
    seconds: float | None,
    *,
    is_json: bool,
) -> SimulatedRun:
    events: list[Event] = []
    screen = BoardScreen(is_json=is_json)
    files = {**library(), **dict(around.files)}
    board = LiveBoard(
        identity, address, program, around, files=files, seed=seed, watch=lambda one: screen.take(one, events)
    )
    begin_s = time.monotonic()
    board.start()
    for line in around.typed:
        board.say(line.text)
    say_typed_lines(board.say)
    try:
        with screen:
            while seconds is None or time.monotonic() - begin_s < seconds:
                screen.draw(board)
                time.sleep(1 / DRAWS_PER_S)
    except KeyboardInterrupt:
        pass
    now_us = board.now_us
    end = "exception" if board.error else "fault" if board.fault else "stopped"
    board.stop()
    return SimulatedRun(end, board.error, board.fault, now_us, 0, events, diagnoses(program, board.error, events, ()))


def _files(around: Scenario, identity: BoardIdentity) -> dict[str, bytes]:
    """Return what a provisioned board has on its flash: the library `lab` and its settings."""
    return {**library(), "config.json": simulated_config(identity, (LAPTOP, DEFAULT_BROKER_PORT), around.wifi)}


def _endless(around: Scenario) -> Scenario:
    return replace(around, duration_s=LONGEST_S)


def _address(text: str) -> BrokerAddress:
    try:
        return BrokerAddress.parse(text if "://" in text else f"mqtt://{text}")
    except BrokerUrlRefused as refused:
        raise click.BadParameter(text, param_hint="--broker") from refused
