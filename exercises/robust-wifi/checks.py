"""Robust Wi-Fi, judged on attempts, on the printed words and on what arrived. The first check that fails is explained.

A *search* is a time in which the board is out of the network, from the beginning or from a loss to the next joining or
to the end. In each search attempts are counted; the network is *there* where its access point is and the password fits.
"""

from dataclasses import dataclass
from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Messages,
    Mismatch,
    Program,
    Trial,
    WifiAttempt,
    breakdown,
    check,
    expect,
    moment,
    say,
    say_count,
    seconds,
)
from iot_lab.simulator.world.scenario import Wifi

MOST_ATTEMPTS = 5
ATTEMPT_S, SLACK_S, APART_S = 10.0, 1.0, 5.0
JOINED_WITHIN_S, SAID_WITHIN_S, TOLD_WITHIN_S = 25.0, 2.0, 5.0
# So long after an attempt no other can come: the network would not be joined in time.
GIVEN_UP_S = 50.0
US_PER_S = 1e6
WORDS = ("joining", "joined", "lost", "failed")
REFUSED = "Wifi Internal Error"
MOST_SHOWN = 8


@dataclass(frozen=True)
class Search:
    """A time out of the network; `joined_s` is None where it never ended."""

    start_s: float
    joined_s: float | None
    attempts: tuple[WifiAttempt, ...]


def wifi(trial: Trial) -> Wifi:
    found = trial.scenario.wifi if trial.scenario else None
    return found or Wifi()


def messages(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("wifi"))


def instants(trial: Trial, kind: str) -> list[float]:
    return [event.t_us / US_PER_S for event in trial.events if event.kind == kind]


def searches(trial: Trial) -> list[Search]:
    """Return them in order; leaving the network by itself begins one too."""
    found: list[Search] = []
    is_joined, start_s = False, 0.0
    for event in trial.events:
        at_s = event.t_us / US_PER_S
        if event.kind == "wifi-joined" and not is_joined:
            if found or start_s or not trial.wifi_attempts().was_joined:
                found.append(_search(trial, start_s, at_s))
            is_joined = True
        elif event.kind in ("wifi-lost", "wifi-disconnect") and is_joined:
            is_joined, start_s = False, at_s
    return found if is_joined else [*found, _search(trial, start_s, None)]


def _search(trial: Trial, start_s: float, joined_s: float | None) -> Search:
    end_s = trial.duration_s if joined_s is None else joined_s
    return Search(start_s, joined_s, tuple(one for one in trial.wifi_attempts().made if start_s <= one.at_s <= end_s))


def words(trial: Trial) -> list[tuple[float, str]]:
    """Return the words of the statement as they were printed, a repeated "joining" once."""
    said = [(line.at_s, line.text.strip().lower()) for line in trial.prints.lines]
    said = [one for one in said if one[1] in WORDS]
    return [
        one for place, one in enumerate(said) if one[1] != "joining" or not place or said[place - 1][1] != "joining"
    ]


def is_right_password(trial: Trial) -> bool:
    return wifi(trial).password == trial.room.wifi_password


def arrivals(trial: Trial) -> list[float]:
    """Return when the network comes (again), and stays long enough to be joined."""
    if not is_right_password(trial):
        return []
    point = wifi(trial)
    starts = [*([] if point.is_joined else [point.from_s]), *(span.end_s for span in point.outages)]
    return (
        [start_s for start_s in starts if start_s + JOINED_WITHIN_S < trial.scenario.duration_s]
        if trial.scenario
        else []
    )


def gave_up(trial: Trial) -> list[Search]:
    """Return the searches without a joining whose last attempt is long over."""
    end_s = trial.scenario.duration_s if trial.scenario else trial.duration_s
    lasts = [(one, one.attempts[-1].at_s if one.attempts else one.start_s) for one in searches(trial)]
    return [one for one, last_s in lasts if one.joined_s is None and last_s + GIVEN_UP_S < end_s]


@breakdown("already-joined")
def asks_a_joined_board(trial: Trial) -> bool:
    is_refused = trial.error is not None and REFUSED in trial.error.message
    return is_refused and trial.wifi_attempts().was_joined and not instants(trial, "wifi-lost")


@breakdown("asked-twice")
def asks_twice(trial: Trial) -> bool:
    is_refused = trial.error is not None and REFUSED in trial.error.message
    return is_refused and (bool(trial.wifi_attempts().made) or bool(instants(trial, "wifi-lost")))


@breakdown("refused")
def gives_no_account(trial: Trial) -> bool:
    return bool(trial.connections().refused_us) and not trial.connections().made


@check("asks", fr="Elle demande le réseau de la salle", en="It asks for the room’s network")
def asks(trial: Trial) -> None:
    expect(trial.wifi_attempts()).tries(trial.room.ssid)


@check("attempts", fr="Des essais de 10 s, séparés de 5 s", en="Attempts of 10 s, 5 s apart")
def spaces_its_attempts(trial: Trial) -> None:
    for before, after in pairwise(trial.wifi_attempts().made):
        if after.at_s - before.at_s < APART_S:
            raise Mismatch(
                say(
                    fr="au moins {least} entre les débuts de deux essais",
                    en="at least {least} between the beginnings of two attempts",
                    least=seconds(APART_S),
                ),
                say(fr="{gap}", en="{gap}", gap=seconds(after.at_s - before.at_s)),
                after.at_s,
            )
    for search in searches(trial):
        for attempt in search.attempts:
            _must_end(trial, search, attempt)


def _must_end(trial: Trial, search: Search, attempt: WifiAttempt) -> None:
    """Raise Mismatch where an attempt goes on for too long: nobody joined, left or told the driver not to retry."""
    ends = [
        *instants(trial, "wifi-disconnect"),
        *instants(trial, "wifi-failed"),
        *([search.joined_s] if search.joined_s else []),
    ]
    end_s = min([one for one in ends if one > attempt.at_s], default=None)
    last_s = trial.scenario.duration_s if trial.scenario else trial.duration_s
    lasted_s = (last_s if end_s is None else end_s) - attempt.at_s
    if lasted_s > ATTEMPT_S + SLACK_S:
        raise Mismatch(
            say(fr="un essai de {most} au plus", en="an attempt of {most} at most", most=seconds(ATTEMPT_S)),
            say(fr="il dure encore après {time}", en="it still goes on after {time}", time=seconds(lasted_s)),
            attempt.at_s,
        )


@spaces_its_attempts.mistake("no-pause")
def tries_without_pause(trial: Trial) -> bool:
    made = trial.wifi_attempts().made
    return any(after.at_s - before.at_s < APART_S for before, after in pairwise(made))


@spaces_its_attempts.mistake("waits-for-ever", anywhere=True)
def waits_for_ever(trial: Trial) -> bool:
    """A single attempt lasts far too long, and nobody ends it."""
    ended = [*instants(trial, "wifi-disconnect"), *instants(trial, "wifi-failed")]
    alone = [one for one in searches(trial) if len(one.attempts) == 1]
    spans = [(one.attempts[0].at_s, one.joined_s or trial.duration_s) for one in alone]
    return any(
        end_s - start_s > 2 * ATTEMPT_S and not any(start_s < one < end_s for one in ended) for start_s, end_s in spans
    )


@spaces_its_attempts.mistake("last-goes-on")
def never_ends_the_last(trial: Trial) -> bool:
    """The attempts before were ended, the last one of a search never is: the driver goes on trying."""
    ended = [*instants(trial, "wifi-disconnect"), *instants(trial, "wifi-failed")]
    failed = [one.attempts for one in searches(trial) if one.joined_s is None and len(one.attempts) > 1]
    return any(
        trial.scenario.duration_s - made[-1].at_s > ATTEMPT_S + SLACK_S
        and any(made[0].at_s < one < made[-1].at_s for one in ended)
        and not any(one > made[-1].at_s for one in ended)
        for made in failed
    )


@check("bounded", fr="Cinq essais ratés, pas un de plus", en="Five failed attempts, and not one more")
def gives_up(trial: Trial) -> None:
    for search in [*gave_up(trial), *(one for one in searches(trial) if len(one.attempts) > MOST_ATTEMPTS)]:
        if len(search.attempts) != MOST_ATTEMPTS:
            raise Mismatch(
                say_count(
                    MOST_ATTEMPTS,
                    fr=("{number} essai à partir de {start}", "{number} essais à partir de {start}, puis plus aucun"),
                    en=("{number} attempt from {start} on", "{number} attempts from {start} on, then none any more"),
                    start=moment(search.start_s),
                ),
                say_count(
                    len(search.attempts),
                    fr=("{number} essai", "{number} essais"),
                    en=("{number} attempt", "{number} attempts"),
                ),
                search.start_s,
            )


@gives_up.mistake("endless")
def tries_for_ever(trial: Trial) -> bool:
    return any(len(one.attempts) > MOST_ATTEMPTS for one in searches(trial))


@gives_up.mistake("gives-up-early")
def gives_up_early(trial: Trial) -> bool:
    return any(1 < len(one.attempts) < MOST_ATTEMPTS and one.joined_s is None for one in gave_up(trial))


@check(
    "joins", fr="Elle rejoint le réseau en 25 s dès qu’il est là", en="It joins within 25 s once the network is there"
)
def joins_in_time(trial: Trial) -> None:
    joined = instants(trial, "wifi-joined")
    for start_s in arrivals(trial):
        if not any(start_s <= one <= start_s + JOINED_WITHIN_S for one in joined):
            raise Mismatch(
                say(
                    fr="le réseau, présent à {start}, est rejoint avant {end}",
                    en="the network, there at {start}, is joined before {end}",
                    start=moment(start_s),
                    end=moment(start_s + JOINED_WITHIN_S),
                ),
                say(fr="il ne l’est pas", en="it is not"),
                start_s,
            )


@check("says", fr="Elle dit joining, joined, lost, failed à temps", en="It says joining, joined, lost, failed in time")
def says_its_state(trial: Trial) -> None:
    wanted, said = list(_due(trial)), words(trial)
    for place, (at_s, word) in enumerate(wanted):
        found = said[place] if place < len(said) else None
        if found is None or found[1] != word or found[0] > at_s + SAID_WITHIN_S:
            raise Mismatch(
                say(fr="« {word} » avant {at}", en="“{word}” before {at}", word=word, at=moment(at_s + SAID_WITHIN_S)),
                say(fr="elle dit : {said}", en="it says: {said}", said=", ".join(one for _, one in said[:MOST_SHOWN]))
                if found is None or found[1] != word
                else say(fr="à {at}", en="at {at}", at=moment(found[0])),
                at_s,
            )
    if len(said) > len(wanted):
        at_s, word = said[len(wanted)]
        raise Mismatch(
            say(fr="rien de plus", en="nothing more"),
            say(fr="« {word} » à {at}", en="“{word}” at {at}", word=word, at=moment(at_s)),
            at_s,
        )


def _due(trial: Trial) -> list[tuple[float, str]]:
    """Return which word is due from when on."""
    lost = instants(trial, "wifi-lost")
    found = [(at_s, "joined") for at_s in instants(trial, "wifi-joined")] + [(at_s, "lost") for at_s in lost]
    for search in searches(trial):
        if search.joined_s is not None and not search.attempts:
            # The driver came back before the program tried.
            continue
        first = search.attempts[0].at_s if search.attempts else search.start_s
        found.append((max(search.start_s, first), "joining"))
        if len(search.attempts) == MOST_ATTEMPTS and search.joined_s is None:
            found.append((search.attempts[-1].at_s + ATTEMPT_S + APART_S + SLACK_S, "failed"))
    order = {word: place for place, word in enumerate(("joined", "lost", "joining", "failed"))}
    return sorted(found, key=lambda one: (one[0], order[one[1]]))


@says_its_state.mistake("never-rejoins", anywhere=True)
@gives_up.mistake("never-rejoins", anywhere=True)
@joins_in_time.mistake("never-rejoins", anywhere=True)
def forgets_a_loss(trial: Trial) -> bool:
    """After a loss it neither tries nor says a word."""
    lost = instants(trial, "wifi-lost")
    if not lost:
        return False
    tries = any(one.at_s > lost[0] for one in trial.wifi_attempts().made)
    return not tries and not any(at_s > lost[0] for at_s, _ in words(trial))


@says_its_state.mistake("leaves")
@spaces_its_attempts.mistake("leaves")
@gives_up.mistake("leaves")
def leaves_a_network_it_is_in(trial: Trial) -> bool:
    """A board that had joined leaves the network by itself, before any loss, and tries anew."""
    first_s = min([*instants(trial, "wifi-lost"), trial.duration_s])
    is_left = any(at_s < first_s for at_s in instants(trial, "wifi-disconnect"))
    return trial.wifi_attempts().was_joined and is_left and bool(trial.wifi_attempts().made)


@says_its_state.mistake("silent", anywhere=True)
def says_nothing(trial: Trial) -> bool:
    return not words(trial)


@check(
    "tells", fr="Un message à chaque retour, avec le nombre d’essais", en="A message at each return, with the attempts"
)
def tells_its_attempts(trial: Trial) -> None:
    joined = instants(trial, "wifi-joined")
    if joined:
        expect(messages(trial)).has_number("attempts")
    counts = [len(one.attempts) for one in searches(trial) if one.joined_s is not None]
    counts = [*([0] if trial.wifi_attempts().was_joined else []), *counts]
    for at_s, count in zip(joined, counts, strict=False):
        inside = [one for one in messages(trial) if at_s <= one.at_s <= at_s + TOLD_WITHIN_S]
        if len(inside) != 1 or inside[0].number("attempts") != count:
            raise Mismatch(
                say(
                    fr="un message peu après {at} : {count} pour « attempts »",
                    en="one message shortly after {at}: {count} for “attempts”",
                    at=moment(at_s),
                    count=count,
                ),
                say(fr="« {text} »", en="“{text}”", text=inside[0].text)
                if len(inside) == 1
                else say_count(
                    len(inside),
                    fr=("{number} message", "{number} messages"),
                    en=("{number} message", "{number} messages"),
                ),
                at_s,
            )
    if len(messages(trial)) > len(joined):
        raise Mismatch(
            say_count(
                len(joined), fr=("{number} message", "{number} messages"), en=("{number} message", "{number} messages")
            ),
            say_count(
                len(messages(trial)),
                fr=("{number} message", "{number} messages"),
                en=("{number} message", "{number} messages"),
            ),
        )


@tells_its_attempts.mistake("wrong-topic", anywhere=True)
def publishes_elsewhere(trial: Trial) -> bool:
    return bool(messages(trial).elsewhere)


@tells_its_attempts.mistake("old-connection", unless=("never-rejoins",))
def keeps_the_old_connection(trial: Trial) -> bool:
    """It was connected to the broker before the loss, came back into the network, and never connected again."""
    lost_s = min(instants(trial, "wifi-lost"), default=None)
    if lost_s is None or not any(at_s > lost_s for at_s in instants(trial, "wifi-joined")):
        return False
    connected = [one.at_s for one in trial.connections()]
    return any(at_s < lost_s for at_s in connected) and not any(at_s > lost_s for at_s in connected)


@tells_its_attempts.mistake("number-as-text")
def puts_the_number_in_quotes(trial: Trial) -> bool:
    return any(isinstance(one.fields.get("attempts"), str) for one in messages(trial))


@joins_in_time.mistake("no-password")
def asks_without_a_password(trial: Trial, program: Program) -> bool:
    gives_two = any(len(call.args) + len(call.keywords) > 1 for call in program.calls("connect"))
    is_lacking = "ssid" in program.names and "wifi_password" not in program.names and not gives_two
    return bool(trial.wifi_attempts().made) and is_lacking


@asks.mistake("hard-coded")
def knows_its_network(trial: Trial, program: Program) -> bool:
    return bool(trial.wifi_attempts().made) and "ssid" not in program.names
