"""`python -m armscontrol`."""

from armscontrol.cli import main

main()
