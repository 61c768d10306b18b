"""The room of assessment frameworks 測評體系: editions, their trees, and the shipped library."""
