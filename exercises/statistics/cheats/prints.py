print({"count": 105, "mean": 24.0, "min": 21.5, "max": 26.5, "deviation": 1.8})
