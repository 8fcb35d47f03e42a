# Answers questions that nobody asked. Ends: finished. Hint: nothing-yet.
import host

for turn in range(100):
    print(repr(host.call("question-next", "")))
    host.call("question-answer", '"passed"')
    host.call("question-failed", "Passed: 1")
    host.call("question-missing", "")
