"""The checks of all exercises, by name: `check.blue_reads_guests()` looks at your work and returns a Verdict."""

import difflib

# One import a lesson, each check by its name; __all__ names them in the order of the lessons.
from ._lesson_00 import store_guest_list
from ._lesson_06 import (
    blue_lists_guests,
    blue_reads_every_list,
    bucket_lets_blue_in,
    deputy_is_admin,
    find_the_deny,
    folder_for_everybody,
    nobody_deletes,
    orange_builds_the_form,
    orange_lists_signups,
    rotate_the_key,
    sort_the_refusals,
    stop_the_leak,
)

__all__ = [
    "store_guest_list",
    "deputy_is_admin",
    "sort_the_refusals",
    "blue_lists_guests",
    "blue_reads_every_list",
    "orange_builds_the_form",
    "bucket_lets_blue_in",
    "orange_lists_signups",
    "folder_for_everybody",
    "nobody_deletes",
    "find_the_deny",
    "stop_the_leak",
    "rotate_the_key",
]


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'helpers.check' has no attribute '{name}'")
    nearest = difflib.get_close_matches(name, __all__, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(f'check.{found}' for found in nearest)}?" if nearest else "Look at the exercise."
    raise AttributeError(f"There is no exercise called '{name}'. {hint}")
