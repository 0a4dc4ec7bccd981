"""Run the `aws` command without ~/.aws: its aliases, models and caches belong to the learner's real accounts.

The practice account puts an `aws` of its own on PATH that starts this file (as a file: it must not import the course).
"""

import os
import sys
from pathlib import Path


def main():
    """Return the exit status of `aws` with this process's arguments."""
    names = ("HOME", "USERPROFILE")  # of Unix and of Windows
    saved = {name: os.environ[name] for name in names if name in os.environ}
    os.environ.update(dict.fromkeys(names, str(Path(os.environ["AWS_CONFIG_FILE"]).parent)))
    import awscli.clidriver
    import awscli.handlers  # these two, and what they import, look up ~/.aws once: now

    for name in names:
        del os.environ[name]
    os.environ.update(saved)  # so that ~ in an argument means the learner's own folder
    return awscli.clidriver.main()


if __name__ == "__main__":
    sys.exit(main())
