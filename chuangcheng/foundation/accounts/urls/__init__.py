"""Addresses of the room: ``sign_in`` for everybody, those of administrators beside it."""
