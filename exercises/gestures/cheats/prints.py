print({"label": "shake"}, {"label": "circle"})
