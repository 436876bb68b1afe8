"""What is shipped: zips of packages, of the program, of each function, built without Docker and the same each time."""
