"""Commands that a notebook cannot show well by `!`: one that asks, one that takes minutes, one run many times.

Each takes a command as you would type it in a terminal, and runs it in the environment of this notebook.
"""

import os
import re
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

SECRET = re.compile(r"(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])")  # the form of AWS's secret keys
PROMPT = re.compile(r"(?<=\]: )(?<!\[ERROR\]: )")  # where a question ends, such as "AWS Access Key ID [None]: "
DONE = ("upload:", "download:", "copy:", "move:", "delete:")  # how `aws s3` begins the line of a file that is done
WIDTH = 88  # of a line that is shown
BAR = "{percentage:3.0f} % |{bar:40}| {n_fmt} of {total_fmt} files"


@dataclass(frozen=True)
class Run:
    """A command that has ended: its exit code, how long it took, what it wrote, and how many files it was done with."""

    exit_code: int
    seconds: float
    output: str
    files: int = 0

    def __repr__(self):
        return f"exit code {self.exit_code}, {self.files:,} file{'' if self.files == 1 else 's'} done"


def run(command, **variables):
    """The Run of a command; its output is what a terminal would show, errors too. A variable None is taken away."""
    start = time.perf_counter()
    ended = subprocess.run(
        command,
        shell=True,
        env=_make_environment(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Run(ended.returncode, time.perf_counter() - start, ended.stdout, _count_done(ended.stdout))


def show(command, **variables):
    """None; prints a command, what it wrote, errors too, in lines that fit, and its exit code."""
    ended = run(command, **variables)
    print(f"$ {command}")
    for line in filter(str.strip, re.split(r"[\r\n]+", ended.output)):
        print(textwrap.fill(line, WIDTH, break_on_hyphens=False, break_long_words=False))
    print(f"(exit code {ended.exit_code})")


def type_in(command, *answers):
    """None; runs a command that asks, such as `aws configure`, with these answers, and prints it as a terminal would.

    In a notebook a command has no keyboard. A secret key is not shown.
    """
    typed = "".join(f"{answer}\n" for answer in answers)
    ended = subprocess.run(
        command, shell=True, input=typed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    print(f"$ {command}")
    print(_weave(ended.stdout, answers))
    if len(PROMPT.findall(ended.stdout)) > len(answers):
        many = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}"
        print(f"({command.split()[0]} got {many}, and asked for one more)")
    if ended.returncode:
        print(f"(exit code {ended.returncode})")


def show_progress(command, total):
    """The Run of a command of `aws s3` that goes through many files, with a bar that moves as each is done.

    `total` is how many files there are. What the command says besides, such as an error, is printed below the bar.
    """
    from tqdm import tqdm

    start, said, files = time.perf_counter(), [], 0
    process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with process, tqdm(total=total, file=sys.stdout, bar_format=BAR, mininterval=0.2, ascii=False) as bar:
        for line in process.stdout:  # text mode: a line ends at "\r" as well, by which `aws` overwrites a line
            if line.startswith(DONE):
                files += 1
                bar.update()
            elif line.strip() and not line.startswith("Completed "):
                said.append(line.rstrip())
    if said:
        print(*said[:20], sep="\n")
    return Run(process.returncode, time.perf_counter() - start, "\n".join(said), files)


def who_and_where(options="", **variables):
    """Who `aws` is and where, as "blue in us-west-2", with these options and environment variables (None: not set).

    Two commands find out: `aws sts get-caller-identity`, and one whose answer names the Region that it came from.
    Where AWS refuses, the answer is what it says against it.
    """
    zone = 'aws ec2 describe-availability-zones --query "AvailabilityZones[0].RegionName" --output text'
    commands = ("aws sts get-caller-identity --query Arn --output text", zone)
    with ThreadPoolExecutor() as pool:
        who, where = pool.map(lambda command: run(f"{command} {options}", **variables), commands)
    failed = [ended for ended in (who, where) if ended.exit_code]
    return _read_last(failed[0]) if failed else f"{re.split('[:/]', _read_last(who))[-1]} in {_read_last(where)}"


def _read_last(ended):
    return (ended.output.strip().splitlines() or [""])[-1]


def _make_environment(variables):
    chosen = os.environ | variables
    return {name: value for name, value in chosen.items() if value is not None}


def _count_done(output):
    return sum(line.startswith(DONE) for line in output.splitlines())


def _weave(output, answers):
    """The output with each answer behind the prompt that it answers, as a terminal shows it and a pipe does not."""
    hidden = re.sub(r"(Secret Access Key \[\*+)[^]]*", r"\1", output)  # of a key that is there already
    parts = PROMPT.split(hidden)
    shown = [_mask(str(answer)) for answer in answers]
    lines = [f"{prompt}{answer}\n" for prompt, answer in zip(parts[:-1], shown, strict=False)]
    return "".join([*lines, *parts[len(lines) :]]).rstrip()


def _mask(answer):
    return SECRET.sub("*" * 16, answer)
