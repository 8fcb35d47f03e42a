"""The AI bench of a room: takes, what is learnt of them, which board runs it. Its rule: people are letters."""
