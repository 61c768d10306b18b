"""The file of a year, and the years that come with the program."""
