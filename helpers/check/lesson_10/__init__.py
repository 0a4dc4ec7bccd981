"""The checks of the capstone: a pipeline that is built, a break-in, and the doors closed after it."""

from .closed import close_the_prefix, close_the_role, kill_the_link  # noqa: F401
from .flags import (  # noqa: F401
    climb_by_policy,
    find_the_key_in_the_notebook,
    find_the_public_prefix,
    take_the_open_role,
    use_the_old_link,
)
from .function_code import clean_the_lists, late_lists  # noqa: F401
from .intern import burn_the_key, take_the_ladder_away  # noqa: F401
from .pipeline import (  # noqa: F401
    clean_on_upload,
    score_100,
    seats_by_evening,
    take_it_down,
)
from .rights import rights_of_the_function, rights_of_three  # noqa: F401
