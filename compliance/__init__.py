"""The project: settings, addresses, and the door for the web server. No logic."""
