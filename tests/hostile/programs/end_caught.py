# Catches whatever ends it, for ever. Ends: deadline. Hint: nothing-yet.
def nothing():
    pass


while True:
    try:
        while True:
            nothing()
    except:
        continue
    finally:
        nothing()
