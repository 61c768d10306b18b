"""Reason: plain Python without Django, input or output, clock or chance."""
