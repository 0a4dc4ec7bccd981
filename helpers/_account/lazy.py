"""Modules that moto imports at once and the first cell of a lesson does not need: loaded when something in them is used."""

import importlib.util
import sys


def import_lazily(name):
    """Return nothing: the module `name` counts as imported; it is loaded when something in it is used."""
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)  # else `from parent import child` asks the module, and so loads it
