# expect: match and case are no part of MicroPython's language
# ends: error SyntaxError
command = "on"
match command:
    case "on":
        print("lit")
    case _:
        print("dark")
