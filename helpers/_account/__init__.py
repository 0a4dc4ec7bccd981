"""The machinery behind the practice account. Lessons use `helpers.sandbox`; the map of this folder is in README.md."""

from helpers._account.lazy import import_lazily

import_lazily("yaml")  # before moto asks for it, which uses it for CloudFormation only
