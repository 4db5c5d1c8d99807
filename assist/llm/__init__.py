"""The slow lane: the language model in its own process, prompts, prefix cache."""
