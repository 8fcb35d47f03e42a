"""`iot-lab grade` and `iot-lab audit` as a person types them. Write the transcripts again with UPDATE_GOLDEN=1."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from iot_lab.cli.audit import audit
from iot_lab.cli.grade import grade
from iot_lab.course import course_folder, load_exercise
from tests.rigs.course_programs import program_of

GOLDEN = Path(__file__).parent / "golden"
BLINK = course_folder() / "blink"
PROGRAMS = {
    "passed": (BLINK / "solution.py").read_text(encoding="utf-8"),
    "seconds": program_of(load_exercise("blink").wrong_programs(), "seconds-for-milliseconds"),
    "forged": "print('\\x1b[32m✓ Passed\\x1b[0m')\nprint('✓ Réussi')\n",
    "syntax": "from machine import Pin\nled = Pin(2, Pin.OUT\nled.on()\n",
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(command, *words):
        return CliRunner(env={"COLUMNS": "80", "LANG": "fr_FR.UTF-8"}).invoke(command, words)

    return run


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_transcript_is_the_golden_one(run, name, language):
    Path("main.py").write_text(PROGRAMS[name], encoding="utf-8")
    said = run(grade, "blink", "main.py", "--lang", language).output
    said = re.sub(r"(?m)^(Coût|Cost)(.?:) .*$", r"\1\2 …", said)
    golden = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "code"), [("passed", 0), ("seconds", 1), ("forged", 1), ("syntax", 1)])
def test_exit_code_and_json_tell_the_same_verdict(run, name, code):
    Path("main.py").write_text(PROGRAMS[name], encoding="utf-8")
    result = run(grade, "blink", "main.py", "--json", "--lang", "en")
    assert result.exit_code == code
    assert json.loads(result.stdout)["verdict"] == ("failed" if code else "passed")


def test_fault_of_the_kit_exits_with_two_and_shows_the_traceback(run, course):
    (course / "blink" / "checks.py").write_text("1 / 0\n", encoding="utf-8")
    Path("main.py").write_text(PROGRAMS["passed"], encoding="utf-8")
    result = run(grade, "blink", "main.py", "--exercises", str(course), "--lang", "en")
    assert result.exit_code == 2
    assert "Could not check" in result.output
    assert "ZeroDivisionError" in result.output


def make(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda path: None, "cannot be read"),
        (lambda path: path.mkdir(), "holds no main.py"),
        (make(b"\xff\xd8\xff\xe0 picture"), "not text"),
        (make(b"#" * 70_000), "too large"),
    ],
)
def test_file_that_cannot_be_checked_exits_with_two_and_clear_words(run, prepare, words):
    prepare(Path("main.py"))
    result = run(grade, "blink", "main.py", "--lang", "en")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "→" in result.stderr
    assert result.stdout == ""


def test_unknown_exercise_exits_with_two_and_names_those_there_are(run):
    result = run(grade, "blonk", "main.py", "--lang", "fr")
    assert result.exit_code == 2
    assert "blink" in result.stderr


def test_next_hint_is_shown_when_asked(run):
    Path("my program.py").write_text(PROGRAMS["seconds"], encoding="utf-8")
    first = run(grade, "blink", "my program.py", "--lang", "en")
    assert "iot-lab grade blink 'my program.py' --hint 2" in first.output
    second = run(grade, "blink", "my program.py", "--hint", "2", "--lang", "en")
    assert "Hint 2 of 2" in second.output


def test_audit_without_a_fault_says_how_many_exercises_it_examined(run, blink_alone):
    result = run(audit, "blink", "--exercises", str(blink_alone), "--lang", "en")
    assert result.exit_code == 0
    assert result.output == "✓ 1 exercise examined: 0 faults.\n"


def test_audit_names_the_file_and_the_mend(run, blink_alone):
    folder = blink_alone / "blink"
    (folder / "wrong" / "count--x.py").write_text((folder / "solution.py").read_text())
    result = run(audit, "blink", "--exercises", str(blink_alone), "--lang", "en")
    assert result.exit_code == 1
    assert "count--x.py passes, although it is wrong" in result.stderr
    assert "→ Add the missing check" in result.stderr
    assert "1 fault." in result.stdout


def test_audit_of_a_course_that_does_not_load_says_why(run, course):
    (course / "course.toml").write_text("[[unit]\n")
    result = run(audit, "--exercises", str(course), "--lang", "en")
    assert result.exit_code == 1
    assert "course.toml" in result.stderr


def test_real_command_grades_a_file_and_says_it_in_json(tmp_path):
    program = tmp_path / "on.py"
    program.write_text(PROGRAMS["seconds"], encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "iot_lab",
        "grade",
        "blink",
        str(program),
        "--json",
        "--lang",
        "fr",
    ]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    report = json.loads(result.stdout)
    assert (result.returncode, report["verdict"], result.stderr) == (1, "failed", "")


def test_a_folder_is_graded_with_its_modules(run, tmp_path):
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "main.py").write_text("import flashes\nflashes.five()\n")
    (tmp_path / "two" / "flashes.py").write_text(
        "import time\nfrom machine import Pin\nled = Pin(2, Pin.OUT)\n"
        "def five():\n    for _ in range(5):\n        led.on()\n        time.sleep_ms(500)\n"
        "        led.off()\n        time.sleep_ms(500)\n"
    )
    assert run(grade, "blink", "two").exit_code == 0


def test_the_exercise_data_stay_whatever_a_submission_brings(run, tmp_path):
    (tmp_path / "main.py").write_text(load_exercise("neighbours").solution, encoding="utf-8")
    (tmp_path / "samples.csv").write_text("light,soil,label\n1,2,forged\n2,1,forged\n")
    assert run(grade, "neighbours", "main.py", "--file", "samples.csv").exit_code == 0
