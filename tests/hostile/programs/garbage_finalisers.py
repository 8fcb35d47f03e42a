# Makes objects whose finaliser makes objects. Ends: deadline. Hint: nothing-yet.
class Phoenix:
    def __del__(self):
        Phoenix()


for turn in range(10**9):
    Phoenix()
