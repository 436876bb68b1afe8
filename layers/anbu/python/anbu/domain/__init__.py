"""The rules. Nothing here knows AWS, the network, the environment or what time it is."""
