"""What learners did. Its rule: a check belongs to one version of a program, and that to one learner."""
