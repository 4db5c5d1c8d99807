"""The window. The only package that imports Qt, and within it ``tasks`` is the only one that makes threads."""
