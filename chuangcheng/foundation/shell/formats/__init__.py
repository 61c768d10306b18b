"""Foreign files in and out, safely: bytes, encodings, workbooks. Any room may use it; no Django."""
