"""What learners really answer: for each exercise wrong answers, what each must be told, and other right answers.

An answer is code that runs in the lesson, in place of the solution. It may use `document`, `allow` and `deny` (from
`answers.py`), so that a policy fits on a line. The name of a wrong answer begins with "too narrow" or "too broad" where
it allows too little or too much; an exercise that is not about permissions stands in its lesson's
NOT_ABOUT_PERMISSIONS.
"""

import importlib
from pathlib import Path

from .answers import Right, Wrong, allow, deny, document

LESSONS = [
    importlib.import_module(f"{__name__}.{path.stem}") for path in sorted(Path(__file__).parent.glob("lesson_*.py"))
]
WRONG = {exercise: answers for lesson in LESSONS for exercise, answers in lesson.WRONG.items()}
RIGHT = {exercise: answers for lesson in LESSONS for exercise, answers in lesson.RIGHT.items()}
NOT_ABOUT_PERMISSIONS = {exercise for lesson in LESSONS for exercise in lesson.NOT_ABOUT_PERMISSIONS}

__all__ = ["NOT_ABOUT_PERMISSIONS", "RIGHT", "WRONG", "Right", "Wrong", "allow", "deny", "document"]
