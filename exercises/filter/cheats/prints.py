print("Light:", 34000)
