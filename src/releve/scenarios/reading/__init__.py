"""Files of scenarios in: TOML, checked against the folder they are asked of; every fault is listed with its scenario and key."""

from releve.scenarios.reading.file import read_scenario_file, read_scenarios
from releve.scenarios.reading.options import tree_of_options

__all__ = ["read_scenario_file", "read_scenarios", "tree_of_options"]
