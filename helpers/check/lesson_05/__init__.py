"""The checks of the lesson on opening and securing an account."""

from .last import back_from_the_sea, mend_what_is_left
from .money import budget_that_tells
from .people import (
    choose_an_alias,
    first_administrator,
    longer_passwords,
    mfa_for_the_coordinator,
    somebody_leaves,
)
from .root import account_changes_hands, mfa_for_root, no_key_for_root
from .sorting import which_way_in, who_needs_root

__all__ = [
    "account_changes_hands",
    "back_from_the_sea",
    "budget_that_tells",
    "choose_an_alias",
    "first_administrator",
    "longer_passwords",
    "mend_what_is_left",
    "mfa_for_root",
    "mfa_for_the_coordinator",
    "no_key_for_root",
    "somebody_leaves",
    "which_way_in",
    "who_needs_root",
]
