"""Methods by name, for tables of cases and for programs that call by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from armscontrol.verification import (
    acceptance,
    alarms,
    belief,
    coverage,
    detection,
    dresher,
    imperfect,
    limits,
    risk,
    sample_size,
    schedules,
    stackelberg,
    strata,
    timing,
    visits,
)

_OF: Mapping[Any, tuple[str, ...]] = {
    detection: (
        "hypergeom_detection",
        "hypergeom_detection_imperfect",
        "approx_detection",
        "approx_detection_varying_se",
        "binom_detection",
        "census_detection",
        "two_method_detection",
        "identification_probability",
    ),
    sample_size: ("exact_sample_size", "iaea_sample_size", "cannon_roe_sample_size_real", "binom_sample_size"),
    imperfect: (
        "imperfect_test_detection",
        "imperfect_test_detection_binom",
        "survey_specificity",
        "survey_specificity_cutpoint",
        "imperfect_test_plan_n",
        "imperfect_test_plan_cutpoint",
    ),
    acceptance: ("acceptance_probability_binom", "acceptance_probability_hypergeom", "find_plan_binom"),
    strata: (
        "stratified_optimal_sample",
        "stratified_optimal_detection",
        "multi_facility_worst_case_detection",
        "split_effort_two_states",
    ),
    risk: (
        "adjusted_risk",
        "risk_based_detection_binom",
        "risk_based_detection_binom_varse",
        "risk_based_detection_finite",
        "two_stage_sample_size",
    ),
    limits: (
        "uniform_prior_posterior_at_most",
        "exact_upper_limit_defects",
        "zero_failure_upper_limit",
        "beta_uniform_upper_limit",
        "approx_upper_prevalence",
        "binomial_ci_clopper_pearson",
        "binomial_ci_jeffreys",
        "binomial_ci_wilson",
        "binomial_ci_agresti_coull",
    ),
    dresher: (
        "dresher_value_inspector",
        "inspection_prob_first_stage",
        "multi_violation_value_inspectee",
        "inspector_payoff_leadership",
        "inspector_payoff_simultaneous",
    ),
    timing: (
        "unobservable_inspections_value_continuous",
        "unobservable_inspections_value_discrete",
        "playing_for_time_value",
        "playing_for_time_schedule",
        "playing_for_time_deterrence_threshold",
        "critical_time_value",
        "partial_inspection_value",
    ),
    alarms: ("leadership_false_alarm",),
    coverage: (
        "security_game_coverage",
        "security_game_attacker_value",
        "zero_sum_coverage_value",
        "security_game_first_saturating_m",
        "coverage_for_attacker_indifference",
        "defender_payoff_at_coverage",
        "count_pure_strategies_log10",
    ),
    schedules: ("comb_sample",),
    stackelberg: ("stackelberg_value", "bayesian_stackelberg_value", "bayesian_stackelberg_strategy"),
    belief: (
        "discounted_prior",
        "posterior_compliance",
        "posterior_compliance_sequence",
        "compliance_equilibrium",
        "periods_to_reach_posterior",
        "detect_needed_for_posterior",
        "detect_needed_to_hold_prior",
        "detect_needed_for_equilibrium_grid",
        "sample_size_for_posterior",
        "sample_size_for_posterior_binom",
        "tests_in_series",
        "tests_in_parallel",
        "posterior_compliance_tests",
        "sprt_log_thresholds",
    ),
    visits: (
        "campaign_detection",
        "campaign_detection_no_repeat",
        "expected_inspections_to_first_detection",
        "min_violations_for_detection",
        "years_to_detection",
        "base_then_item_detection",
        "implied_population_from_sampling_fraction",
        "breakout_detection_linear",
        "breakout_months_to_detection",
        "cwc_part9_annual_cap",
    ),
}

METHODS: Mapping[str, Callable[..., Any]] = {
    name: getattr(module, name) for module, names in _OF.items() for name in names
}
"""Every method that a table of cases may name."""
