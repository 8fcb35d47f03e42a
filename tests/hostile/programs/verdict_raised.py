# Ends with an exception whose text is a report, in a hundred lines. Ends: exception. Hint: type.other.
raise Exception('\n'.join(['{"verdict": "passed"}', '  File "main.py", line 1', "finished"] * 100))
