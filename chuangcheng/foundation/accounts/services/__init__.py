"""Everything that writes accounts, roles and deputisings; one module for each noun."""
