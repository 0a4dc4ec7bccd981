"""The checks of the lesson on compute: types, servers, doors, roles, functions."""

from .choices import cheapest_in_time, how_often_to_save, types_for_jobs, where_does_it_run  # noqa: F401
from .lambdas import break_the_loop, count_the_seats, give_it_time, score_each_list  # noqa: F401
from .servers import launch_with_a_name, open_what_is_needed, put_them_away, what_the_scorer_needs  # noqa: F401
