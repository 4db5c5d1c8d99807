"""The commands, one module a subject; each has ``register(commands)``, which `assist.cli` calls."""
