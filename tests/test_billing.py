"""Prices, the bill and its lines, computed by hand; then the meter on a practice account."""

import boto3
import people
import pytest
from people import price_of

from helpers import billing, facts, sandbox
from helpers._account import inventory
from helpers._billing import mails, prices, usage
from helpers._billing.bill import Bill, Item, Ledger, Line, format_rate, summarise

MONTH = 720  # hours, for sums that are easy by hand
GIB = 2**30


@pytest.fixture
def meter(account):
    return billing.start_meter()


# Prices


def test_a_server_costs_what_its_row_says_on_demand_and_spot():
    table = facts.read_table("ec2-prices")
    row = table[(table["instance_type"] == "m5.large") & (table["region"] == "eu-west-1")].iloc[0]
    assert billing.hourly_price("m5.large", region="eu-west-1") == row["on_demand_usd_per_hour"]
    assert billing.hourly_price("m5.large", "spot", "eu-west-1") == row["spot_usd_per_hour"]
    assert billing.hourly_price("m5.large") == billing.hourly_price("m5.large", "on-demand", "us-east-1")


def test_every_row_of_the_prices_can_be_asked_for():
    for row in facts.read_table("ec2-prices").to_dict("records"):
        asked = row["instance_type"], "on-demand", row["region"]
        assert billing.hourly_price(*asked) == row["on_demand_usd_per_hour"] > 0
    for row in facts.read_table("ebs-prices").to_dict("records"):
        if row["volume_type"] != "snapshot":
            assert prices.find_volume(row["volume_type"], row["region"]).usd == row["usd_per_gb_month"] > 0


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: billing.hourly_price("m5.larg"), ["'m5.larg'", "Did you mean m5.large", "t3.micro"]),
        (lambda: billing.hourly_price("m5.large", region="mars-1"), ["m5.large in the Region 'mars-1'", "eu-west-1"]),
        (lambda: billing.storage_price("Standard"), ["'Standard'", "S3 Standard", "S3 Glacier Deep Archive"]),
        (lambda: billing.transfer_cost(1, "internet"), ["'internet'", "internet out", "NAT gateway data processing"]),
        (lambda: prices.find_volume("io9"), ["io9 volume in us-east-1", "gp3 in us-east-1"]),
        (lambda: prices.find_hour_of("lift"), ["'lift'", "NAT gateway hour (us-east-1)"]),
    ],
)
def test_what_has_no_price_is_an_error_that_names_the_nearest_and_what_there_is(ask, words):
    with pytest.raises(billing.UnknownPrice) as caught:
        ask()
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_type_without_a_spot_price_says_so_and_does_not_cost_nothing():
    table = facts.read_table("ec2-prices")
    without = table[table["spot_usd_per_hour"].isna() & (table["region"] == "us-east-1")]
    name = without.iloc[0]["instance_type"]
    with pytest.raises(billing.UnknownPrice, match=f"no spot price of {name} in us-east-1"):
        billing.hourly_price(name, "spot")


def test_a_market_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="reserved"):
        billing.hourly_price("m5.large", "reserved")


def test_storage_goes_by_the_name_of_the_price_list_or_of_the_api():
    first = facts.read_table("s3-prices").iloc[0]
    assert first["storage_class"].startswith("S3 Standard (")
    assert billing.storage_price("S3 Standard") == billing.storage_price("STANDARD") == first["usd_per_gb_month"]
    for name in prices.STORAGE_CLASSES:
        assert billing.storage_price(name) > 0


def test_transfer_to_the_internet_is_summed_over_its_tiers(monkeypatch):
    tiers = [(0.0, 100.0, 0.0), (100.0, 1000.0, 0.09), (1000.0, float("inf"), 0.05)]
    monkeypatch.setattr(prices, "list_tiers", lambda route: tiers)
    assert billing.transfer_cost(0) == billing.transfer_cost(100) == 0
    assert billing.transfer_cost(110) == pytest.approx(0.90)
    assert billing.transfer_cost(1200) == pytest.approx(900 * 0.09 + 200 * 0.05)


def test_the_tiers_of_the_internet_join_without_gap_and_end_nowhere():
    tiers = prices.list_tiers("internet out")
    assert tiers[0][0] == 0 and tiers[-1][1] == float("inf")
    assert [end for _, end, _ in tiers[:-1]] == [start for start, _, _ in tiers[1:]]


def test_a_flat_route_costs_the_same_for_each_gigabyte_and_negative_ones_do_not_exist():
    assert billing.transfer_cost(20, "cross-AZ, each direction") == pytest.approx(
        2 * billing.transfer_cost(10, "cross-AZ, each direction")
    )
    assert billing.transfer_cost(5, "internet in") == 0
    with pytest.raises(ValueError, match="-1 GB"):
        billing.transfer_cost(-1)


# From what exists to what it costs


def make_items(*things):
    return usage.list_items(things, MONTH)


def rates(items):
    return [(item.resource, item.what, item.usd_per_hour) for item in items]


def test_a_running_server_costs_by_its_type_and_a_stopped_one_nothing_and_says_so():
    running = inventory.Server("i-1", "us-east-1", "m5.large", "running", name="site")
    stopped = inventory.Server("i-2", "us-east-1", "m5.large", "stopped")
    assert rates(make_items(running, stopped)) == [
        ("i-1 (site)", "m5.large, on demand", billing.hourly_price("m5.large")),
        ("i-2", "m5.large, stopped", 0),
    ]


def test_a_spot_server_costs_the_spot_price_and_one_elsewhere_that_of_its_region():
    spot = inventory.Server("i-1", "us-east-1", "m5.large", "running", spot=True)
    abroad = inventory.Server("i-2", "eu-west-1", "m5.large", "running", group="site")
    assert rates(make_items(spot, abroad)) == [
        ("i-1", "m5.large, spot", billing.hourly_price("m5.large", "spot")),
        ("i-2 (site)", "m5.large, on demand in eu-west-1", billing.hourly_price("m5.large", region="eu-west-1")),
    ]


def test_a_volume_costs_its_size_whether_it_is_attached_or_not():
    [item] = make_items(inventory.Volume("vol-1", "us-east-1", "gp3", 90))
    assert item.what == "gp3 volume, 90 GB"
    assert item.usd_per_hour == pytest.approx(price_of("ebs-prices", volume_type="gp3", region="us-east-1") * 90 / 720)


def test_every_public_address_costs_the_same_and_is_counted_once():
    server = inventory.Server("i-1", "us-east-1", "t3.micro", "running", address="54.1.1.1")
    with_elastic = inventory.Server("i-2", "us-east-1", "t3.micro", "running", address="54.2.2.2")
    used = inventory.Address("eipalloc-2", "us-east-1", "54.2.2.2")
    idle = inventory.Address("eipalloc-3", "us-east-1", "54.3.3.3")
    items = [one for one in make_items(server, with_elastic, used, idle) if one.what == "public IPv4 address"]
    assert [one.resource for one in items] == ["eipalloc-2", "eipalloc-3", "i-1"]
    assert {one.usd_per_hour for one in items} == {price_of("transfer-prices", item="public IPv4 address")}


def test_a_nat_gateway_costs_by_the_hour():
    [item] = make_items(inventory.Gateway("nat-1", "us-east-1"))
    assert (item.what, item.usd_per_hour) == ("NAT gateway", price_of("transfer-prices", item="NAT gateway hour"))


def test_storage_costs_by_class_and_size_in_units_of_two_to_the_thirty():
    stored = inventory.Stored("guests", "us-east-1", "STANDARD", (GIB, GIB // 2))
    [item] = make_items(stored)
    assert item.what == "S3 Standard, 1.5 GB"
    assert item.usd_per_hour == pytest.approx(billing.storage_price("S3 Standard") * 1.5 / 720)


def test_small_objects_in_infrequent_access_count_for_128_kilobytes_each():
    [item] = make_items(inventory.Stored("old", "us-east-1", "STANDARD_IA", (1, 1, 256 * 1024)))
    assert item.what == "S3 Standard-IA, 512.0 KB"


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (inventory.Server("i-1", "us-east-1", "m9.huge", "running"), ["i-1 has no price here", "m9.huge"]),
        (inventory.Server("i-1", "us-east-1", "m5.large", "running", windows=True), ["i-1", "Windows"]),
        (inventory.Volume("vol-1", "us-east-1", "io2", 8), ["vol-1 has no price here", "io2"]),
        (inventory.Gateway("nat-1", "eu-west-1"), ["nat-1 has no price here", "eu-west-1"]),
        (inventory.Stored("guests", "eu-west-1", "STANDARD", (1,)), ["Bucket guests", "eu-west-1", "us-east-1"]),
    ],
)
def test_what_has_no_price_is_named_and_never_free(thing, words):
    with pytest.raises(billing.UnknownPrice) as caught:
        make_items(thing)
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize(
    ("size", "text"), [(5, "5 bytes"), (1024, "1.0 KB"), (300000, "293.0 KB"), (5 * 2**20, "5.0 MB"), (GIB, "1.0 GB")]
)
def test_sizes_are_told_in_a_unit_that_suits_them(size, text):
    assert usage.format_size(size) == text


# The bill


def test_a_ledger_adds_hours_to_the_same_item_and_sorts_by_kind_and_name():
    large, small, disk = Item(0, "i-2", "large", 0.096), Item(0, "i-1", "small", 0.01), Item(1, "vol-1", "gp3", 0.001)
    ledger = Ledger()
    ledger.charge([disk, large], 24)
    ledger.charge([large, small], 0.5)
    assert [(line.item.resource, line.hours) for line in ledger.list_lines()] == [
        ("i-1", 0.5),
        ("i-2", 24.5),
        ("vol-1", 24),
    ]
    assert ledger.total == pytest.approx(0.5 * 0.01 + 24.5 * 0.096 + 24 * 0.001)


def test_many_small_steps_cost_exactly_what_one_large_one_costs():
    item, often, once = Item(0, "i-1", "large", 0.096), Ledger(), Ledger()
    for _ in range(672):
        often.charge([item], 1)
    once.charge([item], 672)
    assert often.total == once.total == 0.096 * 672


def test_a_summary_adds_up_what_is_of_one_kind():
    lines = [Line(Item(0, name, "m5.large, on demand", 0.096), hours) for name, hours in (("i-1", 24), ("i-2", 48))]
    lines.append(Line(Item(0, "i-1", "m5.large, stopped", 0.0), 24))
    found = [(line.item.resource, line.item.what, line.hours, line.usd) for line in summarise(lines)]
    assert found == [
        ("2 in all", "m5.large, on demand", 72, pytest.approx(6.912)),
        ("1 in all", "m5.large, stopped", 24, 0),
    ]


def test_a_bill_says_its_lines_its_total_its_sources_and_what_it_leaves_out():
    price = prices.find_server("m5.large")
    bill = Bill([Line(Item(0, "i-1 <a>", "m5.large", 0.096, price), 1000)], "Bill")
    text, shown = repr(bill), bill._repr_html_()
    assert text.splitlines()[:4] == [
        "Bill",
        "resource  what      hours  USD per hour      USD",
        "i-1 <a>   m5.large  1,000         0.096  96.0000",
        "Total                                    96.0000",
    ]
    for place in (text, shown):
        assert "Source: " in place and "as of" in place and "Not metered here: requests, data transfer" in place
    assert "<td" in shown and "96.0000" in shown and "i-1 &lt;a&gt;" in shown
    assert bill.total == 96 and bill.to_frame()["USD"].tolist() == [96.0]


@pytest.mark.parametrize(
    ("usd", "text"), [(0, "0"), (1.5, "1.5"), (0.0952, "0.0952"), (1e-9, "<0.000001"), (0.00000123, "0.000001")]
)
def test_a_rate_is_told_with_the_digits_that_it_needs(usd, text):
    assert format_rate(usd) == text


# The meter


def launch(**more):
    wish = {"ImageId": people.find_image(), "InstanceType": "m5.large", "MinCount": 1, "MaxCount": 1} | more
    return [one["InstanceId"] for one in boto3.client("ec2").run_instances(**wish)["Instances"]]


def test_the_clock_stands_still_until_it_is_moved_and_an_empty_account_costs_nothing(meter):
    assert (meter.hours, meter.total, str(meter.now)) == (0, 0, "2027-02-01 00:00:00+00:00")
    assert meter.advance() is meter
    assert (meter.hours, meter.total, str(meter.now)) == (24, 0, "2027-02-02 00:00:00+00:00")
    assert repr(meter) == "2 February 2027 00:00 UTC, hour 24: 0.0000 USD so far."
    for hours in (0, -1):
        with pytest.raises(ValueError, match="forward"):
            meter.advance(hours)


def test_a_server_a_disk_and_an_address_are_charged_and_after_a_stop_the_disk_alone(meter):
    server, disk, address = (
        billing.hourly_price("m5.large"),
        8 * price_of("ebs-prices", volume_type="gp3", region="us-east-1") / 672,
        price_of("transfer-prices", item="public IPv4 address"),
    )
    [instance] = launch()
    meter.advance(24)
    assert meter.total == pytest.approx(24 * (server + disk + address))
    boto3.client("ec2").stop_instances(InstanceIds=[instance])
    meter.advance(24)
    assert meter.total == pytest.approx(24 * (server + disk + address) + 24 * disk)
    lines = {line.item.what: line.hours for line in meter.bill().lines}
    assert lines == {
        "m5.large, on demand": 24,
        "m5.large, stopped": 24,
        "gp3 volume, 8 GB": 48,
        "public IPv4 address": 24,
    }
    boto3.client("ec2").terminate_instances(InstanceIds=[instance])
    before = meter.total
    assert meter.advance(24).total == before


def test_the_bill_is_the_same_in_every_new_account():
    texts = []
    for _ in range(2):
        with people.new_account():
            meter = billing.start_meter()
            launch(MinCount=3, MaxCount=3)
            people.put_bucket(a_csv=b"x" * 5000)
            texts.append(repr(meter.advance(30).bill()) + repr(meter.bill(by="what")))
    assert texts[0] == texts[1] and "i-" in texts[0]


def test_old_versions_and_unfinished_uploads_are_stored_and_paid(meter):
    s3 = people.put_bucket(a_csv=b"x" * 2048)
    s3.put_bucket_versioning(Bucket="guests", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="guests", Key="a.csv", Body=b"x" * 1024)
    s3.delete_object(Bucket="guests", Key="a.csv")
    upload = s3.create_multipart_upload(Bucket="guests", Key="b")["UploadId"]
    s3.upload_part(Bucket="guests", Key="b", UploadId=upload, PartNumber=1, Body=b"x" * 1024)
    s3.put_object(Bucket="guests", Key="cold", Body=b"x", StorageClass="GLACIER")
    whats = [line.item.what for line in meter.advance(1).bill().lines]
    assert whats == ["S3 Glacier Flexible Retrieval, 1 bytes", "S3 Standard, 4.0 KB"]


def test_something_without_a_price_stops_the_meter_before_it_moves(meter):
    launch(InstanceType="m1.small")
    with pytest.raises(billing.UnknownPrice, match=r"m1\.small"):
        meter.advance(24)
    assert (meter.hours, meter.total) == (0, 0)


def test_a_meter_of_an_account_that_is_gone_says_so(meter):
    with people.new_account(), pytest.raises(RuntimeError, match="start_meter"):
        meter.advance(1)


def test_a_meter_without_an_account_says_what_to_run():
    sandbox.stop()  # whatever ran before on this core may have left one open
    with pytest.raises(RuntimeError, match=r"sandbox\.start"):
        billing.start_meter()


def test_servers_in_every_region_are_on_the_bill(meter):
    abroad = boto3.client("ec2", region_name="eu-west-1")
    abroad.run_instances(ImageId=people.find_image("eu-west-1"), InstanceType="g4dn.xlarge", MinCount=1, MaxCount=1)
    whats = [line.item.what for line in meter.advance(1).bill().lines]
    assert whats == [
        "g4dn.xlarge, on demand in eu-west-1",
        "gp3 volume, 8 GB in eu-west-1",
        "public IPv4 address in eu-west-1",
    ]


def test_a_disk_costs_a_whole_months_price_in_a_month_of_any_length(meter):
    boto3.client("ec2").create_volume(AvailabilityZone="us-east-1a", Size=100, VolumeType="gp3")
    month = 100 * price_of("ebs-prices", volume_type="gp3", region="us-east-1")
    assert meter.advance(28 * 24).total == pytest.approx(month)
    assert meter.advance((31 + 30) * 24).total == pytest.approx(3 * month)


def test_terminated_servers_leave_the_list_after_an_hour(meter):
    client, [instance] = boto3.client("ec2"), launch()
    client.terminate_instances(InstanceIds=[instance])
    meter.advance(0.5)
    assert client.describe_instances()["Reservations"]
    meter.advance(1)
    assert client.describe_instances()["Reservations"] == []


def test_a_bill_by_something_else_is_an_error(meter):
    with pytest.raises(ValueError, match="colour"):
        meter.bill(by="colour")


def test_the_meter_reads_the_account_whoever_is_signed_in(meter):
    launch()
    people.make_user("blue")
    with people.signed_in("blue"):
        assert meter.advance(1).total > 0


# Money that is spent, and the mails about it


def test_the_hour_at_which_an_amount_was_passed_is_on_the_line_between_two_known_ones():
    history = [(0, 0.0), (6, 3.0), (10, 3.0), (20, 13.0)]
    assert mails.find_passing(history, 1.5) == 3
    assert mails.find_passing(history, 3.0) == 10
    assert mails.find_passing(history, 8.0) == 15
    assert mails.find_passing(history, 13.0) is None


@pytest.mark.parametrize(
    ("kind", "threshold", "usd"), [("PERCENTAGE", 80, 8.0), ("ABSOLUTE_VALUE", 80, 80.0), (None, 50, 5.0)]
)
def test_a_threshold_is_a_share_of_the_budget_or_an_amount(kind, threshold, usd):
    details = {"Threshold": threshold} | ({"ThresholdType": kind} if kind else {})
    assert mails.find_threshold(details, 10.0) == usd


def test_a_forecast_is_a_straight_line_and_waits_for_five_weeks():
    assert mails.forecast(10.0, 100, 700, known=839) is None
    assert mails.forecast(10.0, 100, 700, known=840) == 70.0


@pytest.mark.parametrize(
    ("comparison", "spent", "reached"),
    [("GREATER_THAN", 8.0, False), ("GREATER_THAN", 8.1, True), ("LESS_THAN", 7.9, True), ("EQUAL_TO", 8.0, True)],
)
def test_a_notification_compares_what_is_spent_with_its_threshold(comparison, spent, reached):
    details = {"NotificationType": "ACTUAL", "ComparisonOperator": comparison, "Threshold": 80}
    assert mails.is_reached(details, 10.0, mails.Spending(spent, None)) is reached
    forecasted = details | {"NotificationType": "FORECASTED"}
    assert mails.is_reached(forecasted, 10.0, mails.Spending(spent, None)) is None


def test_mails_are_a_table_and_none_is_said_in_words():
    some = mails.Mails([mails.Mail(30, 24.55, "me@example.com", "<b>")])
    assert repr(some).splitlines()[1].split() == ["30", "24.6", "me@example.com", "<b>"]
    assert "&lt;b&gt;" in some._repr_html_() and repr(mails.Mails()) == "No mail so far."


def make_budget(amount="10", kind="ACTUAL", threshold=80, name="month", **more):
    notification = {"NotificationType": kind, "ComparisonOperator": "GREATER_THAN", "Threshold": threshold}
    subscriber = {"SubscriptionType": "EMAIL", "Address": "me@example.com"}
    budget = {
        "BudgetName": name,
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": amount, "Unit": "USD"},
    }
    boto3.client("budgets").create_budget(
        AccountId=people.ACCOUNT,
        Budget=budget | more,
        NotificationsWithSubscribers=[{"Notification": notification, "Subscribers": [subscriber]}],
    )


def read_spend(name="month"):
    budget = boto3.client("budgets").describe_budget(AccountId=people.ACCOUNT, BudgetName=name)["Budget"]
    return budget["CalculatedSpend"]


def test_a_budget_sees_the_charges_some_hours_late_mails_once_and_stops_nothing(meter):
    make_budget()
    assert read_spend() == {"ActualSpend": {"Amount": "0.0", "Unit": "USD"}}
    launch(InstanceType="m5.4xlarge")
    meter.advance(9)
    assert read_spend()["ActualSpend"]["Amount"] == "0.0"
    rate = meter.total / 9
    meter.advance(5)
    assert read_spend()["ActualSpend"]["Amount"] == f"{10 * rate:.3f}" != f"{meter.total:.3f}"
    assert meter.mails() == ()
    meter.advance(100)
    [mail] = meter.mails()
    assert (mail.hour, mail.passed, mail.to) == (20, pytest.approx(8 / rate), "me@example.com")
    assert mail.about == f'Budget "month": ACTUAL cost {20 * rate:.2f} USD is more than 8.00 USD (80 % of 10.00)'
    states = [one.state for one in inventory.list_everything() if isinstance(one, inventory.Server)]
    assert states == ["running"]


def test_a_new_month_begins_at_nothing_and_may_be_told_of_again(meter):
    make_budget("50")
    launch()
    meter.advance(28 * 24 + 24)
    assert [mail.hour for mail in meter.mails()] == [400]
    assert float(read_spend()["ActualSpend"]["Amount"]) < 3
    meter.advance(27 * 24)
    assert [mail.hour for mail in meter.mails()] == [400, 1070]


def test_forecasts_come_after_five_weeks_and_their_mail_with_them(meter):
    make_budget("20", kind="FORECASTED", threshold=100)
    launch()
    meter.advance(839)
    assert "ForecastedSpend" not in read_spend() and meter.mails() == ()
    meter.advance(1)
    assert float(read_spend()["ForecastedSpend"]["Amount"]) > 70
    [mail] = meter.mails()
    assert (mail.hour, mail.passed) == (840, None) and "FORECASTED" in mail.about
    meter.advance(100)
    assert meter.mails() == (mail,)


@pytest.mark.parametrize(("unit", "hours"), [("DAILY", 4), ("MONTHLY", 100), ("QUARTERLY", 100), ("ANNUALLY", 100)])
def test_a_budget_counts_from_the_start_of_its_own_period(meter, unit, hours):
    make_budget(TimeUnit=unit)
    launch()
    meter.advance(100)
    assert float(read_spend()["ActualSpend"]["Amount"]) == pytest.approx(meter.total / 100 * hours, abs=0.001)


def put_alarm(name="bill", **more):
    charges = {"Namespace": "AWS/Billing", "MetricName": "EstimatedCharges", "Statistic": "Maximum"}
    dimensions = [{"Name": "Currency", "Value": "USD"}]
    terms = {"Period": 21600, "EvaluationPeriods": 1, "Threshold": 1.0, "ComparisonOperator": "GreaterThanThreshold"}
    boto3.client("cloudwatch").put_metric_alarm(AlarmName=name, Dimensions=dimensions, **charges | terms | more)


def read_state(name="bill"):
    [alarm] = boto3.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return alarm["StateValue"]


def test_an_alarm_goes_from_no_data_to_ok_to_alarm_and_tells_its_topic(meter):
    sns = boto3.client("sns")
    topic = sns.create_topic(Name="money")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="me@example.com")
    put_alarm(AlarmActions=[topic])
    assert read_state() == "INSUFFICIENT_DATA"
    launch()
    assert meter.advance(5) and read_state() == "INSUFFICIENT_DATA"
    assert meter.advance(1) and read_state() == "OK"
    assert meter.advance(18) and read_state() == "ALARM"
    [mail] = meter.mails()
    assert (mail.hour, mail.to) == (12, "me@example.com")
    assert mail.passed == pytest.approx(1 / (meter.total / 24))
    assert mail.about == 'ALARM: "bill": charges are greater than 1.00 USD'


def test_an_alarm_without_an_action_tells_nobody(meter):
    put_alarm()
    launch()
    meter.advance(48)
    assert read_state() == "ALARM" and meter.mails() == ()


def test_an_alarm_that_comes_too_late_is_in_alarm_at_once(meter):
    launch()
    meter.advance(48)
    topic = boto3.client("sns").create_topic(Name="money")["TopicArn"]
    put_alarm(AlarmActions=[topic])
    assert read_state() == "ALARM"
    assert [(mail.hour, mail.to) for mail in meter.mails()] == [(48, topic)]


def test_an_alarm_tells_at_the_hour_at_which_it_is_put_and_not_at_that_of_the_last_charge(meter):
    launch()
    meter.advance(50)
    put_alarm(AlarmActions=[boto3.client("sns").create_topic(Name="money")["TopicArn"]])
    assert [mail.hour for mail in meter.advance(20).mails()] == [50]


def test_an_alarm_that_was_put_wrong_and_mended_tells_nothing_of_the_wrong_one(meter):
    launch()
    meter.advance(50)
    topic = boto3.client("sns").create_topic(Name="money")["TopicArn"]
    put_alarm(Threshold=0.1, AlarmActions=[topic])
    put_alarm(Threshold=6.0, AlarmActions=[topic])
    put_alarm("gone", AlarmActions=[topic])
    boto3.client("cloudwatch").delete_alarms(AlarmNames=["gone"])
    meter.advance(20)
    assert [(mail.hour, mail.about) for mail in meter.mails()] == [
        (60, 'ALARM: "bill": charges are greater than 6.00 USD')
    ]


def test_the_charges_of_the_month_are_a_metric_of_cloudwatch_and_begin_anew_each_month(meter):
    launch()
    meter.advance(28 * 24 + 6)
    ask = {"Namespace": "AWS/Billing", "MetricName": "EstimatedCharges", "Statistics": ["Maximum"], "Period": 21600}
    ask["Dimensions"] = [{"Name": "Currency", "Value": "USD"}]
    found = boto3.client("cloudwatch").get_metric_statistics(StartTime="2027-02-28", EndTime="2027-03-02", **ask)
    values = [point["Maximum"] for point in sorted(found["Datapoints"], key=lambda point: point["Timestamp"])]
    rate = meter.bill().lines[0].item.usd_per_hour
    assert len(values) == 6 and values[4] > 672 * rate > 60 and values[5] < 1


def test_a_new_meter_starts_from_nothing(meter):
    make_budget()
    put_alarm()
    launch()
    meter.advance(200)
    assert read_state() == "ALARM" and float(read_spend()["ActualSpend"]["Amount"]) > 10 and meter.mails()
    again = billing.start_meter()
    assert read_state() == "INSUFFICIENT_DATA" and read_spend()["ActualSpend"]["Amount"] == "0.0"
    assert again.mails() == () and again.total == 0
    again.advance(200)
    assert [mail.hour for mail in again.mails()] == [mail.hour for mail in meter.mails()]
