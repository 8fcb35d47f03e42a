"""axe-core finds nothing on any page, exercise or state, in both languages, light and dark; nothing is wider than a phone.

What is visited is made from the application's routes and from the course: a new page or exercise is visited, or a test
fails. In the dark only what changes with the colours is looked at again.
"""

from __future__ import annotations

import re
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from iot_lab.course import load_course, load_exercise
from iot_lab.web import create_app
from tests.browser.conftest import come_in
from tests.rigs.axe_core import axe_script
from tests.rigs.hand_fed_room import HandFedRoom

NO_PAGES = (
    "/api/", "/static/", "/live", "/health", "/metrics", "/session/results", "/session/archive", "/work/",
    "/ai/<project>/takes", "/ai/<project>/model", "/ai/<project>/train/progress",
)  # fmt: skip
"""Data, files to take away, the stream."""
VISITED_ELSEWHERE = {
    "/workshop/programs/<name>": "a learner's, below",
    "/workshop/dashboards/<name>": "a learner's, below",
    "/workshop/of/<int:learner_id>/<name>": "as the one before, which can be changed",
    "/flash/labels": "a sheet to print, tests/flash",
    "/exercises/<exercise>/solution": "one listing, visited of blink below",
    "/home": "leads to the next",
    "/home/": "the course at home, tests/browser/test_take_home.py",
    "/home/<path:name>": "its files",
    "/exercises/<exercise>/checks/<number>": "the exercise's own page, while a verdict is awaited without scripts",
}
UNKNOWN = "/rien"
LIVE = ("/", "/boards/capteur-01")
LANGUAGES = ("fr-FR", "en-GB")
OLD_SCREEN = {"width": 1366, "height": 768}
IN_VIEW = """() => {
  const inside = (selector) => [...document.querySelectorAll(selector)].every((one) => {
    const box = one.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  });
  const bottom = (selector) => document.querySelector(selector).getBoundingClientRect().bottom;
  const first = inside('.bench-bar') && inside('.verdict-head h2') && inside('.drawn-head, .drawn-picture svg')
    && inside('.goal h2');
  const whole = bottom('.goal') <= bottom('#panel-statement');
  return [first, whole, document.documentElement.scrollHeight <= innerHeight];
}"""
RUN = """async ([rules, leaving]) =>
  (await axe.run({ exclude: leaving.map((one) => [one]) }, { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })).violations.flatMap(
    (one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))"""
STILL = ("#panel-statement", "header.site", ".drawn-picture")
"""What a verdict changes nothing of."""
EXERCISES = load_course().exercise_ids


def routes(folder):
    with HandFedRoom(folder) as room:
        rules = list(create_app(room).url_map.iter_rules())
    found = {rule.rule for rule in rules if "GET" in rule.methods and not rule.rule.startswith(NO_PAGES)}
    return sorted(found - set(VISITED_ELSEWHERE))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every page without an exercise, as an address."""
    found = [rule.replace("<board>", "capteur-01") for rule in routes(tmp_path_factory.mktemp("routes"))]
    found = [
        path.replace("<int:learner_id>", "1").replace("<name>", "cuisine").replace("<project>", "gestes")
        for path in found
        if "<exercise>" not in path
    ]
    return [*found, "/exercises/blink/solution", UNKNOWN]


@pytest.fixture(scope="module", autouse=True)
def somebody(chromium, kit):
    """The learner whose page a trainer visits, with a verdict and a raised hand."""
    with closing(chromium.new_context(locale="fr-FR", base_url=kit.url)) as context:
        page = context.new_page()
        come_in(page, kit, "Karim")
        page.goto("/exercises/blink")
        expect(page.locator("body")).to_have_attribute("data-editor", "ready")
        check(page)
        page.locator("#hand").click()
        expect(page.locator("#hand")).to_have_attribute("aria-pressed", "true")


@pytest.fixture(scope="module")
def axe():
    return axe_script()


@pytest.fixture(params=LANGUAGES)
def visitor(request, chromium, kit):
    """A page of the trainer's browser, in each language."""
    with closing(chromium.new_context(locale=request.param, base_url=kit.url, reduced_motion="reduce")) as context:
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(urlsplit(kit.trainer_link())._replace(scheme="", netloc="").geturl())
        yield page


def complaints(page, axe, *, leaving=()):
    """What axe says of the page as it stands, in the light, and of its colours in the dark, leaving what was looked at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour is caught on its way
    found = page.evaluate(RUN, [None, leaving])
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + page.evaluate(RUN, [["color-contrast"], leaving])


def settle(page, path):
    page.goto(path)
    page.wait_for_load_state()
    if path in LIVE:
        expect(page.locator("#indicator")).to_have_attribute("data-link", "live")


def write(page, program):
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(program)


def check(page):
    page.locator("#check").click()
    expect(page.locator("#verdict h2")).to_be_visible()
    expect(page.locator("#check")).to_have_attribute("aria-disabled", "false")


def unfold(page):
    """Open everything that can be opened; say how much was closed."""
    return page.evaluate("""() => {
      const closed = [...document.querySelectorAll('details:not([open])')];
      for (const one of closed) one.open = true;
      return closed.length;
    }""")


def test_every_route_is_a_page_to_visit(pages, tmp_path):
    names = {
        "capteur-01": "<board>",
        "/group/1": "/group/<int:learner_id>",
        "/certificates/1": "/certificates/<int:learner_id>",
        "cuisine": "<name>",
        "/ai/gestes/": "/ai/<project>/",
    }
    known = {next((path.replace(*one) for one in names.items() if one[0] in path), path) for path in pages} | {
        "/exercises/<exercise>"
    }
    assert set(routes(tmp_path)) <= known


def test_axe_finds_nothing_on_any_page_folded_and_unfolded(visitor, pages, axe):
    for path in pages:
        settle(visitor, path)
        assert complaints(visitor, axe) == [], path
        if unfold(visitor):
            assert complaints(visitor, axe) == [], (path, "unfolded")


# Both languages fill one page: each exercise is visited in one of them, by turns.
@pytest.mark.parametrize(
    ("exercise", "visitor"),
    [(exercise, LANGUAGES[number % 2]) for number, exercise in enumerate(EXERCISES)],
    indirect=["visitor"],
)
def test_axe_finds_nothing_on_any_exercise_before_and_after_its_verdicts(visitor, axe, exercise):
    visitor.set_viewport_size(OLD_SCREEN)
    settle(visitor, f"/exercises/{exercise}")
    assert complaints(visitor, axe) == [], "at first"
    check(visitor)
    assert visitor.evaluate(IN_VIEW) == [True, True, True], "bar, verdict, board; the whole goal; no scroll"
    for piece in ("#run", "#stop", "#check", ".verdict-what", "#drawn-title", "#console", ".cm-content"):
        expect(visitor.locator(piece).first).to_be_in_viewport()
    unfold(visitor)
    assert complaints(visitor, axe, leaving=STILL) == [], "failed, every hint open"
    write(visitor, "print('x' * 200)\n1 / 0\n")
    check(visitor)
    unfold(visitor)
    assert complaints(visitor, axe, leaving=STILL) == [], "stopped by an error, with what it printed"


def test_axe_finds_nothing_on_a_passed_exercise_and_in_its_question(visitor, axe):
    settle(visitor, "/exercises/blink")
    write(visitor, load_exercise("blink").solution)
    check(visitor)
    expect(visitor.locator(".verdict")).to_have_attribute("data-verdict", "passed")
    assert complaints(visitor, axe) == [], "passed"
    visitor.locator("#restart").click()
    assert complaints(visitor, axe) == [], "asked whether to begin again"


def test_axe_finds_nothing_while_the_server_refuses_or_is_gone(visitor, axe):
    for path in (*LIVE, "/trainer", "/flash", "/exercises/blink"):
        settle(visitor, path)
        visitor.evaluate("document.body.dataset.link = 'lost'; document.getElementById('banner').hidden = false")
        assert complaints(visitor, axe) == [], path
    visitor.route("**/exercises/blink", lambda route: route.fulfill(status=429, body=""))
    visitor.locator("#check").click()
    expect(visitor.locator("#verdict .note")).to_contain_text("429")
    assert complaints(visitor, axe) == [], "refused"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_learners_pages_with_a_board_that_runs(chromium, kit, axe, language):
    with closing(chromium.new_context(locale=language, base_url=kit.url, reduced_motion="reduce")) as context:
        page = context.new_page()
        come_in(page, kit, f"Axe {language}")
        page.locator(".who summary").click()
        assert complaints(page, axe) == [], "course, with the card of the learner"
        settle(page, "/exercises/dimmer")
        write(
            page,
            "import time\nfrom machine import PWM, Pin\nPWM(Pin(25), freq=100, duty_u16=9000)\nprint(1)\ntime.sleep(60)\n",
        )
        page.locator("#run").click()
        expect(page.locator("#console")).to_contain_text("1")
        page.locator("#hand").click()
        assert complaints(page, axe) == [], "running"
        for button, close in (
            ("#versions", "#versions-close"),
            ("#board-choice", "#board-close"),
            ("#keys", "#keys-dialog button"),
        ):
            page.locator(button).click()
            assert complaints(page, axe) == [], button
            page.locator(close).click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_free_workshop(chromium, kit, axe, language):
    with closing(chromium.new_context(locale=language, base_url=kit.url, reduced_motion="reduce")) as context:
        page = context.new_page()
        come_in(page, kit, f"Free {language}")
        page.goto("/workshop")
        page.locator("#new-program").fill("feu")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-editor", "ready")
        page.keyboard.press("F8")
        expect(page.locator("#drawn-state")).to_have_attribute("data-state", "running")
        assert complaints(page, axe) == [], "own program"
        page.goto("/workshop")
        page.locator("#new-dashboard").fill("serre")
        page.keyboard.press("Enter")
        expect(page.locator("#widget-series option").first).to_be_attached()
        for number, kind in enumerate(("value", "gauge", "chart", "switch", "button", "text", "map"), start=1):
            page.locator("#widget-kind").select_option(kind)
            page.locator("#widget-title").fill(kind)
            page.keyboard.press("Enter")
            expect(page.locator(".widget")).to_have_count(number)
        expect(page.locator(".widget[data-kind=value] .value")).not_to_have_text("–")
        assert complaints(page, axe) == [], "dashboard"
        expect(page.locator("#saved")).to_have_text({"fr-FR": "Gardé", "en-GB": "Kept"}[language])
        page.reload()
        expect(page.locator(".widget")).to_have_count(7)
        page.set_viewport_size({"width": 360, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_closed_trainer_page_is_accessible_too(page, axe):
    page.goto("/trainer")
    assert complaints(page, axe) == []


def test_focus_stays_where_it_was_at_each_check(page):
    page.goto("/exercises/blink")
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")
    page.locator("#check").focus()
    for _ in range(2):
        page.keyboard.press("Enter")
        expect(page.locator("#verdict h2")).to_be_visible()
        expect(page.locator("#check")).to_have_attribute("aria-disabled", "false")
        expect(page.locator("#check")).to_be_focused()


def test_no_page_is_wider_than_a_phone(page, kit, pages):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(kit.trainer_link())
    for path in (*pages, *(f"/exercises/{exercise}" for exercise in EXERCISES)):
        settle(page, path)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_state_of_the_link_is_wider_than_a_phone(chromium, kit, language):
    with closing(
        chromium.new_context(locale=language, base_url=kit.url, viewport={"width": 360, "height": 700})
    ) as context:
        page = context.new_page()
        page.add_init_script("delete window.SharedWorker")  # whose requests the browser lets nobody hold back
        come_in(page, kit, f"Maximilienne {language}")
        widths = {}
        for link, answer in (("connecting", lambda _: None), ("lost", lambda route: route.abort()), ("live", None)):
            context.unroute_all()
            if answer:
                context.route(re.compile(r"/live\?"), answer)
            page.goto("/")
            expect(page.locator("#indicator")).to_have_attribute("data-link", link)
            for width in (360, 320):
                page.set_viewport_size({"width": width, "height": 700})
                widths[link, width] = page.evaluate("document.documentElement.scrollWidth")
        assert widths == {(link, width): width for link, width in widths}


def test_first_tab_leads_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
