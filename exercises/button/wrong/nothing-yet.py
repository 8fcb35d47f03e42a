print("button pressed")
