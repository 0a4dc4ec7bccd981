"""Explorers: pictures with controls. Move a slider, and the picture and its words follow.

Each function returns an explorer, which a notebook shows. Without a kernel, as on GitHub, there is a picture and text.
`explorer.set(name=value)` moves a control from code.
"""


def spare_servers():
    """An explorer: how long a site is down in a year with spare servers, and with a cause that stops them all."""
    from helpers._explorers import availability

    return availability.make()


def cache_near_visitors():
    """An explorer: what a content delivery network serves from near by, how old it is, and what a terabyte costs."""
    from helpers._explorers import content_cache

    return content_cache.make()


def pack_servers():
    """An explorer: hosts that tenants need alone and together, and how much of them stands idle."""
    from helpers._explorers import pack_servers

    return pack_servers.make()


def own_or_rent():
    """An explorer: what owning, renting and a mixture of both cost in a month, and who should buy."""
    from helpers._explorers import own_or_rent

    return own_or_rent.make()


def noisy_neighbours():
    """An explorer: what tenants of one host do to each other's downloads, on a shared line and on fixed slices."""
    from helpers._explorers import noisy_neighbours

    return noisy_neighbours.make()


def follow_demand():
    """An explorer: a group of servers that follows the demand of Valentine's weekend, in dollars and refusals."""
    from helpers._explorers import follow_demand

    return follow_demand.make()


def console_home():
    """The account as a console home shows it, live: who is signed in, what is unsafe, what it costs, what is there."""
    from helpers._panels import console

    return console.ConsoleHome()


def sign_up_checklist():
    """A checklist to tick: what AWS asks for when an account is opened, and why. Ticks are kept."""
    from helpers._panels import checklist

    return checklist.make_sign_up()


def nearest_region():
    """An explorer: which Regions are nearest to a city, how long light needs, and what a server costs there."""
    from helpers._explorers import nearest_region

    return nearest_region.make()


def storage_classes():
    """An explorer: what data cost in each storage class of S3, by the size of objects, the time and the reading."""
    from helpers._explorers import storage_classes

    return storage_classes.make()


def hot_partition():
    """An explorer: likes that all go to one profile, what a partition of DynamoDB takes, and what more keys do."""
    from helpers._explorers import hot_partition

    return hot_partition.make()


def choose_server():
    """An explorer: which server types have enough processors, memory and GPU, and what the cheapest cost."""
    from helpers._explorers import choose_server

    return choose_server.make()


def save_points():
    """An explorer: how long a job takes on a spot server that may be taken away, by how often it saves."""
    from helpers._explorers import save_points

    return save_points.make()


def batch_ways():
    """An explorer: scoring rows on servers, on spot and in functions, by time and by money."""
    from helpers._explorers import batch_ways

    return batch_ways.make()
