"""The pages, the JSON API and the live stream: a thin edge over the store, the live frames and the grader."""
