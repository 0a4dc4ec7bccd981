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
