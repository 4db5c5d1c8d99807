"""The measurements: one command each, honest about data, n and what stands beside."""
