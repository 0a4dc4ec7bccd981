"""What a lesson shows of the account while it changes: the console home, the audit behind it, a list to tick."""
