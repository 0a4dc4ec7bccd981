"""The checks of the lesson on storage. Each looks at what is in the buckets and tables, or lets what you wrote run."""

from .choices import cheapest_class, keys_for_the_host, which_store  # noqa: F401
from .closed import keep_every_version, link_for_the_speaker  # noqa: F401
from .objects import (  # noqa: F401
    bring_back_the_list,
    rename_the_folder,
    second_upload,
    store_as_parquet,
    weigh_all_pages,
)
from .rules import rules_for_the_archive  # noqa: F401
from .tables import ask_the_right_drawer, sell_the_last_seat  # noqa: F401
from .writers import add_guest_safely, claim_a_seat  # noqa: F401
