"""The insights window: what the cases kept add up to."""
