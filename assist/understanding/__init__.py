"""The fast lane: embeddings, retrieval, heads and extractors, in their own process."""
