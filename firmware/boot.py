# Runs first at every start, and must not fail: it chooses the kit (lib/kit_choice.py), and sees to it that
# main.py begins it (lib/kit/entry.py).
try:
    from kit_choice import choose

    choose()
    del choose
except Exception as error:
    print("lab: boot.py:", error)
try:
    from kit import borrow

    if borrow("entry").mend():
        print("lab: the program saved as main.py is program.py now; main.py is the kit's again")
except Exception as error:
    print("lab: boot.py:", error)
