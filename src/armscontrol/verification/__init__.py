"""The statistics of verification: numbers in, numbers or small frozen records out.

    detection, sample_size, imperfect, acceptance, strata, risk, limits    sampling
    dresher, timing, alarms, matrix_games                                  inspection games
    coverage, stackelberg                                                  which sites to watch
    belief                                                                 how confidence grows
    visits                                                                 what a number of visits buys
    methods, cases                                                         methods by name, tables of cases

Pure functions of their arguments: no files, no clock, no hidden random numbers. What is wrong with an argument is a
`VerificationError` that names it, with the value and the range.
"""

from armscontrol.verification.cases import Outcome, run_cases
from armscontrol.verification.methods import METHODS

__all__ = ["METHODS", "Outcome", "run_cases"]
