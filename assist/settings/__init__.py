"""One frozen Settings, its file, and its migration."""
