#!/bin/sh
# The weighted interval score charges for the size of the median, not for its distance from the outcome.
# Expected: the manual of the function has half of |y - m| in the sum, the distance of outcome y from median m. The
#   score equals twice the mean quantile loss, never lies below 0, and stays when outcome and forecast move together.
# Seen with scoringrules 0.10.0, numpy 2.4.6, without numba, which is optional: half of m stands in the sum. Of 12
#   events a forecast around 12 scores 3.6 and one around 7 scores 3.0. Right are 1.2 and 2.6, as the library's own
#   crps_quantile finds from the same quantiles. Told as changes from 20, the two score -0.4 and -1.0. Release 0.11.0,
#   which needs Python 3.12, computes the same. The branch for numba takes the distance.
# No report was found. Issue 81 of 2024 (closed) says that the score is tested with numba alone.
# Why it matters: the score compares forecasts of counts that come as a median and intervals; here the worse one wins.
# What we do: counts are scored by CRPS in full and by the log score, in our own code; this score is not used.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check scoringrules==0.10.0 numpy==2.4.6
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import numpy as np
import scoringrules

ALPHA = np.array([0.1, 0.5])
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def told(name, outcome, quantiles):
    low, high, median = quantiles[:2], quantiles[:2:-1], quantiles[2]
    score = float(scoringrules.weighted_interval_score(outcome, median, low, high, ALPHA))
    loss = float(scoringrules.crps_quantile(outcome, quantiles, LEVELS))
    outside = np.maximum(low - outcome, 0) + np.maximum(outcome - high, 0)
    by_hand = (abs(outcome - median) / 2 + (ALPHA / 2 * (high - low) + outside).sum()) / 2.5
    print(f"{name}: score {score:.2f}; by hand {by_hand:.2f}; from quantile losses {loss:.2f}")


around_12 = np.array([2.0, 8.0, 12.0, 16.0, 22.0])
around_7 = around_12 - 5
told("12 events, forecast around 12", 12.0, around_12)
told("12 events, forecast around 7", 12.0, around_7)
told("the first as changes from 20", -8.0, around_12 - 20)
told("the second as changes from 20", -8.0, around_7 - 20)
PY
cat > "$dir/stated" <<'END'
12 events, forecast around 12: score 3.60; by hand 1.20; from quantile losses 1.20
12 events, forecast around 7: score 3.00; by hand 2.60; from quantile losses 2.60
the first as changes from 20: score -0.40; by hand 1.20; from quantile losses 1.20
the second as changes from 20: score -1.00; by hand 2.60; from quantile losses 2.60
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the weighted interval score is no longer as stated above."; exit 1; }
echo "As stated: the worse forecast has the better score, and a score lies below 0."
