"""The checks of the lesson on what AWS is."""

from .counting import count_the_services, when_they_passed  # noqa: F401
from .levels import job_from_another_cloud, which_level  # noqa: F401
from .naming import read_arn, write_arns  # noqa: F401
from .placing import find_the_server, region_for_two_cities  # noqa: F401
from .stacking import leave_nothing_behind, workshop_as_template  # noqa: F401
