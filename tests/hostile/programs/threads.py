# Starts threads to fork the trace. Ends: exception. Hint: error.
import _thread

while True:
    _thread.start_new_thread(print, ())
