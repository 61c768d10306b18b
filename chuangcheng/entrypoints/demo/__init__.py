"""The demonstration: invented content for trying the program, one module per room."""
