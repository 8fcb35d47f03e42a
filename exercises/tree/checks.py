"""Tree, judged on what its functions answer: each explanation is followed. Causes stand before their effects."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

from iot_lab.grading.vocabulary import (
    Answer,
    Answers,
    Mismatch,
    NothingToJudge,
    Program,
    Trial,
    check,
    expect,
    say,
)

PREDICT, EXPLAIN, BY_HAND, NOW = "predict", "explain", "by_hand", "now"
NAMES = ("temperature", "humidity", "light")
LABELS = ("empty", "people", "airing")
MOST_STEPS, LEAST, LEAST_BY_HAND = 3, 0.80, 0.75
# A first question that gains less than this part of what another one gains is a poor one.
POOR, STRIDE = 0.2, 3
COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
}
OPPOSITES = {"<": ">=", ">=": "<", "<=": ">", ">": "<="}

Step = tuple[str, str, float]


def unseen(trial: Trial, function: str = PREDICT) -> Answers:
    return trial.answers(function).when(lambda one: tuple(one.arguments[0]) in trial.truth["labels"])


def slips(trial: Trial) -> Answers:
    return trial.answers(PREDICT).when(lambda one: tuple(one.arguments[0]) in trial.truth["slips"])


def is_right(trial: Trial) -> Callable[[Answer], bool]:
    return lambda answer: answer.result == trial.truth["labels"][tuple(answer.arguments[0])]


def is_step(step: Any) -> bool:
    is_triple = isinstance(step, list) and len(step) == 3
    return is_triple and step[0] in NAMES and step[1] in COMPARED and isinstance(step[2], int | float)


def steps(answer: Answer) -> list[Step] | None:
    """Return the steps of an explanation, None where it is none."""
    result = answer.result
    if not isinstance(result, list) or not all(is_step(one) for one in result):
        return None
    return [(name, sign, float(limit)) for name, sign, limit in result]


def told(trial: Trial) -> list[tuple[list[float], list[Step], Any]]:
    """Return each sample with its steps and its label, those that can be read."""
    labels = {tuple(one.arguments[0]): one.result for one in unseen(trial).each}
    found = [(one.arguments[0], steps(one), labels[tuple(one.arguments[0])]) for one in unseen(trial, EXPLAIN).each]
    return [(sample, path, label) for sample, path, label in found if path is not None]


def explained(trial: Trial) -> list[tuple[list[float], list[Step], Any]]:
    """Return the same for a check, which has nothing to judge where one cannot be read."""
    found = told(trial)
    if not found or len(found) < len(unseen(trial, EXPLAIN).each):
        raise NothingToJudge(say(fr="des questions", en="questions"), say(fr="il n’y en a pas", en="there are none"))
    return found


def holds(sample: list[float], step: Step) -> bool:
    name, sign, limit = step
    return COMPARED[sign](sample[NAMES.index(name)], limit)


def written(path: list[Step]) -> str:
    return " ".join(f"[{name} {sign} {limit:g}]" for name, sign, limit in path) or "[]"


@check("functions", fr="predict et explain répondent", en="predict and explain answer")
def answers(trial: Trial) -> None:
    expect(unseen(trial)).have_no_error()
    expect(unseen(trial, EXPLAIN)).have_no_error()


@check("labels", fr="predict rend empty, people ou airing", en="predict returns empty, people or airing")
def returns_labels(trial: Trial) -> None:
    expect(unseen(trial)).are_among(LABELS)


@check("steps", fr="explain rend des questions bien formées", en="explain returns well-formed questions")
def returns_steps(trial: Trial) -> None:
    expect(unseen(trial, EXPLAIN)).are_right(lambda _: True, at_least=1)
    for one in unseen(trial, EXPLAIN).each:
        if not steps(one):
            raise Mismatch(
                say(
                    fr="explain({sample}) rend une liste de [nom, signe, nombre]",
                    en="explain({sample}) returns a list of [name, sign, number]",
                    sample=str(one.arguments[0]),
                ),
                say(fr="elle rend {result}", en="it returns {result}", result=repr(one.result)[:80]),
            )


@check("depth", fr="Au plus trois questions", en="At most three questions")
def asks_three_questions(trial: Trial) -> None:
    for sample, path, _ in explained(trial):
        if len(path) > MOST_STEPS:
            raise Mismatch(
                say(fr="au plus 3 questions pour {sample}", en="at most 3 questions for {sample}", sample=str(sample)),
                say(
                    fr="{count} questions : {path}",
                    en="{count} questions: {path}",
                    count=len(path),
                    path=written(path)[:100],
                ),
            )


@asks_three_questions.mistake("memorises")
def knows_the_slips_by_heart(trial: Trial) -> bool:
    is_deep = any(len(path) > MOST_STEPS for _, path, _ in told(trial))
    return is_deep and slips(trial).share(lambda one: one.result == trial.truth["slips"][tuple(one.arguments[0])]) == 1


@check("true", fr="Chaque question est vraie pour le relevé", en="Each question is true for the sample")
def says_what_is_true(trial: Trial) -> None:
    for sample, path, _ in explained(trial):
        wrong = [step for step in path if not holds(sample, step)]
        if wrong:
            raise Mismatch(
                say(
                    fr="des questions vraies pour {sample}",
                    en="questions that are true for {sample}",
                    sample=str(sample),
                ),
                say(fr="{step} est faux", en="{step} is false", step=written(wrong[:1])),
            )


@says_what_is_true.mistake("signs")
def has_its_signs_reversed(trial: Trial) -> bool:
    answers = [holds(sample, step) for sample, path, _ in told(trial) for step in path]
    return bool(answers) and not any(answers)


@check("path", fr="L’explication est le chemin suivi", en="The explanation is the path taken")
def tells_the_path_taken(trial: Trial) -> None:
    """Two paths part at one question of one number, or are the same and lead to the same label."""
    for (_, one, label), (_, other, other_label) in combinations(explained(trial), 2):
        together = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
        is_parted = together is not None and is_other_way(one[together], other[together])
        if (one == other and label == other_label) or is_parted:
            continue
        raise Mismatch(
            say(fr="un seul arbre : même chemin, même étiquette", en="a single tree: same path, same label"),
            say(
                fr="{one} : {label}, mais {other} : {other_label}",
                en="{one}: {label}, but {other}: {other_label}",
                one=written(one),
                label=str(label),
                other=written(other),
                other_label=str(other_label),
            ),
        )


def is_other_way(one: Step, other: Step) -> bool:
    return one[0] == other[0] and one[2] == other[2] and OPPOSITES[one[1]] == other[1]


@check("unseen", fr="80 % de réponses justes d’autres jours", en="80% right on other days")
def is_right_on_other_days(trial: Trial) -> None:
    expect(unseen(trial)).are_right(is_right(trial), at_least=LEAST)


@returns_steps.mistake("constant", unless=("fixed", "poor-questions"))
@is_right_on_other_days.mistake("constant", unless=("fixed", "poor-questions"))
def always_says_the_same(trial: Trial) -> bool:
    given = unseen(trial).each
    return all(one.error is None for one in given) and len({str(one.result) for one in given}) == 1


def rows(trial: Trial) -> list[tuple[list[float], str]]:
    """Return the samples of the file, each with its label."""
    lines = dict(trial.scenario.files)["room.csv"].decode().split()[1:]
    parts = [line.split(",") for line in lines]
    return [([float(one) for one in numbers], label) for _, *numbers, label in parts]


def mixture(labels: list[str]) -> float:
    """Return how mixed labels are: 0 for a single one."""
    return len(labels) - sum(labels.count(one) ** 2 for one in LABELS) / len(labels) if labels else 0.0


def gain(known: list[tuple[list[float], str]], place: int, limit: float) -> float:
    """Return how much less mixed the labels are after a question."""
    sides = [[label for sample, label in known if (sample[place] < limit) is is_under] for is_under in (True, False)]
    return mixture([label for _, label in known]) - sum(map(mixture, sides))


@is_right_on_other_days.mistake("poor-questions", unless=("fixed",))
def begins_with_a_poor_question(trial: Trial) -> bool:
    """The first question separates the labels of the file hardly at all, while another one would."""
    firsts = {(path[0][0], path[0][2]) for _, path, _ in told(trial) if path}
    known = rows(trial)
    if len(firsts) != 1 or not known:
        return False
    ((name, limit),) = firsts
    best = max(gain(known, place, sample[place]) for sample, _ in known[::STRIDE] for place in range(3))
    return gain(known, NAMES.index(name), limit) < POOR * best


@is_right_on_other_days.mistake("one-question")
def asks_a_single_question(trial: Trial) -> bool:
    return bool(told(trial)) and all(len(path) == 1 for _, path, _ in told(trial))


@is_right_on_other_days.mistake("fixed")
def takes_numbers_from_the_program(trial: Trial, program: Program) -> bool:
    if unseen(trial).share(is_right(trial)) >= LEAST:
        return False
    limits = {limit for _, path, _ in told(trial) for _, _, limit in path}
    return bool(limits) and limits <= program.numbers


@check("by-hand", fr="by_hand a raison dans cette pièce", en="by_hand is right in this room")
def is_right_by_hand(trial: Trial) -> None:
    if any(one.function == BY_HAND for one in trial.scenario.questions):
        expect(trial.answers(BY_HAND)).have_no_error()
        expect(trial.answers(BY_HAND)).are_among(LABELS)
        expect(trial.answers(BY_HAND)).are_right(is_right(trial), at_least=LEAST_BY_HAND)


@is_right_by_hand.mistake("by-hand-words")
def says_other_words(trial: Trial) -> bool:
    """What it returns is none of the three labels."""
    given = trial.answers(BY_HAND).each
    return bool(given) and any(isinstance(one.result, str) and one.result not in LABELS for one in given)


@check("now", fr="now() juge ce que disent les capteurs", en="now() judges what the sensors say")
def judges_the_present(trial: Trial) -> None:
    expect(trial.answers(NOW)).have_no_error()
    expect(trial.answers(NOW)).are(lambda _: trial.truth["now"])


@check("card", fr="card() rend la fiche du modèle", en="card() returns the model card")
def has_a_card(trial: Trial) -> None:
    expect(trial.card).is_filled()
    expect(trial.card).tests(trial.truth["last"])


@check("honest", fr="La fiche compte les erreurs", en="The card counts the mistakes")
def counts_its_mistakes(trial: Trial) -> None:
    """One label of the last day is wrong, on its plainest sample: the card cannot be perfect.

    Where that day is in winter, a tree that has not seen it takes none of its airing for airing.
    """
    count = sum(trial.truth["last"])
    expect(trial.card).promises_at_most((count - 1) / count)
    if mistakes_told(trial) < trial.truth["winter"]:
        raise Mismatch(
            say(
                fr="{missed} erreurs au moins : ce que manque un arbre sans le dernier jour",
                en="{missed} mistakes at least: what a tree without the last day gets wrong",
                missed=trial.truth["winter"],
            ),
            say(fr="la fiche en compte {told}", en="the card counts {told}", told=mistakes_told(trial)),
        )


def mistakes_told(trial: Trial) -> int:
    matrix = trial.card.matrix or []
    return sum(map(sum, matrix)) - sum(row[place] for place, row in enumerate(matrix))


@counts_its_mistakes.mistake("saw-the-last")
def tests_a_tree_that_saw_the_last_day(trial: Trial) -> bool:
    """In winter it counts the airing of the last day as right, which no other day could teach."""
    right = trial.card.matrix[-1][-1] if trial.card.matrix else 0
    return 0 < trial.truth["winter"] == right


@has_a_card.mistake("tested-on-training")
def tests_what_it_learnt(trial: Trial) -> bool:
    return trial.card.tested is not None and sum(trial.card.tested) > sum(trial.truth["last"])
