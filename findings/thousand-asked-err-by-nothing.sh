#!/bin/sh
# The jackknife's standard error of a poll is five times too small with 30 groups, and thirty times by persons.
# Expected: 600 of 1,000 persons agree, each drawn alike: the standard error is 1.55 points by every method, and the
#   jackknife sums the squared differences times (replicates - 1) / replicates.
# Seen with pysurveyx 0.21.0: linearization gives 1.55 and the bootstrap 1.56; the jackknife by 30 groups, which is
#   taken if no method is named, gives 0.31 with an interval from 59.4 to 60.6, and that by persons 0.05. The library
#   takes the mean of the squared differences, which is the rule of the bootstrap. samplics 0.6.1 gives 1.55. Raking by
#   codes 1 and 2 gives all the weight 0 and says that it converged; by letters it is right.
# Its page for reports is a placeholder; no report was found.
# Why it matters: each change of a point between two polls looks like one of opinion.
# What we do: the brief states how far two samples of a poll's size differ by chance, by the formula for simple
#   samples.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    pysurveyx==0.21.0 samplics==0.6.1 numpy==2.4.6 pandas==2.3.3
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import numpy as np
import pandas as pd
from pysurveyx import SurveyDesign, SurveyMean, calibrate
from samplics import PopParam, TaylorEstimator

poll = pd.DataFrame({"agrees": [1.0] * 600 + [0.0] * 400, "weight": 1.0, "person": range(1000), "all": 1})
poll["code"] = np.tile([1, 2], 500)
poll["letter"] = poll["code"].map({1: "m", 2: "f"})
design = SurveyDesign(poll, weight="weight", strata="all", psu="person")
METHODS = {
    "linearization": {},
    "bootstrap": {"variance": "replicate", "replicates": ("bootstrap", {"B": 200})},
    "replicates, no method named": {"variance": "replicate"},
    "jackknife by persons": {"variance": "replicate", "replicates": ("jk1", {})},
}
for name, method in METHODS.items():
    result = SurveyMean("agrees", **method).fit(design).results_
    low, high = result.ci()
    print(f"{name}: {result.estimate:.1%}, error {100 * result.se:.2f} points, {low:.1%} to {high:.1%}")
other = TaylorEstimator(PopParam.mean)
other.estimate(y=poll["agrees"], samp_weight=poll["weight"])
print(f"samplics: {other.point_est:.1%}, error {100 * other.stderror:.2f} points")
for column, shares in (("letter", {"m": 0.49, "f": 0.51}), ("code", {1: 0.49, 2: 0.51})):
    raked = calibrate(design, categorical_margins={column: shares})
    weights = raked.g_weights.groupby(poll[column]).sum().to_dict()
    print(f"raked by {column}: {weights}, converged: {raked.converged}")
PY
cat > "$dir/stated" <<'END'
linearization: 60.0%, error 1.55 points, 57.0% to 63.0%
bootstrap: 60.0%, error 1.56 points, 56.9% to 63.1%
replicates, no method named: 60.0%, error 0.31 points, 59.4% to 60.6%
jackknife by persons: 60.0%, error 0.05 points, 59.9% to 60.1%
samplics: 60.0%, error 1.55 points
raked by letter: {'f': 510.0000000000001, 'm': 489.99999999999983}, converged: True
raked by code: {1: 0.0, 2: 0.0}, converged: True
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the standard errors are no longer as stated above."; exit 1; }
echo "As stated: the jackknife's error is far too small."
