"""The checks of all exercises, by name: `check.blue_reads_every_list()` looks at your work and returns a Verdict.

The checks of lesson NN stand in `lesson_NN/`. That package is loaded when the first of its checks is asked for, so
that the first cell of a notebook does not wait for it.
"""

import difflib
import importlib

# The exercises of each lesson, in the order in which a learner meets them.
EXERCISES = {
    "00": ["store_guest_list"],
    "01": [
        "buy_or_rent_the_hall",
        "hosts_after_mixing",
        "bill_for_february",
        "hours_to_break_even",
        "spot_for_which_job",
        "whose_duty",
        "rehearse_the_evening",
        "growth_behind_the_share",
    ],
    "02": [
        "swap_the_server",
        "link_for_a_phone",
        "two_zones",
        "valentines_evening",
        "tune_the_group",
        "alarm_in_time",
        "down_to_zero",
        "five_setups",
    ],
    "03": [
        "credit_for_an_outage",
        "hours_down",
        "close_the_buckets",
        "shrink_the_robot",
        "find_the_waste",
        "what_to_cache",
        "decision_sheet",
    ],
    "04": [
        "count_the_services",
        "which_level",
        "job_from_another_cloud",
        "region_for_two_cities",
        "find_the_server",
        "write_arns",
        "read_arn",
        "workshop_as_template",
        "leave_nothing_behind",
        "when_they_passed",
    ],
    "05": [
        "account_changes_hands",
        "who_needs_root",
        "mfa_for_root",
        "no_key_for_root",
        "budget_that_tells",
        "first_administrator",
        "longer_passwords",
        "which_way_in",
        "mend_what_is_left",
        "choose_an_alias",
        "put_it_right",
        "somebody_leaves",
    ],
    "06": [
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
    ],
    "07": [
        "profile_for_blue",
        "who_and_where",
        "three_tasks",
        "large_objects",
        "weigh_a_folder",
        "only_the_csv",
        "what_sync_sends",
        "four_commands",
        "stops_or_goes_on",
        "what_would_help",
        "three_broken_commands",
        "scale_script",
        "count_them_all",
        "nothing_left",
    ],
    "08": [
        "rename_the_folder",
        "store_as_parquet",
        "weigh_all_pages",
        "second_upload",
        "bring_back_the_list",
        "rules_for_the_archive",
        "cheapest_class",
        "link_for_the_speaker",
        "keep_every_version",
        "claim_a_seat",
        "add_guest_safely",
        "ask_the_right_drawer",
        "sell_the_last_seat",
        "keys_for_the_host",
        "which_store",
    ],
    "09": [
        "types_for_jobs",
        "launch_with_a_name",
        "open_what_is_needed",
        "what_the_scorer_needs",
        "put_them_away",
        "how_often_to_save",
        "count_the_seats",
        "score_each_list",
        "give_it_time",
        "break_the_loop",
        "where_does_it_run",
        "cheapest_in_time",
    ],
    "10": [
        "score_100",
        "clean_the_lists",
        "late_lists",
        "clean_on_upload",
        "seats_by_evening",
        "rights_of_the_function",
        "rights_of_three",
        "take_it_down",
        "find_the_public_prefix",
        "find_the_key_in_the_notebook",
        "climb_by_policy",
        "take_the_open_role",
        "use_the_old_link",
        "close_the_prefix",
        "burn_the_key",
        "take_the_ladder_away",
        "close_the_role",
        "kill_the_link",
    ],
}

# Exercises that a lesson marks with "If time is left": progress counts them apart.
EXTRA = {
    "add_guest_safely",
    "alarm_in_time",
    "break_the_loop",
    "cheapest_in_time",
    "choose_an_alias",
    "count_them_all",
    "folder_for_everybody",
    "give_it_time",
    "growth_behind_the_share",
    "hours_down",
    "hours_to_break_even",
    "how_often_to_save",
    "job_from_another_cloud",
    "keep_every_version",
    "keys_for_the_host",
    "nothing_left",
    "orange_lists_signups",
    "put_it_right",
    "read_arn",
    "region_for_two_cities",
    "rename_the_folder",
    "rotate_the_key",
    "scale_script",
    "score_100",
    "seats_by_evening",
    "second_upload",
    "sell_the_last_seat",
    "somebody_leaves",
    "tune_the_group",
    "weigh_a_folder",
    "when_they_passed",
}


def __getattr__(name):
    for lesson, names in EXERCISES.items():
        if name in names:
            return getattr(importlib.import_module(f"helpers.check.lesson_{lesson}"), name)
    if name.startswith("_"):
        raise AttributeError(f"module 'helpers.check' has no attribute '{name}'")
    known = sorted(__dir__())
    nearest = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or known
    raise AttributeError(
        f"There is no exercise '{name}'. Did you mean {' or '.join(f'check.{one}' for one in nearest)}?"
    )


def __dir__():
    return [name for names in EXERCISES.values() for name in names]
