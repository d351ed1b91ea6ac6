"""What can be read through the API."""
