"""`python -m releve`: the program, where its script is not on the path."""

from releve.cli import main

if __name__ == "__main__":
    main()
