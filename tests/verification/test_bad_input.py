"""Bad numbers are refused with one clear message, and nothing else ever comes out of a method."""

import inspect
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armscontrol.errors import VerificationError
from armscontrol.verification import (
    METHODS,
    acceptance,
    alarms,
    belief,
    coverage,
    detection,
    dresher,
    factorials,
    imperfect,
    limits,
    matrix_games,
    programs,
    risk,
    sample_size,
    schedules,
    stackelberg,
    strata,
    timing,
    visits,
)

PAYOFFS = [[[[2, 1], [4, 0]], [[1, 0], [3, 2]]]]
GOOD = {
    "hypergeom_detection": {"N": 20, "d": 2, "n": 5},
    "hypergeom_miss": {"N": 20, "d": 2, "n": 5},
    "hypergeom_detection_imperfect": {"N": 20, "d": 2, "n": 5, "se": 0.8},
    "approx_detection": {"N": 20, "d": 2, "n": 5, "se": 0.8},
    "approx_detection_varying_se": {"N": 20, "d": 2, "se_list_counts": [[0.5, 2], [0.8, 3]]},
    "binom_detection": {"n": 5, "p": 0.1, "se": 0.8},
    "census_detection": {"d": 2, "se": 0.8},
    "two_method_detection": {"N": 20, "d": 2, "n1": 5, "q1": 0.8, "n2": 3, "q2": 0.3},
    "identification_probability": {"sigma": 0.05, "k": 3.0, "delta": 0.25},
    "multi_facility_detection": {"N": [20, 30], "d": [1, 2], "n": [3, 4]},
    "exact_sample_size": {"N": 20, "d": 2, "beta": 0.05},
    "exact_sample_size_imperfect": {"N": 20, "d": 2, "beta": 0.5, "q": 0.9},
    "iaea_sample_size": {"N": 20, "d": 2, "beta": 0.5, "q": 0.9},
    "cannon_roe_sample_size_real": {"N": 20, "d": 2, "beta": 0.05},
    "binom_sample_size": {"detect": 0.95, "p": 0.1, "se": 0.9},
    "imperfect_test_detection": {"N": 20, "d": 2, "n": 5, "c": 1, "se": 0.9, "sp": 0.98},
    "imperfect_test_detection_binom": {"n": 5, "c": 1, "se": 0.9, "sp": 0.98, "p": 0.1},
    "survey_specificity": {"n": 5, "sp": 0.98},
    "survey_specificity_cutpoint": {"n": 5, "c": 2, "sp": 0.98},
    "imperfect_test_plan": {"N": 20, "d": 4, "se": 0.9, "sp": 0.98, "detect": 0.8, "specificity": 0.8},
    "imperfect_test_plan_n": {"N": 20, "d": 4, "se": 0.9, "sp": 0.98, "detect": 0.8, "specificity": 0.8},
    "imperfect_test_plan_cutpoint": {"N": 20, "d": 4, "se": 0.9, "sp": 0.98, "detect": 0.8, "specificity": 0.8},
    "acceptance_probability_binom": {"n": 5, "c": 1, "p": 0.1},
    "acceptance_probability_hypergeom": {"N": 20, "d": 2, "n": 5, "c": 1},
    "find_plan_binom": {"p_good": 0.01, "accept_good": 0.9, "p_bad": 0.2, "accept_bad": 0.1},
    "stratified_optimal": {"N": [20, 30], "mu": [1.0, 2.0], "effort_per_item": [1.0, 1.0], "effort": 9.0, "goal": 4.0},
    "stratified_optimal_sample": {
        "N": [20, 30], "mu": [1.0, 2.0], "effort_per_item": [1.0, 1.0], "effort": 9.0, "goal": 4.0,
    },
    "stratified_optimal_detection": {
        "N": [20, 30], "mu": [1.0, 2.0], "effort_per_item": [1.0, 1.0], "effort": 9.0, "goal": 4.0,
    },
    "multi_facility_worst_case": {"N": [20, 30], "n": [4, 6], "D": 4},
    "multi_facility_worst_case_detection": {"N": [20, 30], "n": [4, 6], "D": 4},
    "split_effort_two_states": {"detection": "convex", "f": 0.5, "total": 10.0},
    "adjusted_risk": {"rr": [3.0, 1.0], "share": [0.5, 0.5]},
    "risk_based_detection_binom": {"p": 0.1, "rr": [3.0, 1.0], "share": [0.5, 0.5], "n": [5, 6], "se": 0.9},
    "risk_based_detection_binom_varse": {
        "p": 0.1, "rr": [3.0, 1.0], "share": [0.5, 0.5], "n": [5, 6], "se": [0.9, 0.8],
    },
    "risk_based_detection_finite": {"p": 0.1, "rr": [3.0, 1.0], "N": [20, 30], "n": [5, 6], "se": 0.9},
    "two_stage_sample_size": {"p_site": 0.1, "detect_site": 0.9, "p_item": 0.1, "se": 0.9, "detect": 0.9},
    "uniform_prior_posterior_at_most": {"N": 20, "n": 5, "d": 1},
    "exact_upper_limit_defects": {"N": 20, "n": 5, "alpha": 0.05},
    "zero_failure_upper_limit": {"n": 5, "alpha": 0.05},
    "beta_uniform_upper_limit": {"n": 5, "alpha": 0.05},
    "approx_upper_prevalence": {"N": 20, "n": 5, "detect": 0.9, "se": 0.8},
    "binomial_ci_clopper_pearson": {"x": 2, "n": 9, "conf": 0.9},
    "binomial_ci_jeffreys": {"x": 2, "n": 9, "conf": 0.9},
    "binomial_ci_wilson": {"x": 2, "n": 9, "conf": 0.9},
    "binomial_ci_agresti_coull": {"x": 2, "n": 9, "conf": 0.9},
    "dresher_value_inspector": {"n": 5, "m": 2, "b": 1.5},
    "inspection_prob_first_stage": {"n": 5, "m": 2, "b": 1.5},
    "dresher_table": {"most": 5, "b": 1.5},
    "multi_violation_value_inspectee": {"n": 5, "m": 2, "k": 2, "b": 1.5, "rewards_when_j_remain": {1: 1.0, 2: 2.0}},
    "inspector_payoff_leadership": {"n": 5, "m": 2, "a": 0.5, "b": 1.5},
    "inspector_payoff_simultaneous": {"n": 5, "m": 2, "a": 0.5, "b": 1.5},
    "unobservable_inspections_value_continuous": {"k": 2},
    "unobservable_inspections_value_discrete": {"N": 5, "k": 2},
    "playing_for_time_value": {"k": 2, "beta": 0.1},
    "playing_for_time_schedule": {"k": 2, "beta": 0.1},
    "playing_for_time_deterrence_threshold": {"k": 2, "alpha": 0.1, "beta": 0.1, "f": 1.0, "d": 9.0},
    "critical_time_value": {"n": 12, "k": 1, "w": 3},
    "critical_time_schedule": {"n": 12, "k": 1, "w": 3, "seed": 0},
    "partial_inspection_value": {"full": 1, "partial": 2, "m": 4, "P": 0.8},
    "leadership_false_alarm": {"shift_in_sigma": 2.0, "b": 9.0, "h": 1.0},
    "solve": {"payoff": [[1.0, -1.0], [-1.0, 1.0]]},
    "allocate": {"uu": [3.0, 2.0], "uc": [0.0, 1.0], "m": 1.0, "cap": 0.9},
    "security_game_coverage": {"uu": [3.0, 2.0], "uc": [0.0, 1.0], "m": 1.0},
    "security_game_attacker_value": {"uu": [3.0, 2.0], "uc": [0.0, 1.0], "m": 1.0},
    "zero_sum_coverage_value": {"weights": [3.0, 2.0], "m": 1.0},
    "security_game_first_saturating_m": {"uu": [3.0, 2.0], "uc": [0.0, 1.0]},
    "coverage_for_attacker_indifference": {"uu": 3.0, "uc": 0.5, "target": 1.0},
    "defender_payoff_at_coverage": {"du": -20.0, "dc": 5.0, "c": 0.75},
    "count_pure_strategies_log10": {"targets": 30, "resources": 5},
    "comb_sample": {"c": [0.5, 0.7], "u": 0.25},
    "schedule": {"c": [0.5, 0.7], "periods": 3, "seed": 0},
    "draw": {"expected": [0.5, 2.7], "u": 0.25},
    "decompose": {"c": [0.5, 0.7], "apart": [[0, 1]]},
    "allocate_visits": {"worth": [3.0, 2.0], "detect": [0.5, 0.7], "visits": 1.5, "cap": [2, 1]},
    "allocate_types": {
        "type_probs": [0.4, 0.6], "uu": [[3.0, 2.0], [1.0, 2.0]], "uc": [[0.0, 1.0], [0.5, 0.0]], "m": 1.0, "cap": 0.9,
    },
    "allocate_kinds": {
        "uu": [3.0, 2.0], "uc": [0.0, 1.0], "quotas": [1.0, 0.5], "eligible": [[True, True], [False, True]], "cap": 0.9,
    },
    "stackelberg": {"leader": [[2.0, 4.0], [1.0, 3.0]], "follower": [[1.0, 0.0], [0.0, 2.0]]},
    "stackelberg_value": {"leader": [[2.0, 4.0], [1.0, 3.0]], "follower": [[1.0, 0.0], [0.0, 2.0]]},
    "bayesian_stackelberg": {"type_probs": [1.0], "payoffs": PAYOFFS},
    "bayesian_stackelberg_value": {"type_probs": [1.0], "payoffs": PAYOFFS},
    "bayesian_stackelberg_strategy": {"type_probs": [1.0], "payoffs": PAYOFFS},
    "discounted_prior": {"prior": 0.5, "p_intro": 0.1},
    "posterior_compliance": {"prior": 0.5, "detect": 0.4, "p_intro": 0.1},
    "posterior_compliance_sequence": {"prior": 0.5, "p_intro": 0.1, "detect": 0.4, "periods": 3},
    "compliance_over_time": {"prior": 0.5, "p_intro": 0.1, "detect": 0.4, "periods": 3},
    "compliance_equilibrium": {"detect": 0.5, "p_intro": 0.1},
    "periods_to_reach_posterior": {"prior": 0.5, "p_intro": 0.01, "detect": 0.6, "target": 0.9},
    "detect_needed_for_posterior": {"prior": 0.5, "target": 0.8},
    "detect_needed_to_hold_prior": {"prior": 0.5, "p_intro": 0.1},
    "detect_needed_for_equilibrium_grid": {"target": 0.8, "p_intro": 0.1, "grid_step": 0.1},
    "sample_size_for_posterior": {"target": 0.8, "prior": 0.5, "p_intro": 0.01, "N": 100, "d": 9, "q": 0.9},
    "sample_size_for_posterior_binom": {"target": 0.8, "prior": 0.5, "p_intro": 0.01, "p": 0.1, "se": 0.9},
    "tests_in_series": {"se": [0.9, 0.8]},
    "tests_in_parallel": {"se": [0.9, 0.8]},
    "posterior_compliance_tests": {"prior": 0.9, "tests": [{"se": 0.8, "sp": 0.95, "alarm": False}]},
    "sprt_log_thresholds": {"alpha": 0.1, "beta": 0.1},
    "clean_inspections_needed": {"prior": 0.5, "detect": 0.4, "target": 0.9},
    "campaign_detection": {"m": 40, "k": 2, "n_per_year": 5, "years": 3},
    "campaign_detection_no_repeat": {"m": 40, "k": 2, "n_total": 5},
    "expected_inspections_to_first_detection": {"m": 40, "k": 2},
    "min_violations_for_detection": {"m": 40, "n": 5, "P": 0.9},
    "years_to_detection": {"m": 40, "k": 2, "n_per_year": 5, "P": 0.9},
    "base_then_item_detection": {"m": [20, 30], "k": [1, 2], "p": [0.5, 0.5], "n": 5},
    "implied_population_from_sampling_fraction": {"n": 10.0, "fraction": 0.1},
    "breakout_detection_linear": {"m": 40, "c_per_month": 1.5, "months": 5, "inspections_per_month": 1.5},
    "breakout_months_to_detection": {"m": 40, "c_per_month": 1.5, "inspections_per_month": 1.5, "P": 0.9},
    "cwc_part9_annual_cap": {"sites": 40},
}  # fmt: skip
MODULES = (
    acceptance, alarms, belief, coverage, detection, dresher, imperfect, limits, matrix_games, programs, risk,
    sample_size, schedules, stackelberg, strata, timing, visits,
)  # fmt: skip
HELPERS = {"population", "one_population", "matrix", "payoffs", "within_caps"}
CALLS = {
    name: function
    for module in MODULES
    for name, function in vars(module).items()
    if inspect.isfunction(function)
    and function.__module__ == module.__name__
    and not name.startswith("_")
    and name not in HELPERS
}
NEGATIVE_ALLOWED = {"uu", "uc", "du", "dc", "leader", "follower", "payoff", "payoffs", "target", "delta"}
"""Pay-offs and differences, and `k` where it is a number of standard deviations."""
NO_NUMBERS = {"detection", "tests", "rewards_when_j_remain", "eligible", "apart"}
NOT_A_NUMBER = [
    float("nan"), math.inf, -math.inf, True, "3", None, {}, [[1], [1, 2]], 1j, object(), np.bool(True), np.nan, [None],
    ["1", "2"], [[[[[1]]]], 2], [True, 0.5],
]  # fmt: skip


def arguments():
    for name, inputs in GOOD.items():
        for argument in inputs:
            if argument not in NO_NUMBERS:
                yield name, argument


def is_one_number(name, argument):
    return inspect.signature(CALLS[name]).parameters[argument].annotation in ("int", "float")


def bads(name, argument):
    """What must be refused in place of a good number, alone or inside a list."""
    good = GOOD[name][argument]
    inside = [float("nan"), math.inf, -math.inf, 10**400]
    if not (argument in NEGATIVE_ALLOWED and name != "detect_needed_for_posterior") and (name, argument) != (
        "identification_probability", "k",
    ):  # fmt: skip
        inside.append(-1)
    if isinstance(good, int) or (isinstance(good, list) and isinstance(good[0], int)):
        inside += [1.5, 10**20, 2**53 + 2]
    yield from NOT_A_NUMBER
    if isinstance(good, list):
        yield []
        for bad in inside:
            yield _with_first(good, bad)
    else:
        yield from inside
        if is_one_number(name, argument):
            yield from ([good], [good, good], np.asarray([good, good]), [])


def _with_first(good, bad):
    return [_with_first(good[0], bad), *good[1:]] if isinstance(good, list) else bad


def refused(call, inputs):
    with pytest.raises(VerificationError) as caught:
        call(**inputs)
    error = caught.value
    assert error.where
    assert error.found or error.allowed
    assert "\n" not in str(error)
    assert len(str(error)) < 400
    return error


def test_every_public_method_is_here():
    assert set(CALLS) == set(GOOD)
    assert set(METHODS) <= set(CALLS)
    for name, inputs in GOOD.items():
        assert set(inputs) == set(inspect.signature(CALLS[name]).parameters), name
        assert GOOD[name] is inputs
        CALLS[name](**inputs)


@pytest.mark.parametrize(("name", "argument"), list(arguments()))
def test_what_is_no_such_number_is_refused_by_name(name, argument):
    for bad in bads(name, argument):
        error = refused(CALLS[name], {**GOOD[name], argument: bad})
        assert error.where == argument, (bad, str(error))


PROBABILITIES = {
    "se", "sp", "p", "q", "q1", "q2", "beta", "alpha", "detect", "specificity", "p_good", "p_bad", "accept_good",
    "accept_bad", "share", "p_site", "p_item", "detect_site", "conf", "P", "prior", "p_intro", "u", "cap", "fraction", "f",
    "a",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        p
        for p in arguments()
        if p[1] in PROBABILITIES
        and p not in {("playing_for_time_deterrence_threshold", "f"), ("allocate_visits", "cap")}
    ],
)
def test_a_probability_above_one_is_refused(name, argument):
    for bad in (1 + 1e-9, 2, 50, 1e300):
        refused(CALLS[name], {**GOOD[name], argument: _with_first(GOOD[name][argument], bad)})


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("hypergeom_detection", {"d": 21}),
        ("hypergeom_detection", {"n": 21}),
        ("hypergeom_detection", {"N": 2**22 + 1}),
        ("hypergeom_detection", {"d": [1, 2], "n": [1, 2, 3]}),
        ("hypergeom_detection_imperfect", {"N": 2**40, "d": 2**39, "n": 2**39}),
        ("approx_detection", {"d": [1, 2], "se": [0.1, 0.2, 0.3]}),
        ("two_method_detection", {"n2": 16}),
        ("two_method_detection", {"N": 2**22, "d": 2**21, "n1": 2**20, "n2": 2**20}),
        ("exact_sample_size", {"d": 0}),
        ("exact_sample_size", {"d": 21}),
        ("iaea_sample_size", {"d": 21}),
        ("iaea_sample_size", {"q": 0}),
        ("iaea_sample_size", {"q": 1e-300}),
        ("iaea_sample_size", {"q": 0.5, "beta": 0.01}),
        ("binom_sample_size", {"detect": 1}),
        ("binom_sample_size", {"p": 0}),
        ("binom_sample_size", {"p": 1e-300}),
        ("imperfect_test_detection", {"c": 7}),
        ("imperfect_test_detection", {"N": 2**22, "d": 2**21, "n": 2**21, "c": 2**20}),
        ("imperfect_test_plan", {"se": 0.01}),
        ("imperfect_test_plan", {"N": 10**6, "d": 5000, "se": 0.5, "sp": 0.9, "detect": 0.99, "specificity": 0.99}),
        ("find_plan_binom", {"p_bad": 0.01}),
        ("find_plan_binom", {"p_bad": 0.010001}),
        ("acceptance_probability_hypergeom", {"N": 2**50}),
        ("stratified_optimal", {"effort": 50.0}),
        ("stratified_optimal", {"goal": 81.0}),
        ("stratified_optimal", {"mu": [1.0]}),
        ("multi_facility_worst_case", {"D": 51}),
        ("multi_facility_worst_case", {"n": [21, 6]}),
        ("multi_facility_worst_case", {"N": [2**20, 2**20], "D": 2**20}),
        ("split_effort_two_states", {"detection": "flat"}),
        ("split_effort_two_states", {"detection": ["concave"]}),
        ("adjusted_risk", {"share": [0.5, 0.4]}),
        ("adjusted_risk", {"rr": [0.0, 0.0]}),
        ("risk_based_detection_binom", {"p": 0.9}),
        ("risk_based_detection_finite", {"n": [21, 6]}),
        ("risk_based_detection_finite", {"rr": [1.0]}),
        ("approx_upper_prevalence", {"n": 0}),
        ("binomial_ci_wilson", {"x": 10}),
        ("dresher_value_inspector", {"n": 10**9}),
        ("dresher_table", {"most": 10**6}),
        ("multi_violation_value_inspectee", {"rewards_when_j_remain": {"1": 1.0}}),
        ("multi_violation_value_inspectee", {"rewards_when_j_remain": [1.0, 1.0]}),
        ("multi_violation_value_inspectee", {"rewards_when_j_remain": {"one": 1.0, "two": 1.0}}),
        ("multi_violation_value_inspectee", {"rewards_when_j_remain": {"1": -1.0, "2": 1.0}}),
        ("multi_violation_value_inspectee", {"k": 10**12}),
        ("inspector_payoff_simultaneous", {"n": 1001}),
        ("unobservable_inspections_value_continuous", {"k": 61}),
        ("unobservable_inspections_value_discrete", {"N": 10**15, "k": 5 * 10**14}),
        ("unobservable_inspections_value_discrete", {"N": 40, "k": 20}),
        ("playing_for_time_schedule", {"k": 10**12}),
        ("critical_time_value", {"w": 13}),
        ("critical_time_schedule", {"n": 10**12}),
        ("partial_inspection_value", {"m": 501}),
        ("partial_inspection_value", {"m": 500, "full": 400, "partial": 400}),
        ("leadership_false_alarm", {"h": 1e9, "b": 0.01, "shift_in_sigma": 0.1}),
        ("solve", {"payoff": [1.0, 2.0]}),
        ("solve", {"payoff": [[1e200]]}),
        ("allocate", {"uc": [3.0, 1.0]}),
        ("allocate", {"uc": [0.0]}),
        ("allocate", {"cap": [0.1, 0.2, 0.3]}),
        ("allocate", {"uu": [1e200, 2.0]}),
        ("allocate", {"uu": [5e-324, 2.0]}),
        ("security_game_first_saturating_m", {"uc": [3.0, 2.0]}),
        ("coverage_for_attacker_indifference", {"uc": 3.0}),
        ("coverage_for_attacker_indifference", {"target": 0.4}),
        ("count_pure_strategies_log10", {"resources": 31}),
        ("exact_sample_size_imperfect", {"beta": 0.001}),
        ("exact_sample_size_imperfect", {"q": 0}),
        ("exact_sample_size_imperfect", {"d": 21}),
        ("allocate", {"m": 1.9}),
        ("allocate_visits", {"visits": 3.5}),
        ("allocate_visits", {"cap": [2, 1, 1]}),
        ("allocate_visits", {"cap": 1001}),
        ("allocate_visits", {"detect": 0.0}),
        ("allocate_types", {"type_probs": [0.5, 0.4]}),
        ("allocate_types", {"type_probs": [1.0]}),
        ("allocate_types", {"uc": [[0.0, 1.0]]}),
        ("allocate_types", {"uc": [[3.0, 1.0], [0.5, 0.0]]}),
        ("allocate_types", {"m": 1.9}),
        ("allocate_kinds", {"quotas": [1.9, 0.5]}),
        ("schedule", {"periods": 10**9}),
        ("decompose", {"apart": [[0, 2]]}),
        ("decompose", {"apart": [[0, 0]]}),
        ("decompose", {"apart": [3]}),
        ("decompose", {"c": [0.1] * 501}),
        ("draw", {"expected": [1001]}),
        ("two_stage_sample_size", {"detect_site": 1}),
        ("two_stage_sample_size", {"detect_site": 0}),
        ("approx_upper_prevalence", {"se": 0}),
        ("allocate_kinds", {"eligible": [[True, True]]}),
        ("allocate_kinds", {"eligible": [[True], [True, False]]}),
        ("allocate_kinds", {"eligible": [["yes", "no"], ["no", "yes"]]}),
        ("allocate_kinds", {"eligible": [[2, 1], [0, 1]]}),
        ("stackelberg", {"leader": [[1.0, 2.0]]}),
        ("bayesian_stackelberg", {"type_probs": [0.5]}),
        ("bayesian_stackelberg", {"type_probs": [0.5, 0.5]}),
        ("bayesian_stackelberg", {"payoffs": [[[[1, 2, 3]]]]}),
        ("bayesian_stackelberg", {"payoffs": []}),
        ("bayesian_stackelberg", {"payoffs": [np.zeros((50, 50, 2)).tolist()]}),
        ("posterior_compliance", {"prior": 0, "detect": 1}),
        ("posterior_compliance_sequence", {"periods": 10**9}),
        ("posterior_compliance_sequence", {"prior": 0, "detect": 1}),
        ("compliance_equilibrium", {"p_intro": 0.5}),
        ("periods_to_reach_posterior", {"target": 0.999}),
        ("detect_needed_for_posterior", {"prior": 0}),
        ("detect_needed_for_posterior", {"target": 1}),
        ("detect_needed_to_hold_prior", {"prior": 0.95}),
        ("detect_needed_to_hold_prior", {"prior": 1}),
        ("detect_needed_for_equilibrium_grid", {"target": 0.99, "grid_step": 0.4}),
        ("detect_needed_for_equilibrium_grid", {"grid_step": 1e-300}),
        ("sample_size_for_posterior", {"prior": 0}),
        ("posterior_compliance_tests", {"tests": {}}),
        ("posterior_compliance_tests", {"tests": 3}),
        ("posterior_compliance_tests", {"tests": [3]}),
        ("posterior_compliance_tests", {"tests": [{"se": 0.8, "sp": 0.95}]}),
        ("posterior_compliance_tests", {"tests": [{"se": 0.8, "sp": 0.95, "alarm": 1}]}),
        ("posterior_compliance_tests", {"tests": [{"se": True, "sp": 0.95, "alarm": True}]}),
        ("posterior_compliance_tests", {"tests": [{"se": 1.8, "sp": 0.95, "alarm": True}]}),
        ("posterior_compliance_tests", {"prior": 1, "tests": [{"se": 1.0, "sp": 1.0, "alarm": True}]}),
        ("sprt_log_thresholds", {"alpha": 0.95}),
        ("clean_inspections_needed", {"detect": 5e-324}),
        ("campaign_detection", {"k": 41}),
        ("campaign_detection", {"n_per_year": 41}),
        ("expected_inspections_to_first_detection", {"k": 0}),
        ("min_violations_for_detection", {"n": 41}),
        ("years_to_detection", {"k": 0}),
        ("years_to_detection", {"P": 1}),
        ("base_then_item_detection", {"k": [21, 0]}),
        ("base_then_item_detection", {"p": [0.6, 0.5]}),
        ("implied_population_from_sampling_fraction", {"fraction": 0}),
        ("breakout_detection_linear", {"months": 10**15}),
        ("breakout_months_to_detection", {"P": 1}),
        ("breakout_months_to_detection", {"c_per_month": 0}),
        ("breakout_months_to_detection", {"c_per_month": 1e-90}),
    ],
)
def test_numbers_that_do_not_go_together_are_refused(name, changes):
    refused(CALLS[name], {**GOOD[name], **changes})


def test_a_message_says_where_what_and_what_is_allowed():
    error = refused(detection.hypergeom_detection, {"N": 20, "d": 2, "n": 21})
    assert (error.where, error.found, error.allowed) == ("n", "21", "at most N, 20")
    error = refused(detection.binom_detection, {"n": 5, "p": 1.5})
    assert (error.where, error.found, error.allowed) == ("p", "1.5", "a number from 0 to 1")
    error = refused(detection.census_detection, {"d": -3, "se": 0.5})
    assert (error.where, error.found, error.allowed) == ("d", "-3", "a whole number from 0 up")
    error = refused(alarms.leadership_false_alarm, {"shift_in_sigma": 1.0, "b": 1.0, "h": math.inf})
    assert error.where == "h"
    assert error.found == "inf"


def test_empty_arrays_give_empty_arrays():
    assert detection.hypergeom_detection([], 1, 1).shape == (0,)
    assert sample_size.exact_sample_size([], 1, 0.1).shape == (0,)


def test_the_table_of_factorials_has_an_end():
    refused(lambda **k: factorials.log_miss(**k), {x: np.asarray([2**22 + 1]) for x in ("N", "d", "n")})


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 40),
    st.integers(),
    st.floats(),
    st.floats(0, 1),
    st.sampled_from([0, 1, 0.0, 1.0, 5e-324, 1e-300, 1e300, 1e100, 2**22, 2**53, 2**63, 2**64, -0.0, 1 - 2**-53]),
    st.text(max_size=3),
    st.lists(st.one_of(st.integers(-2, 30), st.floats(0, 1), st.floats(), st.none()), max_size=3),
    st.lists(st.lists(st.floats(-9, 9), max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=2), st.floats(), max_size=2),
)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_nothing_else_ever_comes_out(name):
    call, good = CALLS[name], GOOD[name]

    @settings(max_examples=25, database=None)
    @given(st.dictionaries(st.sampled_from(sorted(good)), ODD, min_size=1, max_size=3))
    def tried(changes):
        try:
            found = call(**{**good, **changes})
        except VerificationError:
            return
        numbers = [found] if isinstance(found, float) else found if isinstance(found, np.ndarray) else []
        assert not np.isnan(np.asarray(numbers, dtype=float)).any()

    tried()


@pytest.mark.parametrize("name", sorted(GOOD))
def test_the_ends_of_every_range_are_answered_or_refused(name):
    call, good = CALLS[name], GOOD[name]
    names = [a for a in good if isinstance(good[a], int | float)]
    for some in itertools.chain(itertools.combinations(names, 1), itertools.combinations(names, 2)):
        for values in itertools.product((0, 1), repeat=len(some)):
            try:
                found = call(**{**good, **dict(zip(some, values, strict=True))})
            except VerificationError:
                continue
            if isinstance(found, float):
                assert not math.isnan(found), (some, values)
