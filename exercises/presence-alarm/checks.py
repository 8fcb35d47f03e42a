"""Presence alarm, judged on what the broker holds and on the screen. The first check that fails is explained."""

import ast
from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Messages,
    Mismatch,
    NothingToJudge,
    Program,
    PublishedMessage,
    Trial,
    breakdown,
    check,
    expect,
    moment,
    quote,
    say,
)
from iot_lab.simulator.parts.pir import Pir

EYE, SCREEN = 13, "ssd1306:0x3c"
WARM_UP_S, FIRST_WITHIN_S, WITHIN_S, WILL_WITHIN_S = 60.0, 5.0, 1.0, 90.0
SHOWN_BY_S, SLACK_S = 20.0, 0.5
# The broker looks at its clients now and then: what is due at 90 s is seen a little later.
BROKER_S = 2.0
BLANK = "\u2800"
US_PER_S = 1e6


def presence(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("presence"))


def watching(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("watching"))


def visits(trial: Trial) -> list[tuple[float, float]]:
    """Return when the sensor gives 1 because somebody moves; movements within its hold time are one visit."""
    pir = trial.part(Pir)
    found: list[tuple[float, float]] = []
    for motion in sorted(pir.motions, key=lambda one: one.start_s):
        end_s = motion.end_s + pir.hold_s
        if found and motion.start_s < found[-1][1]:
            found[-1] = (found[-1][0], end_s)
        else:
            found.append((motion.start_s, end_s))
    return found


def due(trial: Trial) -> list[tuple[float, str, float]]:
    """Return each message that must come: from when on, what it says, by when."""
    is_there = any(start_s <= WARM_UP_S < end_s for start_s, end_s in visits(trial))
    found = [(WARM_UP_S - SLACK_S, "1" if is_there else "0", WARM_UP_S + FIRST_WITHIN_S)]
    edges = [(start_s, "1") for start_s, _ in visits(trial)] + [(end_s, "0") for _, end_s in visits(trial)]
    found += [(at_s, text, at_s + WITHIN_S) for at_s, text in sorted(edges) if at_s > WARM_UP_S]
    return [one for one in found if one[2] < silent_s(trial)]


def silent_s(trial: Trial) -> float:
    """Return when the network falls silent."""
    wifi = trial.scenario.wifi if trial.scenario else None
    return min([span.start_s for span in wifi.isolation], default=trial.duration_s) if wifi else trial.duration_s


def wills_s(trial: Trial) -> list[float]:
    return [event.t_us / US_PER_S for event in trial.events if event.kind == "mqtt-will"]


def early(trial: Trial) -> list[PublishedMessage]:
    return [one for one in presence(trial) if one.at_s < WARM_UP_S - SLACK_S]


def picture(trial: Trial, at_s: float) -> str:
    return str(trial.shows(SCREEN).at(at_s).get("picture", ""))


def is_blank(drawn: str) -> bool:
    return not drawn.replace(BLANK, "").strip()


@breakdown("refused")
def gives_no_account(trial: Trial) -> bool:
    return bool(trial.connections().refused_us) and not trial.connections().made


@check(
    "connects", fr="Elle se connecte sous sa propre identité", en="It connects under its own identity", is_heard=True
)
def connects(trial: Trial) -> None:
    expect(trial.connections()).made()
    expect(trial.connections()).as_client(trial.room.client_id)


@connects.mistake("identity", anywhere=True)
def is_called_otherwise(trial: Trial) -> bool:
    return any(one.client != trial.room.client_id for one in trial.connections())


@check(
    "will",
    fr="Elle laisse un testament, puis dit qu’elle veille",
    en="It leaves a last will, then says it is watching",
    is_heard=True,
)
def leaves_a_will(trial: Trial) -> None:
    expect(trial.connections()).leaves_will(trial.room.topic("watching"), "0", retained=True)
    expect(watching(trial)).exist()
    for message in watching(trial):
        if message.text != "1":
            raise Mismatch(
                say(fr="« 1 » sur « watching », aussi souvent que voulu", en="“1” on “watching”, as often as you like"),
                say(fr="{text} à {at}", en="{text} at {at}", text=quote(message.text), at=moment(message.at_s)),
                message.at_s,
            )
    expect(watching(trial)).retained()


@leaves_a_will.mistake("no-will", anywhere=True)
def leaves_none(trial: Trial) -> bool:
    return any(one.will is None for one in trial.connections())


@leaves_a_will.mistake("will-not-retained", anywhere=True)
def will_is_forgotten(trial: Trial) -> bool:
    return any(one.will is not None and not one.will.is_retained for one in trial.connections())


@check("warm-up", fr="Rien pendant les 60 s de chauffe", en="Nothing during the 60 s of warm-up")
def waits_for_the_sensor(trial: Trial) -> None:
    expect(presence(trial)).exist()
    if early(trial):
        first = early(trial)[0]
        raise Mismatch(
            say(fr="aucun message de présence avant {at}", en="no presence message before {at}", at=moment(WARM_UP_S)),
            say(fr="{text} à {at}", en="{text} at {at}", text=quote(first.text), at=moment(first.at_s)),
            first.at_s,
        )


@waits_for_the_sensor.mistake("warm-up-ignored")
def believes_a_cold_sensor(trial: Trial) -> bool:
    return bool(early(trial))


@check("presence", fr="Un message par changement, et aucun autre", en="One message a change, and no other")
def says_each_change(trial: Trial) -> None:
    said = [one for one in presence(trial) if WARM_UP_S - SLACK_S <= one.at_s < silent_s(trial)]
    for place, (start_s, text, end_s) in enumerate(due(trial)):
        message = said[place] if place < len(said) else None
        if message is None or message.text != text or not start_s <= message.at_s <= end_s:
            raise Mismatch(
                say(
                    fr="« {text} » entre {start} et {end}",
                    en="“{text}” between {start} and {end}",
                    text=text,
                    start=moment(start_s),
                    end=moment(end_s),
                ),
                say(fr="{text} à {at}", en="{text} at {at}", text=quote(message.text), at=moment(message.at_s))
                if message
                else say(fr="plus aucun message", en="no message any more"),
                message.at_s if message else start_s,
            )
    if len(said) > len(due(trial)):
        extra = said[len(due(trial))]
        raise Mismatch(
            say(fr="aucun autre message", en="no other message"),
            say(fr="{text} à {at}", en="{text} at {at}", text=quote(extra.text), at=moment(extra.at_s)),
            extra.at_s,
        )


@says_each_change.mistake("repeats")
def says_it_again(trial: Trial) -> bool:
    texts = [one.text for one in presence(trial)]
    return any(before == after for before, after in pairwise(texts))


@says_each_change.mistake("inverted")
def says_the_contrary(trial: Trial) -> bool:
    contrary = ["0" if text == "1" else "1" for _, text, _ in due(trial)]
    return [one.text for one in presence(trial) if one.at_s < silent_s(trial)] == contrary


@says_each_change.mistake("late", of_pauses=True)
def says_it_late(trial: Trial) -> bool:
    said = [one for one in presence(trial) if one.at_s < silent_s(trial)]
    wanted = due(trial)
    if [one.text for one in said] != [text for _, text, _ in wanted] or said[0].at_s > WARM_UP_S + FIRST_WITHIN_S:
        return False
    return any(message.at_s > end_s for message, (_, _, end_s) in zip(said, wanted, strict=True))


@says_each_change.mistake("wrong-pin", anywhere=True)
@waits_for_the_sensor.mistake("wrong-pin", anywhere=True)
def reads_another_pin(_trial: Trial, program: Program) -> bool:
    return EYE not in program.numbers


@check("retained", fr="Chaque état est gardé par le courtier", en="Each state is retained by the broker")
def is_retained(trial: Trial) -> None:
    expect(presence(trial)).retained()


@check("screen", fr="L’écran montre la chauffe, puis chaque état", en="The screen shows the warm-up, then each state")
def shows(trial: Trial) -> None:
    if is_blank(picture(trial, SHOWN_BY_S)):
        raise Mismatch(
            say(fr="une image avant {at}", en="a picture before {at}", at=moment(SHOWN_BY_S)),
            say(fr="un écran noir", en="a dark screen"),
            SHOWN_BY_S,
        )
    drawn: dict[str, str] = {}
    for _, text, end_s in due(trial):
        now = picture(trial, end_s)
        other = drawn.get("0" if text == "1" else "1")
        if is_blank(now) or now == other:
            raise Mismatch(
                say(
                    fr="une image à elle pour « {text} » à {at}",
                    en="a picture of its own for “{text}” at {at}",
                    text=text,
                    at=moment(end_s),
                ),
                say(fr="la même que pour l’autre état", en="the same as for the other state")
                if not is_blank(now)
                else say(fr="un écran noir", en="a dark screen"),
                end_s,
            )
        drawn[text] = now


@shows.mistake("no-show")
def never_shows(_trial: Trial, program: Program) -> bool:
    """It has a display, draws on it maybe, and never sends what it drew."""
    has_screen = bool({"SSD1306", "SSD1306_I2C"} & program.names)
    shows = (one for one in ast.walk(program.tree) if isinstance(one, ast.Attribute) and one.attr == "show")
    return has_screen and not any(shows)


@shows.mistake("not-cleared")
def draws_over_what_is_there(trial: Trial, program: Program) -> bool:
    """Each picture still holds all that was on the one before, and the program clears nothing."""
    drawn = [picture(trial, SHOWN_BY_S), *(picture(trial, end_s) for _, _, end_s in due(trial))]
    has_grown = len(set(drawn)) > 1 and all(holds_all(before, after) for before, after in pairwise(drawn))
    return has_grown and not is_blank(drawn[0]) and "fill" not in program.names


def holds_all(before: str, after: str) -> bool:
    """Say whether each dot of a picture made of Braille signs is also on another."""
    signs = [(ord(one) - ord(BLANK), ord(other) - ord(BLANK)) for one, other in zip(before, after, strict=False)]
    return len(before) == len(after) and all(one < 0 or one & other == one for one, other in signs)


@check(
    "dies-unseen",
    fr="Le testament part si la carte meurt, et alors seulement",
    en="The will leaves if the board dies, only then",
)
def is_missed(trial: Trial) -> None:
    if not trial.connections().made:
        raise NothingToJudge(
            say(fr="le courtier perd la carte", en="the broker loses the board"),
            say(fr="elle ne s’est jamais connectée", en="it never connected"),
        )
    cut_s = silent_s(trial)
    before = [at_s for at_s in wills_s(trial) if at_s < cut_s]
    if before:
        raise Mismatch(
            say(fr="pas de testament tant que la carte va bien", en="no last will as long as the board is well"),
            say(fr="il part à {at}", en="it leaves at {at}", at=moment(before[0])),
            before[0],
        )
    if not any(at_s <= cut_s + WILL_WITHIN_S + BROKER_S for at_s in wills_s(trial)):
        raise Mismatch(
            say(
                fr="carte coupée à {cut} : le testament part avant {end}",
                en="board cut off at {cut}: the last will leaves before {end}",
                cut=moment(cut_s),
                end=moment(cut_s + WILL_WITHIN_S),
            ),
            say(fr="il ne part pas", en="it does not leave"),
            cut_s,
        )


@breakdown("no-ping")
@is_missed.mistake("no-ping")
def stays_silent_for_too_long(trial: Trial) -> bool:
    return any(at_s < silent_s(trial) for at_s in wills_s(trial))
