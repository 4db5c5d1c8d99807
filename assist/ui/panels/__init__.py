"""The parts of the sidebar, from top to bottom."""
