"""The timetable of an assembly beside a straight CP-SAT model of the same contract, at four sizes."""
