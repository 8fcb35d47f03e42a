print("people", [["light", ">=", 40.0], ["temperature", ">=", 21.0]])
