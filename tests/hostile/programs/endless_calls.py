# Calls a function for ever. Ends: deadline. Hint: nothing-yet.
def nothing():
    pass


while True:
    nothing()
