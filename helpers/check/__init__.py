"""The checks of all exercises, by name: `check.blue_reads_guests()` looks at your work and returns a Verdict."""

import difflib

# One import a lesson, each check by its name; __all__ names them in the order of the lessons.
__all__ = []


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'helpers.check' has no attribute '{name}'")
    nearest = difflib.get_close_matches(name, __all__, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(f'check.{found}' for found in nearest)}?" if nearest else "Look at the exercise."
    raise AttributeError(f"There is no exercise called '{name}'. {hint}")
