"""The small package that the lessons import: the practice account, checks, quizzes, pictures."""
