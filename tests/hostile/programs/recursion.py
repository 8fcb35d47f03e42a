# Calls itself for ever. Ends: exception. Hint: error.
def again():
    return again()


again()
