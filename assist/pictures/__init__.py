"""Pictures in: text is read off screenshots, photographs and frames of a video, in a process of its own."""
