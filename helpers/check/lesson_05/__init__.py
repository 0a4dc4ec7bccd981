"""The checks of the lesson on opening and securing an account."""

from .last import mend_what_is_left, put_it_right
from .money import budget_that_tells
from .people import (
    choose_an_alias,
    first_administrator,
    longer_passwords,
    somebody_leaves,
)
from .root import account_changes_hands, mfa_for_root, no_key_for_root
from .sorting import which_way_in, who_needs_root

__all__ = [
    "account_changes_hands",
    "budget_that_tells",
    "choose_an_alias",
    "first_administrator",
    "longer_passwords",
    "mend_what_is_left",
    "mfa_for_root",
    "no_key_for_root",
    "put_it_right",
    "somebody_leaves",
    "which_way_in",
    "who_needs_root",
]
