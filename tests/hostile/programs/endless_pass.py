# Waits for ever with an empty loop. Ends: deadline. Hint: nothing-yet.
while True:
    pass
