print({"temperature": 20.4}, "alert", [600, 4200])
