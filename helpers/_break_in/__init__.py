"""Orange's account, as it was set up in a hurry.

`plot` is what lies in it, `building` makes it, and `ways` tells what a stranger and those who work there can do now.
"""
