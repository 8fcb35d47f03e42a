"""Neighbours, judged on what `predict` answers about samples that the host chose. Causes stand before their effects."""

from collections.abc import Callable

from iot_lab.grading.vocabulary import Answer, Answers, Program, Trial, check, expect

PREDICT = "predict"
LABELS = ("ripe", "dry", "dark")
LEAST = 0.85
ALIKE = 0.9
KS = (1, 5)
# The numbers of the statement: a program that divides by them fits one garden only.
LUX, PERCENT = 10_000, 100

Row = tuple[float, float, str]


def truth(trial: Trial, answer: Answer) -> tuple[str, str]:
    """Return why a question was asked, and its right label."""
    sample, k = answer.arguments
    why, label = trial.truth[(tuple(sample), k)]
    return why, label


def asked(trial: Trial, why: str, k: int | None = None) -> Answers:
    """Return the answers to one kind of question, for one k or for all."""
    return trial.answers(PREDICT).when(lambda one: truth(trial, one)[0] == why and k in (None, one.arguments[1]))


def is_right(trial: Trial) -> Callable[[Answer], bool]:
    return lambda answer: answer.result == truth(trial, answer)[1]


def samples(trial: Trial) -> list[Row]:
    """Return the samples of the file."""
    lines = dict(trial.scenario.files)["samples.csv"].decode().splitlines()[1:]
    rows = [line.split(",") for line in lines]
    return [(float(light), float(soil), label) for light, soil, label in rows]


def answers_like(trial: Trial, light_scale: float, soil_scale: float) -> bool:
    """Whether the answers with k = 1 are those of a program that divides light and soil by these numbers."""
    rows = samples(trial)

    def is_like(answer: Answer) -> bool:
        light, soil = answer.arguments[0]
        near = min(rows, key=lambda row: ((row[0] - light) / light_scale) ** 2 + ((row[1] - soil) / soil_scale) ** 2)
        return answer.result == near[2]

    return asked(trial, "unseen", 1).share(is_like) >= ALIKE


@check("function", fr="La fonction predict(sample, k) répond", en="The function predict(sample, k) answers")
def answers(trial: Trial) -> None:
    expect(trial.answers(PREDICT)).have_no_error()


@answers.mistake("nothing-yet")
def has_no_function(trial: Trial) -> bool:
    return any(one.error == "missing" for one in trial.answers(PREDICT).each)


@check("labels", fr="Elle rend ripe, dry ou dark", en="It returns ripe, dry or dark")
def returns_labels(trial: Trial) -> None:
    expect(trial.answers(PREDICT)).are_among(LABELS)


@check("known", fr="Elle reconnaît les relevés du fichier", en="It recognises the samples of the file")
def knows_the_file(trial: Trial) -> None:
    expect(asked(trial, "known")).are(lambda answer: truth(trial, answer)[1])


@knows_the_file.mistake("constant")
def always_says_the_same(trial: Trial) -> bool:
    return len({str(one.result) for one in trial.answers(PREDICT).each}) == 1


@check("unseen", fr="85 % de réponses justes sur des relevés inconnus", en="85% right on samples it never saw")
def is_right_on_unseen_samples(trial: Trial) -> None:
    for k in KS:
        expect(asked(trial, "unseen", k)).are_right(is_right(trial), at_least=LEAST)


@is_right_on_unseen_samples.mistake("memorises", unless=("constant",))
def only_knows_the_file(trial: Trial) -> bool:
    return len({str(one.result) for one in asked(trial, "unseen").each}) == 1


@is_right_on_unseen_samples.mistake("fixed-scale")
def divides_by_the_numbers_of_one_garden(trial: Trial, program: Program) -> bool:
    return {LUX, PERCENT} <= program.numbers and answers_like(trial, LUX, PERCENT)


@is_right_on_unseen_samples.mistake("unscaled", unless=("fixed-scale",))
def takes_the_numbers_as_they_are(trial: Trial) -> bool:
    return answers_like(trial, 1, 1)


@check("k", fr="Elle écoute k voisins", en="It listens to k neighbours")
def listens_to_k_neighbours(trial: Trial) -> None:
    for k in KS:
        expect(asked(trial, "slip", k)).are(lambda answer: truth(trial, answer)[1])


@check("tie", fr="À égalité, le plus proche l’emporte", en="In a tie the nearest one wins")
def nearest_wins_a_tie(trial: Trial) -> None:
    expect(asked(trial, "slip", 2)).are(lambda answer: truth(trial, answer)[1])
