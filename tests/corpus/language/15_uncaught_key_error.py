# expect: an exception that nobody catches ends the program
# prints: before
# ends: error KeyError
room = {"light": 120}
print("before")
print(room["humidity"])
print("never")
