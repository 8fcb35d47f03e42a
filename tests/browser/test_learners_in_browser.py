"""A learner's story: come in, be wrong, be helped, be right, go on; go on elsewhere; two tabs; the board drawn alive."""

from __future__ import annotations

from contextlib import closing

from playwright.sync_api import expect

from iot_lab.course import load_exercise
from tests.browser.conftest import come_in

EDITOR = ".cm-content"
ECHO = """from machine import Pin
import time
button, led = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT)
print("ready")
while True:
    led.value(1 - button.value())
    time.sleep_ms(5)
"""


def open_exercise(page, exercise):
    page.goto(f"/exercises/{exercise}")
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")


def write(page, program):
    page.locator(EDITOR).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(program)


def kept(page):
    expect(page.locator("#saved")).to_contain_text("Gardé à")


def test_wrong_then_helped_then_right_then_on_and_again_elsewhere(page, kit, chromium):
    code = come_in(page, kit, "Samira")
    page.get_by_role("link", name="Commencer").click()
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")
    write(page, load_exercise("blink").solution.replace("range(5)", "range(4)"))
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.locator("#verdict h2")).to_have_text("À revoir")
    page.keyboard.press("F2")
    expect(page.locator(".hint-text").first).to_be_visible()
    write(page, load_exercise("blink").solution)
    page.locator("#check").click()
    expect(page.locator("#verdict h2")).to_have_text("Réussi")
    page.keyboard.press("F9")
    expect(page.get_by_role("heading", level=1)).to_have_text("Un bouton, deux LED")
    with closing(chromium.new_context(locale="fr-FR", base_url=kit.url)) as elsewhere:
        other = elsewhere.new_page()
        other.goto("/join")
        other.locator(".join-again summary").click()
        other.locator("#personal").fill(code.upper())
        other.get_by_role("button", name="Reprendre").click()
        expect(other.locator('.node[data-sign="passed"]')).to_have_count(1)
        open_exercise(other, "blink")
        expect(other.locator(EDITOR)).to_contain_text("range(5)")


def test_language_changes_in_place_and_keeps_verdict_hints_and_program(page, kit):
    come_in(page, kit, "Lena")
    open_exercise(page, "blink")
    write(page, "print('ma ligne')\n")
    page.locator("#check").click()
    page.locator(".hint summary").first.click()
    page.locator("form.language button").click()
    expect(page.locator("#verdict h2")).to_have_text("Not yet")
    expect(page.locator(".hint-text").first).to_be_visible()
    expect(page.locator(EDITOR)).to_contain_text("ma ligne")
    page.locator("form.language button").click()
    expect(page.locator("#verdict h2")).to_have_text("À revoir")


def test_two_tabs_follow_each_other_and_never_overwrite(page, context, kit):
    come_in(page, kit, "Karim")
    open_exercise(page, "blink")
    write(page, "# one\n")
    kept(page)
    other = context.new_page()
    open_exercise(other, "blink")
    expect(other.locator(EDITOR)).to_contain_text("# one")
    write(other, "# two\n")
    expect(page.locator(EDITOR)).to_contain_text("# two")
    other.route("**/api/my/programs/**", lambda route: route.abort())
    write(other, "# three, while away\n")
    write(page, "# four\n")
    kept(page)
    other.unroute("**/api/my/programs/**")
    expect(other.locator("#conflict")).to_be_visible()
    expect(other.locator(EDITOR)).to_contain_text("# three")
    other.locator("#keep-mine").click()
    expect(page.locator(EDITOR)).to_contain_text("# three")


def test_versions_come_back(page, kit):
    come_in(page, kit, "Zoé")
    open_exercise(page, "blink")
    write(page, "# first\n")
    page.locator("#check").click()
    expect(page.locator("#verdict h2")).to_be_visible()
    write(page, "# second\n")
    kept(page)
    page.locator("#versions").click()
    page.locator("#versions-list button").last.click()
    expect(page.locator("#versions-diff ins")).to_have_text("+ # second")
    page.locator("#versions-restore").click()
    expect(page.locator(EDITOR)).to_contain_text("# first")


def test_run_press_see_type_and_stop(page, kit):
    come_in(page, kit, "Yanis")
    open_exercise(page, "button")
    write(page, ECHO)
    page.keyboard.press("F8")
    expect(page.locator("#console")).to_contain_text("ready")
    button = page.locator("#drawn-knobs .press")
    button.focus()
    page.keyboard.down(" ")
    expect(page.locator("#drawn-said")).to_contain_text("allumée")
    expect(page.locator('#drawn-picture [data-part="led:2"] .glow')).not_to_have_attribute("opacity", "0")
    page.keyboard.up(" ")
    expect(page.locator("#drawn-said")).to_contain_text("éteinte")
    page.keyboard.press("Shift+F8")
    expect(page.locator("#drawn-state")).to_have_text("arrêtée")
    write(page, "print('hello ' + input('who? '))\n")
    page.keyboard.press("F8")
    expect(page.locator("#console")).to_contain_text("who?")
    page.locator("#console-line").fill("Zoé")
    page.keyboard.press("Enter")
    expect(page.locator("#console")).to_contain_text("hello Zoé")
    expect(page.locator("#drawn-state")).to_have_text("terminée")


def test_error_on_the_board_is_said_in_words(page, kit):
    come_in(page, kit, "Nour")
    open_exercise(page, "blink")
    write(page, "import time\ntime.slep(1)\n")
    page.locator("#run").click()
    expect(page.locator("#drawn-state")).to_have_text("▲ erreur")
    expect(page.locator("#console strong")).to_contain_text("sleep")


def test_editor_comes_first_on_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 740})
    open_exercise(page, "button")
    boxes = [
        page.locator(piece).bounding_box()["y"]
        for piece in ("#check", ".cm-editor", "#verdict", ".bench-read", ".bench-board")
    ]
    assert boxes == sorted(boxes)


def test_real_board_is_claimed_and_runs_the_program(page, kit):
    come_in(page, kit, "Inès")
    open_exercise(page, "blink")
    page.locator("#board-choice").click()
    page.locator("#claim-word").fill("ce mot")
    page.get_by_role("button", name="Prendre cette carte").click()
    expect(page.locator("#claim-said")).to_contain_text("ce mot")
    page.locator("#claim-word").fill("Capteur 03")
    page.get_by_role("button", name="Prendre cette carte").click()
    expect(page.locator("#board-choice")).to_contain_text("capteur-03")
    write(page, "import time\nwhile True:\n    print('from the board')\n    time.sleep(1)\n")
    page.keyboard.press("F8")
    expect(page.locator("#console")).to_contain_text("from the board")
    expect(page.locator("#drawn-state")).to_have_text("● tourne sur capteur-03")
    page.keyboard.press("Shift+F8")
    expect(page.locator("#drawn-state")).to_have_text("arrêtée")


def test_what_could_not_be_sent_is_offered_after_a_reload(page, context, kit):
    come_in(page, kit, "Malik")
    open_exercise(page, "blink")
    write(page, "# first\n")
    kept(page)
    page.route("**/api/my/programs/**", lambda route: route.abort())
    write(page, "# away\n")
    other = context.new_page()
    open_exercise(other, "dimmer")
    other.evaluate("""async () => {
      const before = await (await fetch('/api/my/programs/blink')).json();
      const body = JSON.stringify({ files: { 'main.py': '# meanwhile\\n' }, base: before.token });
      await fetch('/api/my/programs/blink', { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } });
    }""")
    page.unroute("**/api/my/programs/**")
    page.reload()
    expect(page.locator("#conflict")).to_be_visible()
    expect(page.locator(EDITOR)).to_contain_text("# away")
    page.locator("#take-theirs").click()
    expect(page.locator(EDITOR)).to_contain_text("# meanwhile")
