"""What each kind of answer rests on: formula, assumptions and source, told with it on the command line and on pages."""

from __future__ import annotations

from collections.abc import Mapping

SAMPLING = "Avenhaus and Canty, Compliance Quantified, ch. 2"
BASIS: Mapping[str, Mapping[str, str]] = {
    "sample-size": {
        "formula": "smallest n with E[(1-s)^X] <= 1 - chance, X the false items in a sample of n; for s = 1 that is "
        "C(N-d, n)/C(N, n), compared in whole numbers. IAEA form: (N/s) (1 - (1-chance)^(1/d)), rounded up",
        "assumes": "a sample at random, without replacement; no good item is taken for a false one",
        "source": f"{SAMPLING}; IAEA form: Jaech and Russell, IAEA STR-261 (1991)",
    },
    "detection": {
        "formula": "p = 1 - E[(1-s)^X], X false in the sample; s = 1: 1 - C(N-d, n)/C(N, n); k visits: 1 - (1-p)^k",
        "assumes": "each visit draws at random, and as many are false on each; no good item is taken for a false one",
        "source": SAMPLING,
    },
    "allocate": {
        "formula": "(value - x)/(value - caught), 0 for a value below x; x makes these add up to the inspections",
        "assumes": "the violator knows the chances, not the draw, and uses one site, where an inspection finds it",
        "source": "Kiekintveld and others, AAMAS 2009; solved exactly, by water-filling",
    },
    "game": {
        "formula": "s(n, m) = sum over i <= m of C(n, i) b^(m-i); value -C(n-1, m)/s(n, m); chance s(n-1, m-1)/s(n, m)",
        "assumes": "one violation at most, found by an inspection in its period; inspections are seen when made",
        "source": "Dresher, RAND RM-2972 (1962); von Stengel, Mathematics of Operations Research 41 (2016) 935-952",
    },
    "hidden": {
        "formula": "belief in k false items ~ prior(k) P(what was seen | k); none flagged of n, with sure recognition: "
        "P = C(N-k, n)/C(N, n)",
        "assumes": "a sample at random, without replacement",
        "source": "Bayes; closed form for the uniform prior: P(at most d) = 1 - C(N-d, n+1)/C(N+1, n+1)",
    },
    "campaign": {
        "formula": "histories drawn at random: a visit misses k false of m items, n opened, with E[(1-s)^X]; the first "
        "visit or look by other means that does not miss is the time of detection; intervals by Wilson's form",
        "assumes": "each visit goes to a site at random among those that the cap still allows, and opens items at "
        "random; "
        "visits are spread evenly over the year; years are independent",
        "source": "a derivation of ours, held to the exact chance of regimes where that exists",
    },
    "compare": {
        "formula": "one year: 1 - e_n(q)/C(slots, n), q what a visit to each slot misses; T years: 1 - (1 - p)^T",
        "assumes": "each visit goes to a site at random among those that the cap still allows, and opens items at "
        "random; "
        "the violation is there from the start and does not change; years are independent",
        "source": "a derivation of ours, tested against every set of slots; with one site it is 1 - (1 - k/m)^n",
    },
    "posterior": {
        "formula": "P' = P (1 - intro), then P'' = P'/(P' + (1-P')(1-detect)), once for each clean inspection",
        "assumes": "inspections are independent; a compliant Party is never accused; a violation, once begun, stays",
        "source": "Martin, Cameron and Greiner, Preventive Veterinary Medicine 79 (2007): the same model, for disease",
    },
}
"""By the name of the command, as `armscontrol verify detection`."""
