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
from iot_lab.resources import built, resource
from iot_lab.store import Batch, Database, Reading, TelemetryStore
from iot_lab.store.site_keys import SiteKeys
from iot_lab.texts import Texts, texts
from iot_lab.web.centre.app import create_centre
from tests.rigs.hand_fed_room import HandFedRoom

PAGES = (
    "/",
    "/boards/capteur-01",
    "/join",
    "/group",
    "/wall",
    "/session",
    "/trainer",
    "/accounts",
    "/flash",
    "/nowhere",
)
KEPT = re.compile(r"\{[^}]*\}|<[^>]*>|&\w+;|https?://\S*")
FROM_DATA = "capteur atelier temperature humidity mesure secret English Français Parquet"
"""Names of boards, rooms and series, what a board printed, a refusal that the rig makes up, languages, a kind of file."""
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
    monkeypatch.setattr("iot_lab.web.language.texts", lambda _: made)


@pytest.mark.usefixtures("pseudo_texts")
def test_no_page_shows_a_text_that_is_in_no_catalogue(client, room):
    assert isinstance(room, HandFedRoom)
    client.get(f"/join?key={room.register.trainer_key}")
    said = [FROM_DATA, room.class_settings.room_code]
    said += [exercise.title for unit in room.course.units("fr") for exercise in unit.exercises]
    said += [unit.title for unit in room.course.units("fr")]
    known = set(WORD.findall(" ".join(said)))
    assert left_in(client, PAGES, known) == {}


def left_in(client, paths, known):
    """Return the words of pages that no catalogue gave, by page."""
    left = {}
    for path in paths:
        page = Shown()
        answer = client.get(path)
        assert answer.status_code in {200, 404}, path
        page.feed(answer.text)
        found = {word for text in page.words for word in WORD.findall(KEPT.sub(" ", text))} - known
        if found:
            left[path] = sorted(found)
    return left


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
from iot_lab.texts import LANGUAGES, texts
from iot_lab.web import create_app
from tests.rigs.hand_fed_room import HandFedRoom
blink, button = (load_exercise(name, exercises) for name in ("blink", "button"))
with HandFedRoom(made / "data") as room:
    client = create_app(room).test_client()
    client.post("/language", data={"language": "eo"})
    page, english = client.get("/exercises"), client.get("/exercises", headers={"Accept-Language": "en"})
home = _page({}, "worker.js")
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
