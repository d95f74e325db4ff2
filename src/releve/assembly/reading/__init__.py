"""The folder of an assembly in: tables, settings and all their problems."""

from releve.assembly.reading.folder import AssemblyReading, read_assembly, read_assembly_folder

__all__ = ["AssemblyReading", "read_assembly", "read_assembly_folder"]
