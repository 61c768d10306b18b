"""What files are by their content, and what is refused about them; knows no Django."""
