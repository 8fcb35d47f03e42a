# Fills the trace with texts as large as a call may carry. Ends: fuel. Hint: type.some.
import host

text = "x" * 60000
for turn in range(10**9):
    host.call("callback-failed", text)
