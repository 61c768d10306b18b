"""Ways to sign in that allauth does not bring along; each is a Django app, as allauth wants."""
