"""`iot-lab learn`: files in, words and files out; numpy only where something is learnt."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from iot_lab.cli.language import choose_language
from iot_lab.cli.main import iot_lab
from iot_lab.errors import LabError
from iot_lab.learning.files import write_csv
from iot_lab.texts import LANGUAGES, texts
from tests.rigs.recordings import takes_of


@pytest.fixture(autouse=True)
def language():
    yield
    choose_language(["--lang", "fr"])


def run(*words, lang="en"):
    choose_language(["--lang", lang])
    return CliRunner().invoke(iot_lab, ["learn", *map(str, words), "--lang", lang], prog_name="iot-lab")


@pytest.fixture
def recordings(tmp_path):
    path = tmp_path / "gestes.csv"
    path.write_bytes(write_csv(takes_of(people=4, takes=2)))
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_csv_becomes_a_program_a_json_and_a_report(lang, recordings, tmp_path):
    program, numbers, report = (tmp_path / name for name in ("model.py", "model.json", "report.html"))
    done = run(
        "train", recordings, "--model", "tree", "--group", "person", "--window", 1.6, "--knob", "depth=3",
        "--export", program, "--json", numbers, "--report", report, lang=lang,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    compile(program.read_text("utf-8"), "model.py", "exec")
    assert json.loads(numbers.read_text("utf-8"))["knobs"]["depth"] == 3
    page = report.read_text("utf-8")
    assert f'<html lang="{lang}">' in page
    assert "http" not in page
    assert texts(lang)("learning.report.how") in page


def test_the_report_of_one_person_tells_no_share_of_right_answers(tmp_path):
    alone, report = tmp_path / "alone.csv", tmp_path / "report.html"
    alone.write_bytes(write_csv(takes_of(people=1, takes=4)))
    assert run("train", alone, "--window", 1.6, "--report", report).exit_code == 0
    page = report.read_text("utf-8")
    section = page[page.index("<section>") : page.index("</section>")]
    assert "%" not in section
    assert texts("en")("learning.report.confusion.takes") in page


def test_recordings_go_to_json_and_back(recordings, tmp_path):
    folder, back = tmp_path / "json", tmp_path / "back.csv"
    assert run("convert", recordings, "--to", folder).exit_code == 0
    assert run("convert", *sorted(folder.glob("*.json")), "--to", back).exit_code == 0
    assert sorted(back.read_text().splitlines()) == sorted(recordings.read_text().splitlines())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["train", "absent.csv"], "recording-not-read"),
        (["train", "{file}", "--knob", "depth=99"], "model-knob-unknown"),
        (["train", "{file}", "--window", "300"], "window-wrong"),
        (["train", "{file}", "--model", "line"], "labels-not-numbers"),
        (["train", "{file}", "--export", "no/where/model.py"], "file-not-written"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(words, code, recordings):
    done = run(*(word.format(file=recordings) for word in words))
    assert isinstance(done.exception, LabError)
    assert done.exception.code == code


def test_a_large_file_is_refused_unread_with_its_own_size(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    done = run("train", large)
    assert (done.exception.code, done.exception.details["size_mb"]) == ("recording-too-large", "200")


def test_numpy_is_imported_only_by_those_who_learn():
    program = (
        "import sys, iot_lab.cli.main, iot_lab.cli.learn, iot_lab.cli.up, iot_lab.app.served_room, iot_lab.web.app\n"
        "import iot_lab.learning.takes, iot_lab.learning.knobs, iot_lab.learning.errors, iot_lab.learning.job\n"
        "sys.exit('numpy' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=120).returncode == 0
