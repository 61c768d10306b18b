"""Accounts: who may sign in, which roles they hold where and when, and how they prove it."""
