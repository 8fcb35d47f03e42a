"""The trainer's page of the group, and what it does to a learner's page at once; the wall through a restart."""

from __future__ import annotations

import signal
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from iot_lab.course import load_course, load_exercise
from iot_lab.workshop.exercise_texts import CourseTexts
from tests.browser.conftest import come_in
from tests.rigs.running_kit import RunningKit

# The wall's height with six boards, and that text as the mistake of the moment.
WITH_A_TEXT = """(text) => {
  const [list, said] = [document.querySelector(".wall-boards"), document.querySelector("#wall-question .wall-said")];
  const before = said.textContent;
  const more = [...list.children].map((board) => list.appendChild(board.cloneNode(true)));
  said.textContent = text;
  const height = document.documentElement.scrollHeight;
  said.textContent = before;
  for (const board of more) board.remove();
  return height;
}"""


def longest_hint():
    course = CourseTexts()
    exercises = [load_exercise(name) for name in load_course().exercise_ids]
    said = [course.spoken_hint(one.id, hint, "fr") for one in exercises for hint in one.hints["fr"]]
    return max(said, key=len)


@pytest.fixture
def trainer(chromium, kit):
    with closing(chromium.new_context(locale="fr-FR", base_url=kit.url)) as context:
        page = context.new_page()
        page.goto(urlsplit(kit.trainer_link())._replace(scheme="", netloc="").geturl())
        yield page


@pytest.fixture
def learner(page, kit, request):
    come_in(page, kit, "Nadia" if "hand" in request.node.name else "Omar")
    page.goto("/exercises/blink")
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")
    return page


def test_raised_hand_and_verdict_arrive_and_the_pause_covers_the_learners_page(trainer, learner):
    trainer.goto("/group")
    learner.locator("#hand").click()
    row = trainer.locator("tr", has_text="Nadia")
    expect(row).to_have_attribute("data-asks", "hand")
    learner.locator("#check").click()
    expect(row.locator("td").first).to_contain_text("à aider")
    trainer.get_by_role("button", name="Pause pour tous").click()
    expect(learner.get_by_role("dialog", name="Levez les yeux")).to_be_visible()
    learner.keyboard.press("Escape")
    expect(learner.get_by_role("dialog", name="Levez les yeux")).to_be_visible()
    trainer.get_by_role("button", name="Reprendre").click()
    expect(learner.get_by_role("dialog", name="Levez les yeux")).to_be_hidden()


def test_hint_of_the_moment_and_solution_reach_who_is_at_the_exercise(trainer, learner):
    learner.locator(".cm-content").click()
    learner.keyboard.press("ControlOrMeta+a")
    learner.keyboard.insert_text(load_exercise("blink").solution.replace("range(5)", "range(4)"))
    learner.locator("#check").click()
    expect(learner.locator("#verdict h2")).to_have_text("À revoir")
    trainer.goto("/group")
    trainer.get_by_role("button", name="Envoyer l’indice").first.click()
    expect(learner.locator("#class-hint")).to_contain_text("Un conseil pour vous")
    learner.locator("#class-hint-close").click()
    expect(learner.locator("#class-hint")).to_be_hidden()
    trainer.locator(".unit summary").first.click()
    trainer.get_by_role("button", name="Montrer la solution").first.click()
    learner.get_by_role("link", name="Voir une solution").click()
    expect(learner.get_by_role("heading", level=1)).to_have_text("Une solution")


def test_trainer_gives_a_board_and_moves_its_learner_to_a_spare_in_two_clicks(trainer, page, kit):
    come_in(page, kit, "Lina")
    trainer.goto("/trainer/boards")
    row = trainer.locator("tr", has=trainer.get_by_role("rowheader", name="capteur-01"))
    row.get_by_text("Actions").click()
    row.get_by_label("Donner cette carte à").select_option(label="Lina")
    row.get_by_role("button", name="Donner", exact=True).click()
    expect(row).to_contain_text("Lina")
    row.locator("summary").focus()
    trainer.keyboard.press("Enter")
    expect(row.get_by_role("button", name="capteur-02")).to_be_visible()
    trainer.keyboard.press("Tab")
    expect(row.get_by_role("button", name="capteur-02")).to_be_focused()
    trainer.keyboard.press("Enter")
    expect(trainer.locator("#manage-tasks")).to_contain_text("Nouvelle carte pour Lina")
    expect(trainer.locator(".task-done").first).to_be_visible()
    other = trainer.locator("tr", has=trainer.get_by_role("rowheader", name="capteur-02"))
    expect(other).to_contain_text("Lina")
    other.get_by_role("checkbox").check()
    trainer.get_by_role("button", name="Annuler").first.click()
    expect(row).to_contain_text("Lina")


def test_who_sends_a_form_goes_on_where_they_were_or_at_what_became_of_it(trainer):
    trainer.goto("/trainer/boards")
    add = trainer.get_by_role("button", name="Ajouter", exact=True)
    with trainer.expect_navigation():
        add.click()
    expect(add).to_be_focused()

    row = trainer.locator("#manage-list tbody tr").last
    row.get_by_text("Actions").click()
    row.get_by_label("Je suis sûr").check()
    with trainer.expect_navigation():
        row.get_by_role("button", name="Retirer").click()

    expect(trainer.locator("[data-sent]")).to_be_focused()


def test_ticked_boards_stay_ticked_while_the_page_is_read_again(trainer):
    trainer.goto("/trainer/boards")
    box = trainer.get_by_role("checkbox", name="Cocher capteur-03")
    box.focus()
    trainer.keyboard.press("Space")
    trainer.locator("h1").click()
    first = box.element_handle()
    trainer.wait_for_function("box => !box.isConnected", arg=first)
    expect(box).to_be_checked()


def test_wall_survives_drops_sleep_and_a_restart_of_the_server(chromium, tmp_path):
    kit = RunningKit(tmp_path / "data", "--simulate", "3")
    kit.start()
    with closing(
        chromium.new_context(locale="fr-FR", base_url=kit.url, viewport={"width": 1920, "height": 1080})
    ) as context:
        page = context.new_page()
        page.goto("/wall")
        expect(page.locator(".wall-board")).to_have_count(3)
        expect(page.locator(".wall-board:has(.spark path):has(.wall-figure .value)")).to_have_count(3)
        page.evaluate("window.isSamePage = true")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert page.evaluate(WITH_A_TEXT, longest_hint()) <= 1080
        context.set_offline(True)
        expect(page.locator("body")).to_have_attribute("data-link", "lost")
        context.set_offline(False)
        expect(page.locator("body")).to_have_attribute("data-link", "live")
        if hasattr(signal, "SIGSTOP"):
            kit.process.send_signal(signal.SIGSTOP)
            expect(page.locator("body")).to_have_attribute("data-link", "lost", timeout=30_000)
            kit.process.send_signal(signal.SIGCONT)
            expect(page.locator("body")).to_have_attribute("data-link", "live", timeout=30_000)
        kit.process.kill()
        kit.process.wait()
        expect(page.locator("body")).to_have_attribute("data-link", "lost")
        expect(page.locator(".wall-board")).to_have_count(3)
        kit.start()
        expect(page.locator("body")).to_have_attribute("data-link", "live")
        assert page.evaluate("window.isSamePage")
    kit.interrupt()
