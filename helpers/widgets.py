"""Explorers: pictures with controls. Move a slider, and the picture and its words follow.

Each function returns an explorer, which a notebook shows. Without a kernel, as on GitHub, there is a picture and text.
`explorer.set(name=value)` moves a control from code.
"""
