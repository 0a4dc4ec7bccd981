"""The explorer of a content delivery network: copies near the visitors, how often they serve, how old, at what cost."""

from collections import OrderedDict
from dataclasses import dataclass

from .explorer import Choice, Explorer, Slider

PICTURES = 1000  # different ones that visitors ask for
REQUESTS = 20_000  # that the simulation plays
REQUESTS_A_MINUTE = 100
MEGABYTES = 0.5  # of one picture
EDGE_MS, ORIGIN_MS = 20, 120  # from the copy near by; what the way to the original adds
WIDE_ENOUGH = 0.08  # of the bar, for a number to stand in it
SEED = 20081118
GB_IN_TB = 1024

# The rows of the tables of facts that hold the prices.
S3_ROW, OUT_ROW = "S3 Standard (first 50 TB)", "internet out: first 10 TB"
CLOUDFRONT_ROWS = ("data out, first 10 TB", "HTTPS requests", "requests, free each month")

# Zipf's law: the picture that is number n in popularity is asked for in proportion to n ** -exponent.
POPULARITY = {"a few are asked for most": 1.2, "some more than others": 0.8, "all alike": 0.0}
MINUTES = {"1 minute": 1, "10 minutes": 10, "1 hour": 60, "1 day": 1440}
CHANGES = {"never": 0, "every hour": 60, "every 10 minutes": 10}


@dataclass(frozen=True)
class Delivery:
    """What a cache did: shares of the requests (0 to 1), milliseconds a request, USD for a terabyte."""

    fresh: float  # served near by, and up to date
    stale: float  # served near by, and no longer as the original is
    missed: float  # fetched from the original
    milliseconds: float
    from_s3: float
    from_cloudfront: float
    from_cloudfront_free: float  # within the terabyte that is free each month

    @property
    def hits(self):
        return self.fresh + self.stale


def list_requests(exponent, count=REQUESTS, pictures=PICTURES, seed=SEED):
    """The pictures that visitors ask for, one after the other, as numbers from 0, the most popular one."""
    import numpy

    random = numpy.random.RandomState(seed)  # this generator's numbers stay the same in every version of numpy
    weight = numpy.arange(1, pictures + 1, dtype=float) ** -exponent
    return random.choice(pictures, size=count, p=weight / weight.sum()).tolist()


def play(requests, room, keep, changes=0, per_minute=REQUESTS_A_MINUTE):
    """(fresh, stale, missed) as counts, for a cache with room for so many pictures that keeps each `keep` minutes.

    Full, it drops the one that was asked for longest ago. The originals change every `changes` minutes (0: never).
    """
    cache, fresh, stale, missed = OrderedDict(), 0, 0, 0
    for number, picture in enumerate(requests):
        now = number / per_minute
        version = int(now // changes) if changes else 0
        fetched, held = cache.get(picture, (None, None))
        if fetched is not None and now - fetched < keep:
            cache.move_to_end(picture)
            fresh, stale = fresh + (held == version), stale + (held != version)
            continue
        missed += 1
        if keep and room:
            cache[picture] = now, version
            cache.move_to_end(picture)
            if len(cache) > room:
                cache.popitem(last=False)
    return fresh, stale, missed


def price_terabyte(missed, megabytes=MEGABYTES):
    """(from S3, from CloudFront, from CloudFront's free terabyte): USD for a terabyte to visitors in North America.

    `missed`: the share of the requests that reach S3. Prices: the tables s3-prices, transfer-prices, cloudfront-prices.
    """
    prices = read_prices()
    requests = GB_IN_TB * 1024 / megabytes
    gets = requests * prices["get"]
    cloudfront = GB_IN_TB * prices["cloudfront gb"] + requests * prices["cloudfront request"] + gets * missed
    free_requests = max(0, requests - prices["free requests"]) * prices["cloudfront request"]
    return GB_IN_TB * prices["internet gb"] + gets, cloudfront, free_requests + gets * missed


def read_prices():
    """USD for one gigabyte and one request, by what it is, from the tables of facts."""
    from helpers import facts

    s3 = facts.read_table("s3-prices").set_index("storage_class").loc[S3_ROW]
    out = facts.read_table("transfer-prices").set_index("item").loc[OUT_ROW]
    cloudfront = facts.read_table("cloudfront-prices").set_index("item")["value"]
    return {
        "get": s3["get_usd_per_1000"] / 1000,
        "internet gb": out["usd_per_gb"],
        "cloudfront gb": cloudfront[CLOUDFRONT_ROWS[0]],
        "cloudfront request": cloudfront[CLOUDFRONT_ROWS[1]] / 10_000,
        "free requests": cloudfront[CLOUDFRONT_ROWS[2]],
    }


def compute(room, keep, popularity, changes):
    """The Delivery for a room in pictures and the words of the three choices."""
    played = play(list_requests(POPULARITY[popularity]), room, MINUTES[keep], CHANGES[changes])
    fresh, stale, missed = (count / REQUESTS for count in played)
    return Delivery(fresh, stale, missed, EDGE_MS + ORIGIN_MS * missed, *price_terabyte(missed))


def draw(result):
    """Where the answers came from, and below it what a terabyte costs."""
    import matplotlib.pyplot as plt

    figure, (above, below) = plt.subplots(2, figsize=(7, 3.9), height_ratios=(2, 3))
    left = 0
    for share, words, colour, hatch in (
        (result.fresh, "copy near by", "#56B4E9", ""),
        (result.stale, "copy, out of date", "#E69F00", "///"),
        (result.missed, "the original", "#0072B2", "..."),
    ):
        above.barh([0], [share * 100], left=left, color=colour, hatch=hatch, label=words, edgecolor="white")
        if share > WIDE_ENOUGH:
            around = {"facecolor": "white", "edgecolor": "none", "pad": 2}
            above.text(left + share * 50, 0, f"{share:.0%}", ha="center", va="center", bbox=around)
        left += share * 100
    above.set(title="Where answers come from", xlabel="% of the requests", xlim=(0, 100), yticks=[])
    above.legend(loc="center right", bbox_to_anchor=(-0.02, 0.5))
    names = ("CloudFront, within its free TB", "CloudFront", "S3 to the internet")
    usd = (result.from_cloudfront_free, result.from_cloudfront, result.from_s3)
    bars = below.barh(names, usd, color=("#56B4E9", "#56B4E9", "#0072B2"))
    below.bar_label(bars, [f"{value:,.2f}" for value in usd], padding=4)
    below.set(title="One terabyte to visitors in North America", xlabel="USD", xlim=(0, max(usd) * 1.2))
    below.grid(axis="y", visible=False)
    return figure


def say(result):
    """Hit rate, waiting time, what is out of date, and what a terabyte costs either way."""
    parts = [
        f"{result.hits:.0%} of the requests are served by the copy near by, the rest by the original.",
        f"A visitor waits {result.milliseconds:.0f} milliseconds on average; if every request went on to the "
        f"original, it would be {EDGE_MS + ORIGIN_MS}.",
    ]
    if result.stale:
        parts.append(f"{result.stale:.0%} of all answers are out of date: the original has changed since.")
    parts.append(
        f"A terabyte to visitors in North America, with its requests, costs {result.from_s3:.2f} USD from S3 "
        f"(beyond the free 100 GB), {result.from_cloudfront:.2f} through CloudFront, and "
        f"{result.from_cloudfront_free:.2f} within the terabyte that CloudFront gives free each month."
    )
    return " ".join(parts)


def make():
    """The explorer as it starts: room for a tenth of the pictures, kept for ten minutes, that never change."""
    controls = {
        "room": Slider("Room for copies", 0, PICTURES, value=100, step=50, unit=f"of {PICTURES:,} pictures"),
        "keep": Choice("A copy is kept", tuple(MINUTES), "10 minutes"),
        "popularity": Choice("Of the pictures", tuple(POPULARITY)),
        "changes": Choice("The originals change", tuple(CHANGES)),
    }
    assumed = (
        f"Invented: {REQUESTS_A_MINUTE} requests a minute, {MEGABYTES} MB a picture, {EDGE_MS} ms from near by, "
        f"{ORIGIN_MS} ms more from the original."
    )
    return Explorer("Copies near the visitors", controls, compute, draw, say, f"{assumed} {_say_sources()}")


def _say_sources():
    """Where the prices come from, in short, with their dates."""
    from helpers import facts

    names = ("s3-prices", "transfer-prices", "cloudfront-prices")
    rows = [facts.read_table(name) for name in names]
    used = [rows[0]["storage_class"] == S3_ROW, rows[1]["item"] == OUT_ROW, rows[2]["item"].isin(CLOUDFRONT_ROWS)]
    dates = sorted(date for table, chosen in zip(rows, used, strict=True) for date in table[chosen]["as_of"])
    return f"Prices: the tables {', '.join(names)} in the folder data (as of {dates[0]} to {dates[-1]})."
