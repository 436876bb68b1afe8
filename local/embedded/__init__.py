"""The embedded cloud: the emulator and the telephone network as child processes, and the CDK app deployed onto them."""
