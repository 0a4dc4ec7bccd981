"""The tables of facts: each row says when and by whom, numbers are plausible, and what belongs together agrees."""

import csv
import datetime
import itertools
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import facts

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
TABLES = facts.list_tables()
CHECKED = datetime.date.fromisoformat(re.search(r"checked on (\d{4}-\d\d-\d\d)", README)[1])
DATE = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?")
# What tells the rows of a table apart. In a table that is not named here the first column does; in one that is named
# with nothing, rows may be the same, because their order counts.
KEYS = {
    "aws-timeline": ["date", "event"],
    "cloud-market": ["period"],
    "ec2-prices": ["instance_type", "region"],
    "ebs-prices": ["volume_type", "region"],
    "leaks": ["date", "organisation"],
    "market-share": ["quarter", "provider"],
    "outages": ["date", "provider"],
    "sla": ["service", "scope", "kind"],
    "sla-credits": ["service", "scope", "uptime_from"],
    "waiting-times": ["what", "as_of"],
    "world-land": [],
}
# The least and the most that a column can plausibly hold; a missing number is not looked at.
RANGES = {
    "aws-sales": {"year": (2013, 2025), "net_sales_usd_billion": (3, 300)},
    "aws-timeline": {"year": (1994, 2026)},
    "cloud-market": {"usd_billion": (10, 1000)},
    "ec2-prices": {
        "vcpu": (1, 448),
        "memory_gib": (0.5, 24576),
        "on_demand_usd_per_hour": (0.001, 120),
        "spot_usd_per_hour": (0.001, 60),
        "spot_az_count": (0, 8),
    },
    "ebs-prices": {"usd_per_gb_month": (0.01, 0.2)},
    "free-plan": {"limit": (0, 1e6)},
    "lambda": {"value": (1e-6, 1e6)},
    "leaks": {"records": (500, 1e9)},
    "market-share": {"share_percent": (1, 60)},
    "outages": {"duration_hours": (0.1, 200)},
    "places": {"latitude": (-60, 75), "longitude": (-180, 180)},
    "regions": {
        "latitude": (-60, 75),
        "longitude": (-180, 180),
        "launch_year": (2006, 2026),
        "availability_zones": (3, 6),
    },
    "s3-prices": {
        "usd_per_gb_month": (0.0009, 0.2),
        "retrieval_usd_per_gb": (0, 0.05),
        "min_days": (0, 180),
        "put_usd_per_1000": (0.001, 0.1),
        "get_usd_per_1000": (0.00001, 0.02),
    },
    "sla": {"percent": (90, 100)},
    "sla-credits": {"uptime_from": (0, 99.999), "uptime_below": (90, 100), "credit_percent": (1, 100)},
    "storage-classes": {"min_days": (0, 180), "min_billed_kb": (0, 128), "overhead_kb": (0, 40), "zones": (1, 3)},
    "transfer-prices": {"usd_per_gb": (0, 0.2), "usd_per_hour": (0.001, 0.1), "tier_from_gb": (0, 1e6)},
    "world-land": {"longitude": (-180, 180), "latitude": (-60, 84)},
}


def read_day(text):
    """The first day of a date, a month ("2022-05"), a quarter ("2026-Q1") or a year."""
    year, quarter, month, day = DATE.fullmatch(text).groups()
    return datetime.date(int(year), int(month or (3 * int(quarter) - 2 if quarter else 1)), int(day or 1))


def rows_of(name):
    """The rows of a table as the file has them: dicts of text."""
    with (facts.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_problems(name):
    """What is wrong with the rows of a table that holds for every table, each in a line."""
    problems, seen, raw = [], set(), rows_of(name)
    keys = KEYS.get(name, list(raw[0])[:1])
    for number, row in enumerate(raw, start=2):
        place = f"{name}.csv, line {number}"
        key = tuple(row[column] for column in keys)
        if key and key in seen:
            problems.append(f"{place}: {key} stands there twice")
        seen.add(key)
        if None in row or None in row.values():
            problems.append(f"{place}: not as many cells as columns")
        if not row["source"].strip():
            problems.append(f"{place}: no source")
        if not DATE.fullmatch(row["as_of"]):
            problems.append(f"{place}: as_of {row['as_of']!r} is no day, month, quarter or year")
        elif read_day(row["as_of"]) > CHECKED:
            problems.append(f"{place}: as_of {row['as_of']} lies after the day when the tables were checked")
        if any(cell != cell.strip() for cell in row.values() if cell):
            problems.append(f"{place}: a space at the end of a cell")
    return problems


# Every table


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_when_and_by_whom_and_stands_there_once(name):
    assert find_problems(name) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_source_is_an_address_or_owns_up_to_be_the_course_itself(name):
    told = re.compile(r"https?://\S+\.\S+|GitHub|chosen|invented|assumption")
    assert sorted({row["source"] for row in rows_of(name) if not told.search(row["source"])}) == []


@pytest.mark.parametrize(("name", "column"), [(name, column) for name in RANGES for column in RANGES[name]])
def test_a_number_is_of_a_plausible_size(name, column):
    least, most = RANGES[name][column]
    numbers = facts.read_table(name)[column].dropna()
    assert len(numbers)
    assert numbers[(numbers < least) | (numbers > most)].tolist() == []


def test_the_readme_of_the_data_has_a_row_for_each_table_and_no_other():
    assert re.findall(r"^\| `([a-z0-9-]+)\.csv`", README, re.MULTILINE) == TABLES


def test_what_tells_rows_apart_and_the_ranges_are_of_tables_that_exist():
    assert sorted((set(KEYS) | set(RANGES)) - set(TABLES)) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_by_some_lesson_or_helper(name):
    readers = [*(ROOT / "lessons").glob("[0-9]*.py"), *(ROOT / "helpers").rglob("*.py")]
    readers.remove(ROOT / "helpers" / "facts.py")  # it names tables as examples
    assert [path.name for path in readers if f'"{name}"' in path.read_text(encoding="utf-8")]


# What belongs together agrees


def test_the_shares_of_a_quarter_make_a_whole_and_name_the_same_four():
    shares = facts.read_table("market-share").groupby("quarter")
    assert set(shares["share_percent"].sum()) == {100}
    assert {frozenset(named) for _, named in shares["provider"]} == {
        frozenset({"AWS", "Microsoft", "Google", "Others"})
    }


def test_the_quarters_of_the_market_have_no_gap_and_add_up_to_the_years():
    market = facts.read_table("cloud-market")
    quarters = market[market["period_type"] == "quarter"].set_index("period")["usd_billion"]
    years = market[market["period_type"] == "year"].set_index("period")["usd_billion"]
    numbers = [4 * int(period[:4]) + int(period[-1]) for period in quarters.index]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    sums = quarters.groupby(quarters.index.str[:4]).agg(["sum", "count"])
    for year, (usd_billion, count) in sums.iterrows():
        if count == 4:
            assert abs(usd_billion - years[year]) < 1.6, year


def test_spot_is_below_on_demand_and_a_larger_size_costs_in_proportion():
    prices = facts.read_table("ec2-prices")
    with_spot = prices.dropna(subset="spot_usd_per_hour")
    assert (with_spot["spot_usd_per_hour"] < with_spot["on_demand_usd_per_hour"]).all()
    assert ((prices["spot_usd_per_hour"].isna()) == (prices["spot_az_count"] == 0)).all()
    here = prices[prices["region"] == "us-east-1"].set_index("instance_type")["on_demand_usd_per_hour"]
    for family in ("t3", "m5", "c5", "r5"):
        assert here[f"{family}.2xlarge"] == pytest.approx(4 * here[f"{family}.large"])


def test_virtual_processors_memory_and_gpus_are_as_aws_describes_the_type():
    from moto.ec2.models.instance_types import INSTANCE_TYPES

    for row in facts.read_table("ec2-prices").itertuples():
        described = INSTANCE_TYPES[row.instance_type]
        assert row.vcpu == described["VCpuInfo"]["DefaultVCpus"], row.instance_type
        assert row.memory_gib == described["MemoryInfo"]["SizeInMiB"] / 1024, row.instance_type
        gpus = described.get("GpuInfo", {"Gpus": []})["Gpus"]
        names = [f"{gpu['Count']}x {gpu['Manufacturer']} {gpu['Name']}" for gpu in gpus]
        assert row.accelerator.startswith(names[0] if names else "") and bool(names) == bool(row.accelerator)


def test_the_tiers_of_internet_transfer_join_and_get_cheaper():
    transfer = facts.read_table("transfer-prices")
    tiers = transfer[transfer["item"].str.startswith("internet out: ")]
    assert tiers["tier_from_gb"].tolist() == [0, *tiers["tier_to_gb"].tolist()[:-1]]
    paid = tiers["usd_per_gb"].tolist()[1:]
    assert paid == sorted(paid, reverse=True) and tiers["usd_per_gb"].iloc[0] == 0


def test_cloudfront_costs_the_same_in_both_tables():
    here = facts.read_table("cloudfront-prices").set_index("item")["value"]["data out, first 10 TB"]
    there = facts.read_table("transfer-prices").set_index("item")["usd_per_gb"]["CloudFront out: first tier"]
    assert here == there


def test_service_credits_cover_every_uptime_below_the_promise_and_grow_as_it_falls():
    promised = {}
    for row in facts.read_table("sla").itertuples():
        if row.kind == "SLA monthly uptime":
            promised |= {(service, row.scope): row.percent for service in row.service.split(", ")}
    for name, steps in facts.read_table("sla-credits").groupby(["service", "scope"]):
        steps = steps.sort_values("uptime_from", ascending=False)
        assert steps["uptime_below"].iloc[0] == promised[name], name
        assert steps["uptime_below"].tolist()[1:] == steps["uptime_from"].tolist()[:-1], name
        assert steps["uptime_from"].iloc[-1] == 0, name
        assert steps["credit_percent"].is_monotonic_increasing, name


def test_an_outage_lasted_from_its_start_to_its_end():
    checked = 0
    for row in rows_of("outages"):
        assert row["start"][:10] <= (row["end"][:10] or "9999")
        if row["end"].count(":") and row["start"].count(":"):
            assert row["start"][-3:] == row["end"][-3:], "two time zones"
            start, end = (datetime.datetime.fromisoformat(row[side][:16]) for side in ("start", "end"))
            hours = (end - start).total_seconds() / 3600
            assert float(row["duration_hours"]) == pytest.approx(hours, abs=0.01), row["date"]
            checked += 1
    assert checked >= 10


@pytest.mark.parametrize("name", ["outages", "leaks", "aws-timeline"])
def test_nobody_wrote_about_an_event_before_it(name):
    for row in rows_of(name):
        days = {4: 366, 7: 92 if "Q" in row["as_of"] else 31, 10: 1}[len(row["as_of"])]
        assert read_day(row["date"]) <= read_day(row["as_of"]) + datetime.timedelta(days=days), row


def test_what_got_out_tells_the_number_of_records():
    for row in rows_of("leaks"):
        assert not row["records"] or f"{int(row['records']):,} " in row["what_got_out"], row


def test_the_regions_are_those_that_boto3_knows_for_ordinary_accounts():
    import boto3

    named = facts.read_table("regions")["region_code"].tolist()
    assert sorted(named) == sorted(boto3.Session().get_available_regions("ec2"))


def test_a_region_stands_on_land_or_near_it_and_no_two_in_one_spot():
    regions, land = facts.read_table("regions"), facts.read_table("world-land")
    for row in regions.itertuples():
        wide = math.cos(math.radians(row.latitude))
        away = ((land["latitude"] - row.latitude) ** 2 + (wide * (land["longitude"] - row.longitude)) ** 2) ** 0.5
        inside = any(is_inside(row.longitude, row.latitude, ring) for _, ring in land.groupby("shape"))
        assert inside or 111 * away.min() < 500, row.region_code  # 500 km: small islands are not on this map
    assert not regions.duplicated(["latitude", "longitude"]).any()


def is_inside(longitude, latitude, ring):
    """Whether a point lies inside a closed outline: a line to the east crosses it an odd number of times."""
    corners = list(zip(ring["longitude"], ring["latitude"], strict=True))
    crossed = 0
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        if (y0 > latitude) != (y1 > latitude):
            crossed += longitude < x0 + (latitude - y0) / (y1 - y0) * (x1 - x0)
    return crossed % 2 == 1


def test_the_outlines_of_the_land_are_numbered_and_closed():
    land = facts.read_table("world-land")
    assert land["shape"].drop_duplicates().tolist() == list(range(1, land["shape"].max() + 1))
    for number, ring in land.groupby("shape"):
        corners = list(zip(ring["longitude"], ring["latitude"], strict=True))
        assert len(corners) >= 4 and corners[0] == corners[-1], number
        assert ring.index.tolist() == list(range(ring.index[0], ring.index[0] + len(ring))), number
    assert (facts.DATA / "world-land.csv").stat().st_size < 130_000


@pytest.mark.parametrize(
    ("longitude", "latitude", "land"),
    [(10, 50, True), (-100, 40, True), (25, -30, True), (135, -25, True), (-30, 30, False), (80, -40, False)],
)
def test_the_outlines_hold_the_continents_and_not_the_seas(longitude, latitude, land):
    rings = facts.read_table("world-land").groupby("shape")
    assert any(is_inside(longitude, latitude, ring) for _, ring in rings) == land


def test_each_service_has_a_name_in_boto3_and_one_of_the_four_levels():
    import boto3

    services, known = rows_of("services"), boto3.Session().get_available_services()
    assert [row["service"] for row in services if row["boto3_name"] not in known] == []
    assert {row["abstraction"] for row in services} == {"server", "container", "function", "managed service"}
    assert [row for row in services if not all(row.values())] == []


def test_the_history_is_in_order_and_each_event_of_a_known_kind():
    rows = rows_of("aws-timeline")
    assert {row["kind"] for row in rows} == {"idea", "launch", "region", "business", "outage"}
    assert [row["year"] for row in rows] == [row["date"][:4] for row in rows]
    days = [read_day(row["date"]) for row in rows]
    assert days == sorted(days)


def test_an_outage_of_the_history_stands_among_the_outages():
    dates = {row["date"] for row in rows_of("outages") if row["provider"] == "AWS"}
    shown = [row["date"] for row in rows_of("aws-timeline") if row["kind"] == "outage"]
    assert shown and set(shown) <= dates


def test_the_first_region_of_a_continent_opened_in_the_year_that_the_regions_tell():
    years = {row["city"]: row["launch_year"] for row in rows_of("regions")}
    years |= {row["country"]: row["launch_year"] for row in rows_of("regions")}
    firsts = [row for row in rows_of("aws-timeline") if row["event"].startswith("first Region in ")]
    places = [re.split(r": | in ", row["event"])[-1] for row in firsts]
    assert [row["year"] for row in firsts] == [years[place] for place in places] and len(firsts) == 4


def test_the_sales_have_one_year_after_the_other_but_2015_and_grow():
    sales = facts.read_table("aws-sales")
    assert sales["year"].tolist() == [year for year in range(2013, 2026) if year != 2015]
    assert sales["net_sales_usd_billion"].is_monotonic_increasing
    assert set(sales["value_kind"]) == {"reported", "derived"}


def test_the_steps_of_signing_up_are_counted_without_a_gap():
    steps = facts.read_table("sign-up")
    assert steps["step"].tolist() == list(range(1, len(steps) + 1))


PLANS = {"free", "paid", "free or paid", "not on the free plan", "ends the free plan", "always free"}


def test_a_limit_of_the_free_plan_has_a_unit_and_the_rest_has_none():
    for row in rows_of("free-plan"):
        assert bool(row["limit"]) == bool(row["unit"]), row["item"]
        assert row["plan"] in PLANS


def test_version_one_of_the_command_line_ends_after_it_stopped_growing():
    value = {row["fact"]: row["value"] for row in rows_of("cli-versions")}
    stops, ends = value["version 1 lives on with mends only since"], value["version 1 ends on"]
    assert "2026-07-15" <= stops < ends
    assert value["`aws login` since"] < stops and value["version 2 is there since"] < stops


@pytest.mark.parametrize("name", ["aws-sales", "aws-timeline", "cli-versions", "free-plan", "regions", "services"])
def test_a_source_fits_below_a_picture(name):
    assert [line for line in facts.cite(name).splitlines() if len(line) > 260] == []


# The functions


def test_a_table_has_plain_numbers_and_text():
    prices = facts.read_table("ec2-prices")
    assert str(prices["on_demand_usd_per_hour"].dtype) == "float64"
    assert set(prices["as_of"].map(type)) == {str}
    large = prices[(prices["instance_type"] == "m5.large") & (prices["region"] == "us-east-1")]
    assert large["accelerator"].tolist() == [""]
    assert large["on_demand_usd_per_hour"].tolist() == [0.096]


def test_an_unknown_table_is_refused_with_the_nearest_names():
    with pytest.raises(FileNotFoundError, match=r"There is no table 'ec2-price'. Did you mean 'ec2-prices'") as refusal:
        facts.read_table("ec2-price")
    assert all(name in str(refusal.value) for name in TABLES)
    with pytest.raises(FileNotFoundError, match=r"no table '../README'. There are"):
        facts.read_table("../README")


def test_where_the_folder_is_missing_the_error_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(facts, "DATA", tmp_path / "data")
    with pytest.raises(FileNotFoundError, match="pip install -e"):
        facts.read_table("ec2-prices")


def test_a_citation_has_one_line_for_each_source_with_its_dates():
    import pandas as pd

    rows = pd.DataFrame({"source": ["A", "B", "A"], "as_of": ["2024-05-01", "2020", "2022-Q1"]})
    assert facts.cite(rows) == "Source: A (as of 2022-Q1 to 2024-05-01)\nSource: B (as of 2020)"
    assert facts.cite("s3-prices").count("\n") + 1 == len(set(facts.read_table("s3-prices")["source"]))


def test_pandas_is_not_loaded_before_a_table_is_read():
    program = "import sys, helpers.facts; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "False"
