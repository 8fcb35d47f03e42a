"""French to the end: one word for the trainer, the imperative, no English of click's or of the system's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from iot_lab.cli.language import choose_language
from iot_lab.cli.main import VERBS, iot_lab
from iot_lab.errors import LabError
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.resources import resource
from iot_lab.room import Register
from iot_lab.texts import LANGUAGES, texts
from iot_lab.web.pages.format import series_label
from iot_lab.workshop.simulated import SimulatedBoards
from tests.test_catalogues import catalogue, forms

OTHER_WORDS = re.compile(
    r"formateur|formatrice|enseignant|professeur|(?:préven\w+|de|par|à) l’animation\b", re.IGNORECASE
)
INFINITIVE = re.compile(r"^[A-ZÉ][a-zéèêç]+(?:er|ir|re|oir)\b")
ENGLISH = re.compile(r"Show the version|INTEGER|RANGE|FLOAT|<=x|x>=|\bdefault\b|No such file|Is a directory")
SHARED = ("temperature", "humidity", "pressure", "light", "distance", "motion")


@pytest.fixture(autouse=True)
def french():
    yield
    choose_language(["--lang", "fr"])


def in_french(*words):
    choose_language(["--lang", "fr"])
    done = CliRunner().invoke(iot_lab, [*words, "--lang", "fr"], prog_name="iot-lab")
    return done.output if not isinstance(done.exception, LabError) else str(texts("fr").explain(done.exception))


def test_trainer_has_one_name():
    said = [(key, form) for key, message in catalogue("fr").items() for form in forms(message)]
    said += [(str(path), path.read_text(encoding="utf-8")) for path in Path(resource("exercises")).rglob("*.fr.*")]
    assert [(key, OTHER_WORDS.findall(text)) for key, text in said if OTHER_WORDS.search(text)] == []


def test_what_to_do_next_is_said_in_the_imperative():
    told = {
        key: message for key, message in catalogue("fr").items() if key.startswith("error.") and key.endswith(".next")
    }
    assert [key for key, message in told.items() if any(INFINITIVE.match(form) for form in forms(message))] == []


@pytest.mark.parametrize("words", [[], *([verb] for verb in VERBS)])
def test_help_holds_no_english_of_clicks(words):
    assert ENGLISH.findall(in_french(*words, "--help")) == []


@pytest.mark.parametrize(
    "words", [["up", "--port", "99999"], ["up", "--port", "x"], ["grade", "blink", "/nowhere/x.py"]]
)
def test_refusals_hold_no_english_of_clicks_or_of_the_systems(words):
    assert ENGLISH.findall(in_french(*words)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_system_refusal_is_said_in_the_rooms_language(language):
    from iot_lab.cli.program_file import ProgramUnreadable

    said = texts(language).explain(ProgramUnreadable(file="x", problem=FileNotFoundError(2, "No such file")))
    assert {"fr": "n’existe pas", "en": "there is no such file"}[language] in said.seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quantity", SHARED)
def test_series_and_what_turns_it_have_one_name(language, quantity):
    t = texts(language)
    assert t(f"series.{quantity}") == t(f"knob.{quantity}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("axis", "xyz")
def test_axis_of_the_acceleration_and_its_knob_have_one_name(language, axis):
    t = texts(language)
    assert series_label(t, f"acceleration.{axis}") == t(f"knob.acceleration-{axis}")


@pytest.mark.parametrize(("language", "name"), [("fr", "capteur-01"), ("en", "sensor-01")])
def test_simulated_boards_are_named_in_the_rooms_language(tmp_path, language, name):
    register = Register.open(tmp_path, None)
    SimulatedBoards(register, BrokerAddress("127.0.0.1", 9), 1, language)
    assert [account.name for account in register.accounts("simulated")] == [name]


def test_boards_keep_their_names_when_the_language_changes(tmp_path):
    register = Register.open(tmp_path, None)
    SimulatedBoards(register, BrokerAddress("127.0.0.1", 9), 2, "fr")
    SimulatedBoards(register, BrokerAddress("127.0.0.1", 9), 3, "en")
    assert [account.name for account in register.accounts("simulated")] == ["capteur-01", "capteur-02", "sensor-03"]


def test_thousands_stand_apart_as_their_reader_writes_them():
    assert [texts(language).whole(1234567) for language in ("fr", "en")] == ["1\u202f234\u202f567", "1,234,567"]


def test_decimals_are_written_as_their_reader_does():
    assert [texts(language).decimal(1234.56, 1) for language in ("fr", "en")] == ["1234,6", "1234.6"]
