"""Signing in by WeCom 企業微信: scanned on a desk, or silently inside the WeCom app.

The dance, after WeCom's documents for developers: the person agrees on WeCom's page and comes back
with a code; ``gettoken`` gives a token for the application; ``auth/getuserinfo`` says whose code
it is. Government offices run WeCom on machines of their own, so both addresses can be set.
"""
