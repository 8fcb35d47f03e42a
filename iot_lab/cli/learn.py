"""`iot-lab learn`: train a model of recordings, and turn recordings from one format into another."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.options import Seconds
from iot_lab.cli.say import say
from iot_lab.cli.written_file import write_file, writing_into
from iot_lab.errors import LabError
from iot_lab.learning.knobs import LINE, NAMES
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.learning.evaluation import Evaluation
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.fit import BoardFit
    from iot_lab.learning.job import LearningJob
    from iot_lab.learning.recogniser import Recogniser
    from iot_lab.learning.takes import Take

OPTIONAL: Final = ("slope", "frequency")


class RecordingNotRead(LabError):
    """The file cannot be read. Details: file, reason."""

    code = "recording-not-read"


class ModelKnobUnknown(LabError):
    """A knob that the model does not have, or a value that is none of its choices. Details: knob, choices."""

    code = "model-knob-unknown"


@click.group(cls=TextGroup, help=key("cli.learn.help"))
@language_option
def learn() -> None:
    """Run the command below."""


def _path_option(name: str, parameter: str, words: str) -> Callable[[Any], Any]:
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option(name, parameter, cls=TextOption, type=path, metavar="FILE", help=words)


def _rate_option(command: Any) -> Any:
    return click.option(
        "--hz", cls=TextOption, type=Seconds(0.001, 2000), default=50.0, metavar="N", help=key("cli.learn.hz")
    )(command)


@learn.command("train", cls=TextCommand, help=key("cli.learn.train"))
@click.argument("files", cls=TextArgument, metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", "kind", cls=TextOption, type=click.Choice(NAMES), default="tree", help=key("cli.learn.model"))
@click.option("--knob", "knobs", cls=TextOption, metavar="NAME=N", multiple=True, help=key("cli.learn.knob"))
@click.option(
    "--group",
    cls=TextOption,
    type=click.Choice(["person", "day", "take"]),
    default="person",
    help=key("cli.learn.group"),
)
@click.option(
    "--window", "window_s", cls=TextOption, type=Seconds(0.01, 600), metavar="S", help=key("cli.learn.window")
)
@click.option("--step", "step_s", cls=TextOption, type=Seconds(0.001, 600), metavar="S", help=key("cli.learn.step"))
@click.option("--more", cls=TextOption, type=click.Choice(OPTIONAL), multiple=True, help=key("cli.learn.more"))
@_rate_option
@_path_option("--export", "export", key("cli.learn.export"))
@_path_option("--json", "numbers", key("cli.learn.json"))
@_path_option("--report", "report", key("cli.learn.report"))
@language_option
def train(
    files: tuple[Path, ...], kind: str, knobs: tuple[str, ...], group: str, window_s: float | None,
    step_s: float | None, more: tuple[str, ...], hz: float,
    export: Path | None, numbers: Path | None, report: Path | None,
) -> None:  # fmt: skip
    """Learn, say how well, and write what was asked for."""
    from iot_lab.learning.sentences import data_sentences

    examples = _examples(files, hz, window_s, step_s, more)
    for line in data_sentences(current_texts(), examples):
        say(line)
    if kind == LINE:
        _train_line(examples, group, export, numbers)
        return
    _train_recogniser(examples, kind, _knobs(kind, knobs), group, export, numbers, report)


def _examples(
    files: tuple[Path, ...], hz: float, window_s: float | None, step_s: float | None, more: tuple[str, ...]
) -> Examples:
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.features import DEFAULT_FEATURES
    from iot_lab.learning.gathering import gather_recordings
    from iot_lab.learning.windows import examples_of, plan_for

    found = gather_recordings([(path.name, _read(path)) for path in files], hz)
    if isinstance(found, Examples):
        return found
    return examples_of(found, plan_for(found, window_s, step_s, (*DEFAULT_FEATURES, *more)))


def _read(path: Path) -> bytes:
    from iot_lab.learning.csv_text import MOST_BYTES, refuse_large

    try:
        refuse_large(path.stat().st_size, MOST_BYTES)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RecordingNotRead(file=str(path), reason=error) from error


def _knobs(kind: str, words: tuple[str, ...]) -> dict[str, int]:
    """Return the knobs of `NAME=N`. Raises ModelKnobUnknown."""
    from iot_lab.learning.knobs import kind_of

    known = {knob.name: knob.choices for knob in kind_of(kind).knobs}
    shown = "; ".join(f"{name}={'|'.join(map(str, choices))}" for name, choices in known.items()) or "–"
    found = {}
    for word in words:
        name, _, value = word.partition("=")
        if name not in known or value not in map(str, known[name]):
            raise ModelKnobUnknown(knob=word[:40], choices=shown)
        found[name] = int(value)
    return found


def _train_recogniser(
    examples: Examples, kind: str, knobs: dict[str, int], group: str,
    export: Path | None, numbers: Path | None, report: Path | None,
) -> None:  # fmt: skip
    from iot_lab.learning.evaluate import evaluate
    from iot_lab.learning.export.program import program_of
    from iot_lab.learning.fit import fit_of
    from iot_lab.learning.sentences import fit_sentences
    from iot_lab.learning.train import train as learnt_from

    t = current_texts()
    with _progress() as job:
        evaluation = evaluate(kind, examples, knobs, group, job.part(0, 0.9))
        recogniser = learnt_from(kind, examples, knobs, group, job.part(0.9, 0.1))
    _say_evaluation(evaluation)
    recogniser = _described(recogniser, examples, evaluation)
    fit = fit_of(recogniser, examples)
    for line in fit_sentences(t, fit):
        say(line)
    if numbers:
        _write(numbers, json.dumps(recogniser.as_json(), ensure_ascii=False, indent=1))
    if report:
        _write(report, _report(recogniser, examples, evaluation, fit))
    if export:
        _refuse(kind, fit)
        _write(export, program_of(recogniser))


def _train_line(examples: Examples, group: str, export: Path | None, numbers: Path | None) -> None:
    from iot_lab.learning.evaluate import evaluate_regression
    from iot_lab.learning.export.program import regression_program_of
    from iot_lab.learning.sentences import line_sentence
    from iot_lab.learning.train import train_regression

    regression = train_regression(examples)
    say(line_sentence(current_texts(), evaluate_regression(examples, group)))
    if numbers:
        _write(numbers, json.dumps(regression.as_json(), ensure_ascii=False, indent=1))
    if export:
        _write(export, regression_program_of(regression))


@contextmanager
def _progress() -> Iterator[LearningJob]:
    """Show how far it is, on a terminal alone."""
    from iot_lab.learning.job import LearningJob

    if not sys.stderr.isatty():
        yield LearningJob()
        return

    from rich.progress import BarColumn, Progress, TaskProgressColumn

    from iot_lab.cli.shown import CleanConsole

    with Progress(BarColumn(), TaskProgressColumn(), console=CleanConsole(is_error=True), transient=True) as drawn:
        task = drawn.add_task("", total=1.0)
        yield LearningJob(lambda share: drawn.update(task, completed=share))


def _say_evaluation(evaluation: Evaluation) -> None:
    from iot_lab.learning.sentences import hidden_sentence, misleading_sentences, price_sentence, score_sentence

    t = current_texts()
    say(score_sentence(t, evaluation))
    for line in misleading_sentences(t, evaluation):
        say(line)
    for hidden in evaluation.hidden:
        say(hidden_sentence(t, hidden))
    say(price_sentence(t, evaluation))


def _described(recogniser: Recogniser, examples: Examples, evaluation: Evaluation) -> Recogniser:
    """Return the recogniser with what its files tell of it."""
    from dataclasses import replace

    from iot_lab.learning.sentences import data_sentences, score_sentence

    t = current_texts()
    about = {"data": " ".join(data_sentences(t, examples)), "score": score_sentence(t, evaluation)}
    return replace(recogniser, about=about)


def _report(recogniser: Recogniser, examples: Examples, evaluation: Evaluation, fit: BoardFit) -> str:
    from iot_lab.learning.card import card_of
    from iot_lab.learning.report import report_of

    return report_of(card_of(recogniser, examples, evaluation, fit), recogniser, examples, current_texts())


def _refuse(kind: str, fit: BoardFit) -> None:
    """Raise ModelUnfit where the model does not fit a board."""
    from iot_lab.learning.errors import ModelUnfit
    from iot_lab.learning.fit import MOST_ANSWER_MS, MOST_FILE_BYTES, MOST_MEMORY_BYTES, MOST_SHARE
    from iot_lab.learning.sentences import proposal_sentence, refusal_words

    if fit.fits:
        return
    t = current_texts()

    def kilobytes(size: int) -> str:
        return t(key("ai.kilobytes"), size=f"{size / 1024:.0f}")

    seen, most = {
        "file": (kilobytes(fit.file_bytes), kilobytes(MOST_FILE_BYTES)),
        "memory": (kilobytes(fit.memory_bytes), kilobytes(MOST_MEMORY_BYTES)),
        "time": (
            f"{fit.answer_ms:.0f} ms, {100 * fit.processor_share:.0f} %",
            f"{MOST_ANSWER_MS:.0f} ms, {100 * MOST_SHARE:.0f} %",
        ),
        "answers": (str(fit.differing), "0"),
    }[fit.refusals[0]]
    raise ModelUnfit(
        what=refusal_words(t, fit.refusals[0]), seen=seen, most=most, proposal=proposal_sentence(t, kind, fit)
    )


def _write(path: Path, text: str) -> None:
    write_file(path, text.encode())
    say(current_texts()(key("cli.learn.written"), file=str(path)))


@learn.command("convert", cls=TextCommand, help=key("cli.learn.convert"))
@click.argument("files", cls=TextArgument, metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    cls=TextOption,
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=key("cli.learn.to"),
)
@click.option("--plain", "is_plain", cls=TextOption, is_flag=True, help=key("cli.learn.plain"))
@_rate_option
@language_option
def convert(files: tuple[Path, ...], target: Path, is_plain: bool, hz: float) -> None:
    """Write all takes as one CSV file, or as a folder of JSON files."""
    from iot_lab.learning.edge_impulse import write_edge_impulse
    from iot_lab.learning.files import write_csv

    takes = _takes(files, hz)
    if target.suffix.lower() == ".csv":
        write_file(target, write_csv(takes, is_plain=is_plain))
    else:
        with writing_into(target):
            for name, content in map(write_edge_impulse, takes):
                write_file(target / name, content)
    say(current_texts()(key("cli.learn.converted"), takes=len(takes), file=str(target)))


def _takes(files: tuple[Path, ...], hz: float) -> list[Take]:
    """Return the takes of files, all of the same axes. Raises the errors of recordings."""
    from iot_lab.learning.errors import RecordingColumns, TakesUnequal
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.gathering import gather_recordings

    found = gather_recordings([(path.name, _read(path)) for path in files], hz)
    if isinstance(found, Examples):
        raise RecordingColumns(column="take")
    for take in found:
        if list(take.axes) != list(found[0].axes):
            raise TakesUnequal(take=take.id, other=found[0].id)
    return found
