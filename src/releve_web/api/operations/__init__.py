"""The operations, one file a stage of the data's path."""
