# Makes objects whose finaliser makes objects. Ends: fuel. Hint: never-sleeps.
class Phoenix:
    def __del__(self):
        Phoenix()


for turn in range(10**9):
    Phoenix()
