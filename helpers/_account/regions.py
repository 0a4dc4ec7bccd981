"""The Regions that an account can use: those of before March 2019 at once, the later ones when somebody enables them.

Source: "AWS Regions" (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html), which names
20 March 2019 as the day from which new Regions are opt-in; the years stand in data/regions.csv.
"""

import csv
import functools

from helpers import facts

LAST_YEAR_OF_DEFAULT = 2018  # no Region was opened between January and March 2019


@functools.cache
def read_regions():
    """Return a dict of the Regions by code: True where an account can use it from the first day."""
    with (facts.DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["region_code"]: int(row["launch_year"]) <= LAST_YEAR_OF_DEFAULT for row in csv.DictReader(file)}


def answer(parameters):
    """Return the result of EC2's DescribeRegions: the enabled ones, or all. None where moto shall answer (filters)."""
    if parameters.get("Filters") or parameters.get("RegionNames"):
        return None
    shown = sorted(code for code, enabled in read_regions().items() if enabled or parameters.get("AllRegions"))
    return {"Regions": [_show(code) for code in shown]}


def _show(code):
    status = "opt-in-not-required" if read_regions()[code] else "not-opted-in"
    return {"RegionName": code, "Endpoint": f"ec2.{code}.amazonaws.com", "OptInStatus": status}
