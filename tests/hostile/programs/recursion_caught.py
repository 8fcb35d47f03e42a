# Recurses to the bottom of the stack again and again. Ends: deadline. Hint: nothing-yet.
def again():
    try:
        again()
    finally:
        again()


for turn in range(10**9):
    try:
        again()
    except RuntimeError:
        pass
