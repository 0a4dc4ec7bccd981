"""At which level of abstraction a task is done, and which service takes over a step from another cloud."""

from helpers import facts

from .._given import BLANKS, judge_choices
from .._verdict import exercise, not_attempted

LEVELS = ("server", "container", "function", "managed service")
RIGHT_LEVELS = {
    "a": "function",
    "b": "container",
    "c": "managed service",
    "d": "server",
    "e": "managed service",
    "f": "server",
}
WHY_NOT = {
    (
        "a",
        "server",
    ): "A server waits all day for a few minutes of work: you pay for the waiting, and you update it.",
    ("a", "container"): "It would do. But an image has to be built and kept, for a second of Python.",
    ("a", "managed service"): "S3 stores the photo as it is. Making it small takes some lines of yours.",
    ("b", "function"): "A function of Lambda's ordinary kind is stopped after 15 minutes. This takes two hours.",
    ("b", "server"): "It would do. But then the operating system is yours too, and for 22 hours it has nothing to do.",
    (
        "b",
        "managed service",
    ): "SageMaker AI runs images too, in a form of its own: still yours to build and to mend.",
    ("c", "server"): "A database of your own on it would do. But then you install it, update it and back it up.",
    ("c", "container"): "What runs in it would have to be a database, with disks and copies: your work.",
    ("c", "function"): "A function can ask. But the guests have to be kept in something that finds them by number.",
    ("d", "container"): "Fargate has no GPU, and a container uses the driver of the machine below it.",
    (
        "d",
        "function",
    ): "Nine hours are far beyond the 15 minutes of an ordinary function, and its driver is AWS's.",
    (
        "d",
        "managed service",
    ): "SageMaker AI trains too, on machines that AWS sets up. Here you install the driver yourself.",
    ("e", "server"): "It would do, and stand idle for the other days of the month.",
    (
        "e",
        "container",
    ): "It would do, if you packed a database into it. Is there nothing that asks files in S3 directly?",
    (
        "e",
        "function",
    ): "It would do, if you wrote the reading and joining. Is there nothing that asks files in S3 directly?",
    (
        "f",
        "container",
    ): "A program that wants Windows and a mouse is hard to pack, and Fargate would not keep what was clicked.",
    ("f", "function"): "A function runs for some minutes when it is called, and has no screen.",
    ("f", "managed service"): "None of the list runs a program that somebody else wrote for Windows.",
}
NUDGES = {
    "a": "On which level do you pay for nothing while nobody uploads?",
    "b": "Which level takes the image as it is, and ends with the job?",
    "c": "Which service in the list finds items by key?",
    "d": "On which level may you install a driver?",
    "e": "Which service in the list asks files in S3 with SQL?",
    "f": "On which level do you bring all of the computer, Windows too?",
}
PRAISE = "All of them. The further to the right, the less you look after, and the less you can change."

# Each step of the job: the service that takes it over, and why the neighbours do not.
RIGHT_STEPS = {
    "a": "Amazon S3",
    "b": "AWS Lambda",
    "c": "Amazon Athena",
    "d": "Amazon DynamoDB",
    "e": "Amazon SageMaker AI",
    "f": "Amazon S3",
}
WHY_NOT_STEP = {
    "a": "Files that wait are objects in buckets, as in `Cloud Storage`.",
    "b": "A few lines run when a file arrives: that is a function.",
    "c": "Files are asked with SQL, once a month, where they lie.",
    "d": "Items are found by their key. Look for `Cosmos DB` in the column `azure`.",
    "e": "A model is trained: look at `used_for` in the rows with `Vertex AI`.",
    "f": "Results are files. What were files at Google are files at Azure too.",
    (
        "c",
        "Amazon Redshift",
    ): "A warehouse has to be loaded, and stands ready for many people. This is one question a month.",
    ("e", "Amazon Bedrock"): "Bedrock answers with models that others have trained. Here you train one.",
    (
        "b",
        "Amazon ECS with AWS Fargate",
    ): "That is the counterpart of `Cloud Run`, for containers. Here a function is called.",
    ("a", "Amazon EBS"): "EBS is the disk of a server. Here no server is meant.",
    ("f", "Amazon EBS"): "EBS is the disk of a server, as `Managed Disks` are. Blobs are objects.",
    ("d", "Amazon RDS"): "RDS runs databases with SQL and tables. `Cosmos DB` finds items by key.",
}


@exercise("04")
def which_level(answers):
    """The level that leaves the least work and still does the task."""
    return judge_choices(answers, RIGHT_LEVELS, WHY_NOT, LEVELS, NUDGES, PRAISE)


@exercise("04")
def job_from_another_cloud(steps):
    """The service of AWS that takes over each step of a job."""
    services = list(facts.read_table("services")["service"])
    if isinstance(steps, dict):
        if all(given in BLANKS for given in steps.values()):
            return not_attempted("Write a service from the table for each letter.")
        steps = {letter: _find_service(given, services) for letter, given in steps.items()}
    verdict = "The job runs at AWS on paper. Each step still has to be written anew: the calls differ."
    return judge_choices(steps, RIGHT_STEPS, WHY_NOT_STEP, services, None, verdict)


def _find_service(given, services):
    """The full name of a service from a short one: "S3", "s3", "Amazon S3 ", "SageMaker"; else what was given."""
    if not isinstance(given, str) or not given.strip():
        return given
    short = given.strip().lower()
    for name in services:
        words = name.lower()
        if short in (words, words.partition(" ")[2], words.partition(" ")[2].split(" ")[0], words.split(" ")[-1]):
            return name
    return given
