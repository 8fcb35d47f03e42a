# Runs first at every start, and must not fail: it only sees to it that main.py begins the kit (lib/kit/entry.py).
try:
    from kit import entry

    if entry.mend():
        print("lab: the program saved as main.py is program.py now; main.py is the kit's again")
except Exception as error:
    print("lab: boot.py:", error)
