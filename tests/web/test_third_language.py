"""A third language needs words and no code: with every text of the catalogues replaced, no page shows one of ours."""

import gettext
import json
import re
import shutil
import subprocess
import sys
from contextlib import closing
from html.parser import HTMLParser

import pytest

from build_hook import catalogues
from iot_lab.course import load_exercise
from iot_lab.resources import built, resource
from iot_lab.store import Batch, Database, Reading, TelemetryStore
from iot_lab.store.site_keys import SiteKeys
from iot_lab.texts import Texts, texts
from iot_lab.web.centre.app import create_centre
from iot_lab.web.take_home.folder import _page
from iot_lab.workshop.code_words import WORDS
from tests.rigs.running_kit import wait_until

NO_PAGES = (
    "/api/",
    "/static/",
    "/live",
    "/health",
    "/metrics",
    "/session/results",
    "/session/archive",
    "/work/",
    "/ai/<project>/takes",
    "/ai/<project>/model",
    "/home",
)
"""Data, files to take away, the stream; the course at home has a test below."""
FOR_EXAMPLE = {
    "<board>": ["capteur-01"],
    "/workshop/of/<int:learner_id>/<name>": ["/workshop/of/1/serre"],
    "<int:learner_id>": ["1"],
    "/accounts/<name>": ["/accounts/cuisine", "/accounts/lecteur", "/accounts/maison"],
    "/workshop/programs/<name>": ["/workshop/programs/feu"],
    "/workshop/dashboards/<name>": ["/workshop/dashboards/serre"],
    "<project>": ["gestes"],
    "/exercises/<exercise>/checks/<number>": [],
    "/pi/v2/<path:asked>": [],
}
KEPT = re.compile(r"\{[^}]*\}|<[^>]*>|&\w+;|https?://\S*")
FROM_DATA = """
capteur atelier temperature humidity mesure secret Samira gestes lift wave cuisine lecteur maison
English Français Parquet Tasmota ESPHome Zigbee2MQTT Zigbee Shelly Home Assistant DATA
"""
"""What people, boards and the rig say: names, codes, movements, a refusal. Languages, makers, a kind of file, what stands on a pin."""
WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")


class Pseudo(gettext.NullTranslations):
    """A language whose letters are all Greek."""

    def __init__(self, real):
        super().__init__()
        self._real = real

    def gettext(self, message):
        return pseudo(self._real.gettext(message))

    def ngettext(self, one, many, number):
        return pseudo(self._real.ngettext(one, many, number))


def pseudo(text):
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [re.sub("[A-Za-zÀ-ÿœŒ]", "α", text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, re.sub("[A-Za-zÀ-ÿœŒ]", "α", text[end:])])


class Shown(HTMLParser):
    """The words that a person sees or hears, without those that are typed as they are (code)."""

    HIDDEN = ("script", "style", "code", "pre", "kbd", "textarea")

    def __init__(self):
        super().__init__()
        self.words, self._hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self._hidden += tag in self.HIDDEN
        said = dict(attributes)
        self.words += [said[name] for name in ("aria-label", "title", "alt", "placeholder") if said.get(name)]

    def handle_endtag(self, tag):
        self._hidden -= tag in self.HIDDEN

    def handle_data(self, data):
        if not self._hidden and data.strip():
            self.words.append(data.strip())


@pytest.fixture
def pseudo_texts(monkeypatch):
    made = Texts("en", Pseudo(texts("en")._catalogue))
    # Other tests keep theirs, and are given none of ours.
    monkeypatch.setattr("iot_lab.workshop.exercise_texts._made", {})
    for place in ("web.language", "web.take_home.folder", "workshop.exercise_texts", "grading.report_builder"):
        monkeypatch.setattr(f"iot_lab.{place}.texts", lambda _: made)


@pytest.fixture
def everybody(app, room, recorded):
    """A browser that is the trainer's and a learner's, in a room where each page has something to show."""
    recorded.post("/join", data={"nickname": "Samira", "code": room.class_settings.room_code})
    recorded.post("/workshop/programs", data={"name": "feu"})
    recorded.post("/workshop/dashboards", data={"name": "serre"})
    recorded.post("/exercises/blink", data={"program": "print(1)"})
    room.accounts.add_device("cuisine", "", 0)
    room.accounts.add_program("lecteur", "reader", "", False)
    room.accounts.add_program("maison", "home", "lampe", True)
    recorded.post("/ai/gestes/train", data={"model": "tree"})
    wait_until(lambda: room.trainings.latest("gestes").is_over)
    return recorded


def every_page(app, course):
    """The address of every page, the exercises' too; a rule with a name that has no example here is left as it is."""
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    found = sorted(rule for rule in rules if not rule.startswith(NO_PAGES))
    exercises = [exercise.id for unit in course.units("fr") for exercise in unit.exercises]
    for part, examples in {**FOR_EXAMPLE, "<exercise>": exercises}.items():
        found = [rule.replace(part, example) for rule in found for example in (examples if part in rule else [""])]
    return found


@pytest.mark.usefixtures("pseudo_texts")
def test_no_page_shows_a_text_that_is_in_no_catalogue(everybody, app, room):
    paths = every_page(app, room.course)
    assert [path for path in paths if "<" in path] == []
    codes = {room.class_settings.room_code, *WORDS["fr"]}
    assert left_in(everybody, [*paths, "/nowhere"], words_of_the_course(room) | codes) == {}


def words_of_the_course(room):
    """Names and data, and what stands in an exercise's own folder of texts: another language has one of its own."""
    said = [FROM_DATA]
    for language in ("fr", "en"):
        for unit in room.course.units(language):
            said += [unit.title, *(exercise.title for exercise in unit.exercises)]
            for exercise in unit.exercises:
                one = load_exercise(exercise.id)
                said += [level for hint in one.hints[language].values() for level in hint.levels]
                said += [one.statements[language], one.summaries[language], *one.parts[language], one.memo(language)]
    return set(WORD.findall(" ".join(said)))


def left_in(client, paths, known):
    """Return the words of pages that no catalogue gave, by page."""
    left = {}
    for path in paths:
        page = Shown()
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code in {200, 404}, path
        page.feed(answer.text)
        found = {word for text in page.words for word in WORD.findall(KEPT.sub(" ", text))} - known
        if found:
            left[path] = sorted(found)
    return left


@pytest.mark.usefixtures("pseudo_texts")
def test_no_page_at_home_does_either(room):
    page = Shown()
    page.feed(_page())
    said = {word for text in page.words for word in WORD.findall(KEPT.sub(" ", text))}
    assert said - words_of_the_course(room) - {"Mozilla", "Pyodide"} == set()


@pytest.mark.usefixtures("pseudo_texts")
def test_no_page_of_a_centre_does_either(tmp_path):
    with closing(Database.open(f"sqlite:///{tmp_path / 'centre.db'}")) as database:
        SiteKeys(database).make("atelier", 1_764_000_000_000)
        reading = Reading(1_764_000_000_000, 1, 21.5, False)
        TelemetryStore(database, "atelier").write(
            Batch(now_ms=reading.t_ms, readings={("capteur-01", "temperature"): [reading]})
        )
        client = create_centre(database, "the-link").test_client()
        client.get("/?key=the-link")
        series = "/rooms/atelier/capteur-01/temperature"
        assert client.get(series).status_code == 200
        paths = ("/", "/rooms/atelier", series, "/rooms/nowhere")
        assert left_in(client, paths, set(WORD.findall(FROM_DATA))) == {}


FURTHER = r"""
import json, sys
from pathlib import Path
from iot_lab import resources
made, exercises = Path(sys.argv[1]), Path(sys.argv[2])
ours = resources.built
resources.built = lambda name: made / name if (made / name).exists() else ours(name)
from iot_lab.course.course import load_exercise
from iot_lab.grading.judge import load_judge
from iot_lab.grading.sentences import say
from iot_lab.web.take_home.folder import _page
from iot_lab.workshop.code_words import WORDS
from iot_lab.texts import LANGUAGES, texts
from iot_lab.web import create_app
from tests.rigs.hand_fed_room import HandFedRoom
blink, button = (load_exercise(name, exercises) for name in ("blink", "button"))
with HandFedRoom(made / "data") as room:
    client = create_app(room).test_client()
    client.post("/language", data={"language": "eo"})
    page, english = client.get("/exercises"), client.get("/exercises", headers={"Accept-Language": "en"})
home = _page()
print(json.dumps({
    "languages": LANGUAGES, "title": blink.titles["eo"], "part": blink.parts["eo"][0], "starter": blink.starters["eo"],
    "hints": [blink.hints["eo"]["rhythm"].levels[0], set(blink.hints["eo"]) == set(blink.hints["en"])],
    "lacking": [button.titles["eo"] == button.titles["en"], button.statements["eo"] == button.statements["en"]],
    "check": [say(fr="oui", en="yes {number}", number=1.5)(texts("eo")), say(fr="non", en="no")(texts("eo"))],
    "titles": [texts("eo").form(one.titles) for one in load_judge(blink).checks[:2]],
    "home": ['lang="eo"><svg' in home, "<span>Esperanto</span>" in home, "Transiri al la enhavo" in home], "page": ['lang="eo"' in page.text, "Transiri al la enhavo" in page.text],
}))
"""


def test_further_language_is_files_alone(tmp_path):
    made, exercises, sources = tmp_path / "made", tmp_path / "exercises", tmp_path / "root" / "dashboard" / "catalogues"
    sources.mkdir(parents=True)
    words = {"site.language": "Esperanto", "site.skip": "Transiri al la enhavo"}
    words |= {"yes {number}": "jes {number}", "Pin 2 is an output": "Pinglo 2 estas eligo"}
    said = "".join(f'msgid "{key}"\nmsgstr "{text}"\n\n' for key, text in words.items())
    plural = "Plural-Forms: nplurals=2; plural=(n != 1);\\n"
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n{plural}"\n\n'
    (sources / "every.eo.po").write_text(header + said, encoding="utf-8")
    shutil.copytree(built("catalogues"), made / "catalogues")
    catalogues.make(tmp_path / "root", made / "catalogues")
    for name in ("blink", "button"):
        shutil.copytree(resource("exercises") / name, exercises / name)
    shutil.copy(resource("exercises") / "course.toml", exercises)
    own = exercises / "blink" / "eo"
    own.mkdir()
    (own / "texts.toml").write_text('title = "Kvin palpebrumoj"\n[parts]\nlight = "lumo"\n', encoding="utf-8")
    (own / "starter.py").write_text("# komencu\n", encoding="utf-8")
    (own / "hints.toml").write_text('[rhythm]\nwhere = "tie"\nwhy = "tial"\nhow = "tiel"\n', encoding="utf-8")
    command = [sys.executable, "-c", FURTHER, str(made), str(exercises)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=resource("exercises").parent)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "languages": ["fr", "en", "eo"],
        "title": "Kvin palpebrumoj",
        "part": "lumo",
        "starter": "# komencu\n",
        "hints": ["tie tial", True],
        "lacking": [True, True],
        "check": ["jes 1.5", "no"],
        "titles": ["Pinglo 2 estas eligo", "The LED lights up"],
        "home": [True, True, True],
        "page": [True, True],
    }
