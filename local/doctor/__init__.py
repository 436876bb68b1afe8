"""What is missing or wrong before a deployment: pure checks of the settings, and questions to the account."""
