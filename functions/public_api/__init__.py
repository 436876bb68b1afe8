"""The door for neighbours and for people themselves: no account, a receipt number and a PIN."""
