"""Qt item models that adapt plain lists."""
