"""How a timetable is searched for: a first one by hand, annealing by exchanges, rooms, and exact search where it is small."""
