"""Knowledge packs: reading, checking, installing."""
