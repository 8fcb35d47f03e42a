"""The Flash page in Chromium, with the emulated hub behind a real kit: its steps, its words, its accessibility."""

from __future__ import annotations

import os
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.rigs.any_chromium import ENGINE, find_chromium, running_chromium
from tests.rigs.axe_core import axe_script
from tests.rigs.flash import images
from tests.rigs.flash.board import Faults
from tests.rigs.open_kit import open_kit

pytestmark = pytest.mark.browser
RUN = """async () => (await axe.run(document)).violations.flatMap(
  (one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))"""


@pytest.fixture(scope="module")
def chromium():
    path = find_chromium(ENGINE)
    if path is None:
        reason = "no Chromium, Chrome or Edge found: install one or set KIT_BROWSER"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with running_chromium(path) as browser:
        yield browser


@pytest.fixture
def kit(hub):
    with open_kit(hub) as kit:
        yield kit


def opened(context, kit):
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and complaints.append(said.text))
    page.goto(kit.trainer_url)
    page.get_by_role("link", name="Préparer des cartes").or_(page.get_by_role("link", name="Prepare boards")).click()
    return page, complaints


@pytest.fixture
def page(chromium, kit):
    with closing(chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})) as context:
        context.set_default_timeout(120_000)
        page, complaints = opened(context, kit)
        yield page
        assert complaints == []


def plug_room(hub):
    """A blank board, one that holds somebody's program, one that never answers."""
    hub.keep_firmware()
    blank, foreign, silent = hub.plug(), hub.plug(), hub.plug(faults=Faults(is_silent=True))
    other = images.firmware("ESP32", project="arduino-lib-builder", version="esp-idf: v4.4")
    foreign.flash.data[0x1000 : 0x1000 + len(other)] = other
    return blank, foreign, silent


def row(page, board):
    return page.locator(f'.flash-board[data-port="{board.path}"]')


def work(page, state):
    expect(page.locator("#flash-work")).to_have_attribute("data-state", state)


def look(page):
    page.get_by_role("button", name="Chercher les cartes").click()
    work(page, "planned")


def test_person_looks_agrees_and_reads_what_became_of_each_board(page, hub):
    blank, foreign, silent = plug_room(hub)
    look(page)
    expect(row(page, blank)).to_contain_text("Tout écrire")
    expect(row(page, silent)).to_contain_text("Rien ne répond sur")
    expect(row(page, foreign)).to_contain_text("porte le programme de quelqu’un")
    page.get_by_role("link", name="Préparer 1 carte").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Aucun fichier de personne ne sera effacé.")
    expect(dialog).to_contain_text("ces cartes ne rejoindront pas la salle")
    dialog.get_by_role("button", name="Préparer").click()
    work(page, "done")
    expect(row(page, blank)).to_contain_text("Écrite, sans Wi-Fi")
    expect(page.locator("#flash-sum")).to_contain_text("1 carte écrite, sans Wi-Fi")
    assert foreign.flash.written == 0


def test_board_of_somebody_is_taken_only_when_asked_and_named_in_the_question(page, hub):
    _, foreign, _ = plug_room(hub)
    look(page)
    row(page, foreign).get_by_role("button", name="La préparer quand même").click()
    expect(row(page, foreign)).to_contain_text("Tout écrire")
    page.get_by_role("link", name="Préparer 2 cartes").click()
    expect(page.get_by_role("dialog")).to_contain_text("arduino-lib-builder")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert foreign.flash.written == 0
    page.get_by_role("link", name="Préparer 2 cartes").click()
    page.get_by_role("dialog").get_by_role("button", name="Préparer").click()
    work(page, "done")
    expect(row(page, foreign)).to_contain_text("Écrite, sans Wi-Fi")


def test_all_of_it_with_the_keyboard(page, hub):
    hub.keep_firmware()
    board = hub.plug()
    page.locator("#flash-look").focus()
    page.keyboard.press("Enter")
    work(page, "planned")
    page.locator("#flash-ask").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Préparer")).to_be_focused()
    page.keyboard.press("Enter")
    work(page, "done")
    expect(row(page, board)).to_contain_text("Écrite, sans Wi-Fi")


def test_bars_move_with_their_words_while_boards_are_written(page, hub):
    hub.keep_firmware("ESP32", app_bytes=1_200_000)
    board = hub.plug(throttled=True)
    look(page)
    page.locator("#flash-ask").click()
    page.get_by_role("dialog").get_by_role("button", name="Préparer").click()
    expect(row(page, board).locator("[data-words]")).to_contain_text("Écriture · ")
    expect(row(page, board).get_by_role("progressbar", name="capteur-01")).to_be_visible()
    page.get_by_role("button", name="Arrêter").click()
    work(page, "done")
    expect(row(page, board)).to_contain_text("a été arrêté")


def test_watch_prepares_a_board_that_is_plugged_later(page, hub):
    hub.keep_firmware()
    page.get_by_role("switch", name="Préparer chaque carte qu’on branche").click()
    expect(page.get_by_role("switch", name="Préparer chaque carte qu’on branche")).to_be_checked()
    board = hub.plug()
    expect(row(page, board)).to_contain_text("Écrite, sans Wi-Fi")


def test_network_is_kept_and_its_password_is_not_shown(page):
    page.get_by_label("Nom du réseau").fill("Salle")
    page.get_by_label("Mot de passe", exact=True).fill("craie-bleue")
    page.get_by_role("button", name="Garder ce réseau").click()
    expect(page.locator("#flash-wifi")).to_contain_text("Les cartes rejoignent")
    expect(page.locator("#flash-wifi strong")).to_have_text("Salle")
    assert "craie-bleue" not in page.content()


def test_refusal_is_said_where_the_person_is(page):
    page.get_by_label("Nom du réseau").fill("é" * 20)
    page.get_by_label("Réseau ouvert").check()
    page.get_by_role("button", name="Garder ce réseau").click()
    expect(page.get_by_role("alert")).to_contain_text("ne peut pas être gardé")


def test_firmware_is_added_from_the_page_and_what_is_none_is_refused_in_words(page):
    page.locator("#flash-file").set_input_files({"name": "photo.bin", "mimeType": "image/png", "buffer": b"no" * 99})
    expect(page.locator("#flash-said")).to_contain_text("photo.bin")
    content = images.firmware("ESP32", app_bytes=400_000)
    page.locator("#flash-file").set_input_files({"name": "ESP32.bin", "mimeType": "", "buffer": content})
    expect(page.locator("#flash-said")).to_contain_text("Gardé")
    expect(page.locator("#flash-firmware li")).to_contain_text("ESP32 · MicroPython")


def test_no_board_says_what_to_try(page):
    page.get_by_role("button", name="Chercher les cartes").click()
    expect(page.locator("#flash-work")).to_contain_text("Aucune carte trouvée")
    expect(page.locator("#flash-work")).to_contain_text("iot-lab doctor")


def test_page_changes_its_language_in_place(page, hub):
    plug_room(hub)
    look(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="What will be done")).to_be_visible()
    expect(page.get_by_role("link", name="Prepare 1 board")).to_be_visible()


def test_without_scripts_every_step_is_a_form(chromium, kit, hub):
    hub.keep_firmware()
    board = hub.plug()
    with closing(chromium.new_context(locale="fr-FR", java_script_enabled=False)) as context:
        page, _ = opened(context, kit)
        page.get_by_role("button", name="Chercher les cartes").click()
        reload_until(page, "planned")
        page.get_by_role("link", name="Préparer 1 carte").click()
        page.get_by_role("dialog").get_by_role("button", name="Préparer").click()
        reload_until(page, "done")
        expect(row(page, board)).to_contain_text("Écrite, sans Wi-Fi")


def reload_until(page, state):
    for _ in range(100):
        if page.locator(f"#flash-work[data-state={state}]").count():
            return
        page.wait_for_timeout(200)
        page.goto(page.url)
    raise AssertionError(state)


def test_labels_name_every_board_of_the_room(page, hub):
    hub.keep_firmware()
    hub.plug()
    look(page)
    page.locator("#flash-ask").click()
    page.get_by_role("dialog").get_by_role("button", name="Préparer").click()
    work(page, "done")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Étiquettes à imprimer").click()
    expect(popup.value.locator("article")).to_contain_text("capteur-01")
    popup.value.close()


def test_page_is_refused_with_a_way_out_elsewhere_than_on_the_laptop(page, kit):
    answer = page.request.get(f"{kit.local_url}flash", headers={"Host": f"192.168.1.20:{kit.local_url.split(':')[2]}"})
    assert answer.status == 403
    assert "http://127.0.0.1:" in answer.text()


def widths_and_complaints(page, where):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert page.evaluate(RUN) == [], (where, scheme)
    for width in (360, 320, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (where, width)


@pytest.mark.parametrize(("locale", "prepare"), [("fr-FR", "Préparer 1 carte"), ("en-GB", "Prepare 1 board")])
def test_axe_finds_nothing_and_nothing_is_too_wide_at_any_step(chromium, kit, hub, locale, prepare):
    plug_room(hub)
    with closing(chromium.new_context(locale=locale)) as context:
        page, complaints = opened(context, kit)
        page.evaluate(axe_script())
        widths_and_complaints(page, "idle")
        page.locator("#flash-look").click()
        work(page, "planned")
        widths_and_complaints(page, "planned")
        page.get_by_role("link", name=prepare).click()
        widths_and_complaints(page, "asking")
        page.locator("dialog button.primary").click()
        work(page, "done")
        widths_and_complaints(page, "done")
        assert complaints == []
