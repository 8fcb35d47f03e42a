# Answers the host's questions about main.py's functions, one at a time (iot_lab/simulator/questions.py).
import json
from _board import call, traceback
from host import call as tell


def answer(names):
    while True:
        try:
            function, arguments = json.loads(call("question-next"))
            if callable(names.get(function)):
                call("question-answer", json.dumps(names[function](*arguments)))
            else:
                call("question-missing")
        except KeyboardInterrupt:
            pass
        except BaseException as error:
            tell("question-failed", traceback(error))
