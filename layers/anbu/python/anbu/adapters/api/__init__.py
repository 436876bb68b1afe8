"""What both APIs share: problem documents, cursors, tags of versions."""
