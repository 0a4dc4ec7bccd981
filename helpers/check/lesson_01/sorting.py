"""The checks on what spot is good for, and on whose duty is what."""

from helpers import billing

from .._given import judge_choices, judge_number
from .._verdict import exercise
from .two import judge_two

JOBS = {"a": "spot", "b": "on demand", "c": "on demand", "d": "spot"}
JOB_REASONS = {
    "a": "that would work, at more than twice the price. Ranking goes on where it stopped, and by night nobody waits.",
    "b": "two minutes after the notice the only copy of the profiles would be out of reach, or lost.",
    "c": "200 guests would be cut off in the middle of their evening. They cannot wait for another server.",
    "d": "that would work, at more than twice the price. A photo that was lost on the way is done again in a second.",
}


@exercise("01")
def spot_for_which_job(saved, jobs):
    """Spot saves about six tenths, and suits the two jobs that can be interrupted."""
    dear, cheap = (billing.hourly_price("m5.4xlarge", market) for market in ("on-demand", "spot"))
    percent = 100 * (1 - cheap / dear)
    saving = judge_number(
        saved,
        percent,
        "percent",
        mistakes=[
            (100 - percent, "that is what you still pay.", "The question is what you save."),
            (percent / 100, "that is a share.", "Write percent: a half is 50."),
            (100 * (dear / cheap - 1), "that is a share of the spot price.", "Divide by the on-demand price."),
            (100 * dear / cheap, "that compares with the spot price.", "Divide the saving by the on-demand price."),
            (dear - cheap, "that is in USD an hour.", "Divide it by the on-demand price, times 100."),
        ],
        hint="The difference of the two prices, divided by the on-demand price, times 100.",
        ask="Write the percent into `saved`, and an answer for each job.",
    )
    praise = (
        f"Spot saved {percent:.0f} percent that day. (A server on demand is not taken back, but it can break: "
        "never keep the only copy of anything on one server.)"
    )
    if isinstance(jobs, dict):
        jobs = {letter: job.replace("-", " ") if isinstance(job, str) else job for letter, job in jobs.items()}
    return judge_two(("saved", saving), ("jobs", judge_choices(jobs, JOBS, JOB_REASONS)), praise)


DUTIES = dict.fromkeys("acg", "AWS") | dict.fromkeys("bdf", "you") | dict.fromkeys("eh", "both")
DUTY_REASONS = {
    "a": "the building has one owner, and its doors are not in anybody else's hands.",
    "b": "on EC2 the system inside the server is the customer's, and AWS has no login to it.",
    "c": "that is the work of the layer below the virtual machines, which no customer can reach.",
    "d": "a policy is written by whoever owns the bucket, and S3 carries out what it says.",
    "e": "there are two staffs, one that runs data centres and one that runs the app.",
    "f": "S3 did what it was told. It keeps old versions only if the owner of the bucket has switched that on.",
    "g": "it is a part of the machine, and the machine stands in the provider's rack.",
    "h": "the switches stand in the data centre, the database is something that you set up.",
}
DUTY_NUDGES = {
    "AWS": "Could AWS do all of it, without knowing your app, or entering your server?",
    "you": "Could you do all of it, without entering the building, or seeing other customers' machines?",
    "both": "Is there really a part of it on each side?",
}


@exercise("01")
def whose_duty(answers):
    """Eight duties, sorted into AWS's, the customer's and those that both have."""
    praise = "Three are AWS's, three yours, two shared. Had you only S3 and no server, b would be AWS's."
    return judge_choices(answers, DUTIES, DUTY_REASONS, nudges=DUTY_NUDGES, praise=praise)
