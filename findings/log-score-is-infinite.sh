#!/bin/sh
# The log score of a forecast is infinite for counts that the forecast holds for likely.
# Expected: the negative binomial is defined for every shape above 0; its log score is minus the log of its mass, as in
#   scipy. Shapes below 1 are ordinary: many months without an event and a few with several.
# Seen with scoringrules 0.10.0, numpy 2.4.6: for shape 0.5 and outcomes 0, 1 and 5, logs_negbinom is inf, with
#   numpy's warning of a logarithm of 0; scipy 1.17.1 gives 0.458, 1.662 and 4.414. From shape 1 on the two agree, and
#   the library's own crps_negbinom is finite for all. Its binomial coefficient is 0 for shape - 1 < 0. No report found.
# Why it matters: one such month makes the mean score of a model infinite, so it loses to any other.
# What we do: our log score is tested against scipy for every shape, and against scoringrules from shape 1 on.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check scoringrules==0.10.0 scipy==1.17.1 numpy==2.4.6
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import scoringrules
from scipy import stats

for shape in (0.5, 0.9, 1.0, 2.0):
    for count in (0, 1, 5):
        score = float(scoringrules.logs_negbinom(count, shape, 0.4))
        other = -stats.nbinom.logpmf(count, shape, 0.4)
        crps = float(scoringrules.crps_negbinom(count, shape, 0.4))
        print(f"shape {shape}, outcome {count}: scoringrules {score:.3f}, scipy {other:.3f}; CRPS {crps:.3f}")
PY
cat > "$dir/stated" <<'END'
shape 0.5, outcome 0: scoringrules inf, scipy 0.458; CRPS 0.179
shape 0.5, outcome 1: scoringrules inf, scipy 1.662; CRPS 0.444
shape 0.5, outcome 5: scoringrules inf, scipy 4.414; CRPS 3.749
shape 0.9, outcome 0: scoringrules inf, scipy 0.825; CRPS 0.476
shape 0.9, outcome 1: scoringrules inf, scipy 1.441; CRPS 0.353
shape 0.9, outcome 5: scoringrules inf, scipy 3.615; CRPS 2.968
shape 1.0, outcome 0: scoringrules 0.916, scipy 0.916; CRPS 0.562
shape 1.0, outcome 1: scoringrules 1.427, scipy 1.427; CRPS 0.362
shape 1.0, outcome 5: scoringrules 3.470, scipy 3.470; CRPS 2.796
shape 2.0, outcome 0: scoringrules 1.833, scipy 1.833; CRPS 1.564
shape 2.0, outcome 1: scoringrules 1.650, scipy 1.650; CRPS 0.884
shape 2.0, outcome 5: scoringrules 2.595, scipy 2.595; CRPS 1.498
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the log score is no longer as stated above."; exit 1; }
echo "As stated: below shape 1 the log score is infinite."
