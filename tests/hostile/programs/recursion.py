# Calls itself for ever. Ends: exception. Hint: other.recursion.
def again():
    return again()


again()
