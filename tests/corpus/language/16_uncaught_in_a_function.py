# expect: a name that does not exist, three calls deep
# prints: start
# ends: error NameError
def low():
    return unknown_thing + 1


def middle():
    return low()


print("start")
middle()
print("never")
