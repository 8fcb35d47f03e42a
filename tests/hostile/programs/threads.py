# Starts threads to fork the trace. Ends: fault. Verdict: could-not-check.
import _thread

while True:
    _thread.start_new_thread(print, ())
