"""The team's channel: a folder or a web server of their own, that leads publish to and sidebars receive from."""
