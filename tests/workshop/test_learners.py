"""Learners come in with a nickname and the room code, and come back with their personal code; their work is kept."""

from __future__ import annotations

import pytest

from iot_lab.boards.delivery import FileNameIsKits
from iot_lab.live import LiveChannel
from iot_lab.store import Database, NicknameTaken, ProgramChanged, ProgressStore
from iot_lab.workshop.class_progress import CommonMistake, common_mistakes
from iot_lab.workshop.class_settings import ClassSettings
from iot_lab.workshop.code_words import WORDS, as_typed, personal_code
from iot_lab.workshop.course_units import CourseUnits, UnitClosed, UnitUnknown
from iot_lab.workshop.learner_work import CHECKS, FilesRefused, LearnerWork
from iot_lab.workshop.learners import LEARNERS, Learners, NicknameRefused, PersonalCodeWrong, RoomCodeWrong
from iot_lab.workshop.own_boards import BoardTaken, BoardWordWrong, OwnBoards

START_MS = 1_764_000_000_000
BLINK = {"main.py": "a = 1\n"}
FAILED = {
    "verdict": "failed",
    "checks": [{"verdict": "passed"}, {"verdict": "failed", "hint": {"id": "rhythm"}}, {"verdict": "not-judged"}],
}
PASSED = {"verdict": "passed", "checks": [{"verdict": "passed"}] * 3}


class OpenClass:
    """The services of one data folder, on a clock that a test moves."""

    def __init__(self, folder):
        self.now_ms = START_MS
        self.database = Database.open(f"sqlite:///{folder}/lab.db")
        self.settings = ClassSettings.open(folder, "fr")
        self.live = LiveChannel()
        progress = ProgressStore(self.database, "atelier")
        self.learners = Learners(progress, self.settings, self.live, lambda: self.now_ms)
        self.work = LearnerWork(progress, self.live, lambda: self.now_ms)

    def join(self, nickname):
        return self.learners.join(nickname, self.settings.room_code)


@pytest.fixture
def opened(tmp_path):
    rooms = []

    def again():
        rooms.append(OpenClass(tmp_path))
        return rooms[-1]

    yield again
    for room in rooms:
        room.database.close()


@pytest.fixture
def room(opened):
    return opened()


def test_learner_comes_back_with_the_code_after_the_kit_was_started_again(opened, room):
    samira, code = room.join("Samira")
    later = opened().learners
    assert later.resume(code.upper().replace("-", " ")).nickname == "Samira"
    assert later.of_cookie(room.learners.cookie_of(code)) == (later.get(samira.id), code)


def test_code_is_nowhere_in_the_database(room):
    _, code = room.join("Samira")
    [kept] = ProgressStore(room.database, "atelier").learners()
    assert code not in repr(kept)


@pytest.mark.parametrize("code", ["", "lion", "TIGRE2", "tigre\0"])
def test_wrong_room_code_lets_nobody_in(room, code):
    with pytest.raises(RoomCodeWrong):
        room.learners.join("Samira", code)
    assert room.learners.people() == []


def test_room_code_is_read_however_it_is_typed_and_changes_when_asked(room):
    old = room.settings.room_code
    room.learners.join("Samira", f" {old.lower()} ")
    new = room.settings.change_room_code("fr")
    assert new != old
    with pytest.raises(RoomCodeWrong):
        room.learners.join("Karim", old)


@pytest.mark.parametrize("nickname", ["", "   ", "---", "x" * 25, "\u202e\u200f", "\x1b[2J"[:1]])
def test_nickname_that_nobody_could_read_is_refused(room, nickname):
    with pytest.raises(NicknameRefused):
        room.join(nickname)


@pytest.mark.parametrize("nickname", ["Zoé", "李小龙", "O’Neil", "<b>x</b>", "مريم"])
def test_any_readable_nickname_is_taken_as_it_is_and_once(room, nickname):
    assert room.join(nickname)[0].nickname == nickname
    with pytest.raises(NicknameTaken):
        room.join(f" {nickname.upper()} ")


@pytest.mark.parametrize("cookie", ["", ".", "tigre-427.", "tigre-427.0123", "tigre-427", "é.é", "x" * 500])
def test_cookie_that_this_room_did_not_sign_is_nobody(room, cookie):
    room.join("Samira")
    assert room.learners.of_cookie(cookie) is None


def test_code_of_nobody_is_refused(room):
    for typed in ("tigre-000", "' or 1=1", "", "é-123"):
        with pytest.raises(PersonalCodeWrong):
            room.learners.resume(typed)


def test_new_code_ends_the_one_before(room):
    samira, old = room.join("Samira")
    new = room.learners.change_code(samira.id)
    assert room.learners.resume(new).id == samira.id
    assert room.learners.of_cookie(room.learners.cookie_of(old)) is None


def test_hands_keep_their_order_and_who_is_here_is_told(room):
    (samira, _), (karim, _) = room.join("Samira"), room.join("Karim")
    number = room.live.snapshots([LEARNERS])[0].number
    room.learners.raise_hand(karim.id)
    room.now_ms += 5000
    room.learners.raise_hand(samira.id)
    room.learners.raise_hand(karim.id)
    room.learners.seen(samira.id, "blink")
    told = [one["nickname"] for news in room.live.news_after(number, [LEARNERS], 0) for one in news.value["learners"]]
    assert told == ["Karim", "Samira", "Samira"]
    assert {one.nickname: one.hand_ms for one in room.learners.people()} == {
        "Samira": START_MS + 5000,
        "Karim": START_MS,
    }
    assert room.learners.get(samira.id).exercise == "blink"
    room.now_ms += 100_000
    assert not room.learners.is_here(room.learners.get(samira.id))


def test_erased_learner_is_nobody_and_keeps_nothing(opened, room):
    samira, code = room.join("Samira")
    room.work.add_check(samira.id, "blink", BLINK, FAILED)
    room.learners.forget(samira.id)
    room.work.forget(samira.id)
    assert room.learners.of_cookie(room.learners.cookie_of(code)) is None
    later = opened()
    assert (later.learners.people(), later.work.sums(samira.id), later.work.program(samira.id, "blink")) == (
        [],
        {},
        None,
    )


def test_second_page_is_told_and_never_overwrites(room):
    samira, _ = room.join("Samira")
    first = room.work.save(samira.id, "blink", BLINK, None, "page-1")
    second = room.work.save(samira.id, "blink", {"main.py": "a = 2\n"}, first.token, "page-2")
    with pytest.raises(ProgramChanged) as refused:
        room.work.save(samira.id, "blink", {"main.py": "a = 3\n"}, first.token, "page-1")
    assert refused.value.newest == second
    [news] = room.live.snapshots([f"work-{samira.id}"])
    assert (news.value["token"], news.value["page"]) == (second.token, "page-2")


def test_typing_makes_few_versions_and_a_checked_one_stays(room):
    samira, _ = room.join("Samira")
    token = None
    for number in range(60):
        room.now_ms += 10_000
        token = room.work.save(samira.id, "blink", {"main.py": f"a = {number}\n"}, token).token
        if number == 20:
            room.work.add_check(samira.id, "blink", {"main.py": "a = 20\n"}, FAILED)
    texts = [one.text for one in room.work.versions(samira.id, "blink")]
    assert texts[0] == "a = 59\n"
    assert "a = 20\n" in texts
    assert len(texts) <= 8


def test_old_version_comes_back_with_its_files_and_nothing_is_lost(room):
    samira, _ = room.join("Samira")
    two = {**BLINK, "tools.py": "b = 2\n"}
    room.work.save(samira.id, "blink", two, None)
    room.now_ms += 200_000
    room.work.save(samira.id, "blink", {"main.py": "other\n"}, room.work.program(samira.id, "blink").token)
    back = room.work.restore(samira.id, "blink", 1)
    assert ({"main.py": back.text, **back.files}, back.number) == (two, 3)
    assert room.work.restore(samira.id, "blink", 99) is None


@pytest.mark.parametrize(
    "files",
    [{}, {"tools.py": ""}, {**BLINK, "../x.py": ""}, {**BLINK, **dict.fromkeys("abcd", "")}],
)
def test_files_that_no_board_takes_are_refused(room, files):
    samira, _ = room.join("Samira")
    with pytest.raises(FilesRefused):
        room.work.save(samira.id, "blink", files, None)


def test_file_of_the_kits_name_is_refused_by_its_name(room):
    samira, _ = room.join("Samira")
    with pytest.raises(FileNameIsKits):
        room.work.save(samira.id, "blink", {**BLINK, "boot.py": ""}, None)


def test_checks_add_up_to_what_a_trainer_needs(opened, room):
    samira, _ = room.join("Samira")
    number = room.live.snapshots([CHECKS])[0].number
    for report in (FAILED, FAILED, PASSED, FAILED):
        room.now_ms += 1000
        room.work.add_check(samira.id, "blink", BLINK, report)
    told = [row for news in room.live.news_after(number, [CHECKS], 0) for row in news.value["checks"]]
    assert [(one["same_mistake"], one["since_pass"]) for one in told] == [(1, 1), (2, 2), (0, 0), (1, 1)]
    kept = opened().work.sums(samira.id)["blink"]
    assert kept == room.work.sums(samira.id)["blink"]
    assert (kept.checks, kept.verdict, kept.passed_ms, kept.best_parts, kept.parts) == (
        4,
        "failed",
        START_MS + 3000,
        3,
        3,
    )
    assert common_mistakes(room.work.all_sums(), START_MS + 5000) == [CommonMistake("blink", "rhythm", 1)]


def test_closed_unit_stays_closed_until_it_is_opened(opened, room):
    CourseUnits(room.settings).close("connected")
    units = CourseUnits(opened().settings)
    with pytest.raises(UnitClosed):
        units.refuse_closed("climate")
    units.refuse_closed("blink")
    units.open("connected")
    units.refuse_closed("climate")
    with pytest.raises(UnitUnknown):
        units.close("../x")


def test_words_of_codes_are_easy_to_type_and_make_many_codes():
    for words in WORDS.values():
        assert len(set(words)) == len(words)
        assert all(word.isascii() and word.islower() and word.isalpha() and 2 <= len(word) <= 12 for word in words)
        assert len(words) * 900 > 80_000
    code = personal_code("fr")
    assert as_typed(code.upper()) == code


def boards_of(room):
    return OwnBoards(room.settings, lambda: ["capteur-07", "phare-12"])


def test_board_is_claimed_by_the_word_on_its_label_and_stays_ones_own(opened, room):
    assert boards_of(room).claim(1, " Capteur 07 ") == "capteur-07"
    later = boards_of(opened())
    assert (later.of(1), later.owner("capteur-07")) == ("capteur-07", 1)
    with pytest.raises(BoardTaken):
        later.claim(2, "capteur-07")
    with pytest.raises(BoardWordWrong):
        later.claim(2, "capteur-08")
    assert later.claim(2, "phare12") == "phare-12"


def test_trainer_gives_a_board_to_somebody_else_and_nobody_has_two(room):
    boards = boards_of(room)
    boards.claim(1, "capteur-07")
    boards.give("phare-12", 1)
    boards.give("capteur-07", 2)
    assert boards.owners() == {"phare-12": 1, "capteur-07": 2}
    boards.release(2)
    assert boards.owners() == {"phare-12": 1}
