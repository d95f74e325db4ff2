"""
The commands of the web system on one machine: up, down, status, backup, restore.

Each module registers one command with the program of the library; none imports Django, which only the processes that they start do:
``releve --help`` stays quick, and the commands can say what is missing where the extra ``web`` is not installed.
"""
