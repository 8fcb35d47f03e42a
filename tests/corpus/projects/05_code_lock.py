# expect: a state machine fed with digits
# prints: 1234# closed
# prints: 12*2580# open
# prints: 0# closed
# prints: 1# closed
# prints: 2# blocked
# prints: 2580# blocked
class Lock:
    CODE = "2580"

    def __init__(self):
        self.state = "closed"
        self.typed = ""
        self.errors = 0

    def press(self, key):
        if self.state == "blocked":
            return self.state
        if key == "#":
            if self.typed == self.CODE:
                self.state, self.errors = "open", 0
            else:
                self.errors += 1
                self.state = "blocked" if self.errors == 3 else "closed"
            self.typed = ""
        elif key == "*":
            self.typed = ""
        else:
            self.typed = (self.typed + key)[-4:]
        return self.state


lock = Lock()
for entry in ("1234#", "12*2580#", "0#", "1#", "2#", "2580#"):
    for key in entry:
        state = lock.press(key)
    print(entry, state)
