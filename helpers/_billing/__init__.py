"""What stands behind helpers.billing: prices, usage, the bill, alarms, budgets and the meter."""
