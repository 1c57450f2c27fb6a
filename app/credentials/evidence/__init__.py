"""Files that show a steward that an entry in a register is somebody's own: private, encrypted, gone in time."""
