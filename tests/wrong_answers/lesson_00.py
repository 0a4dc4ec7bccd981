"""Answers to the exercise of the lesson that starts the course."""

from .answers import Wrong

NOT_ABOUT_PERMISSIONS = {"store_guest_list"}

WRONG = {
    "store_guest_list": {
        "with the row numbers": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=guests.to_csv())', ("row numbers", "index=False")
        ),
        "another spelling of the key": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.CSV", Body=guests.to_csv(index=False))',
            ("`2026.CSV`", "letter by letter"),
        ),
        "the bucket inside the key": Wrong(
            'client.put_object(Bucket="meetup", Key="meetup/2026.csv", Body=guests.to_csv(index=False))',
            ("`meetup/2026.csv`", "not part of it"),
        ),
        "another bucket": Wrong(
            'client.create_bucket(Bucket="guests")\n'
            'client.put_object(Bucket="guests", Key="2026.csv", Body=guests.to_csv(index=False))',
            ("`guests`", 'Bucket="meetup"'),
        ),
        "an empty object": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv")', ("It is empty", "guests.to_csv(index=False)")
        ),
        "a column is missing": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=guests[["name", "seats"]].to_csv(index=False))',
            ("3 rows", "`borough`"),
        ),
        "the table as Python prints it": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=str(guests))', ("columns", "to_csv(index=False)")
        ),
        "the table itself": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=guests)',
            ("Store the table",),
            error="ParamValidationError",
            outcome="not attempted",
        ),
        "other seats": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=guests.assign(seats=1).to_csv(index=False))',
            ("no row with `Fern`, `Queens`, `2`", "not the table `guests`"),
        ),
        "one guest only": Wrong(
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=guests.head(1).to_csv(index=False))',
            ("has 1 row and", "3 rows"),
        ),
    },
}

RIGHT = {
    "store_guest_list": {
        "a copy on AWS's side": 'client.copy_object(Bucket="meetup", Key="2026.csv", CopySource="meetup/draft.csv")',
        "from a file, columns in another order": (
            "import io\n"
            'text = guests[["seats", "name", "borough"]].to_csv(index=False)\n'
            'client.upload_fileobj(io.BytesIO(text.encode()), "meetup", "2026.csv")'
        ),
        "rows in another order": (
            'client.put_object(Bucket="meetup", Key="2026.csv", Body=guests[::-1].to_csv(index=False))'
        ),
        "boto3's resources": ('boto3.resource("s3").Object("meetup", "2026.csv").put(Body=guests.to_csv(index=False))'),
    },
}
