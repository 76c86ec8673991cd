#!/bin/sh
# The effective number of parties is less than one, in two of the three ways that a library offers.
# Expected: n equal shares count as n by each measure, and no count lies below 1. The inverse of Simpson's index is the
#   same number as that of Laakso and Taagepera; Golosov's of 40, 30, 20 and 10 per cent is 2.84.
# Seen with poli-sci-kit 1.1.0: "Inverse-Simpson" gives 0.78 for these shares and 0.72 for four equal ones; it is 1
#   divided by Shannon's index. "Golosov" gives 0.0006 for 40, 30, 20 and 10 seats and less for more seats: it squares
#   the largest number as given, beside shares of 1. The default, "Laakso-Taagepera", is right for seats and shares.
#   The parameter is called a proportion; the manual's own examples of this module hand counts of votes to it.
# No report was found.
# Why it matters: the same measures count suppliers of arms and partners in trade, and 0.78 looks like a result.
# What we do: the brief states shares; it counts no effective number.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check poli-sci-kit==1.1.0
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
from poli_sci_kit.appointment.metrics import effective_number_of_groups

PARTIES = {
    "shares 0.4, 0.3, 0.2, 0.1": [0.4, 0.3, 0.2, 0.1],
    "four shares of 0.25": [0.25, 0.25, 0.25, 0.25],
    "40, 30, 20, 10 seats": [40, 30, 20, 10],
    "120, 90, 60, 30 seats": [120, 90, 60, 30],
}
for name, given in PARTIES.items():
    counts = {
        measure: effective_number_of_groups(given, metric_type=measure)
        for measure in ("Laakso-Taagepera", "Inverse-Simpson", "Golosov")
    }
    print(f"{name}:", ", ".join(f"{measure} {count:.4f}" for measure, count in counts.items()))
PY
cat > "$dir/stated" <<'END'
shares 0.4, 0.3, 0.2, 0.1: Laakso-Taagepera 3.3333, Inverse-Simpson 0.7813, Golosov 2.8358
four shares of 0.25: Laakso-Taagepera 4.0000, Inverse-Simpson 0.7213, Golosov 4.0000
40, 30, 20, 10 seats: Laakso-Taagepera 3.3333, Inverse-Simpson 0.7813, Golosov 0.0006
120, 90, 60, 30 seats: Laakso-Taagepera 3.3333, Inverse-Simpson 0.7813, Golosov 0.0001
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the effective numbers are no longer as stated above."; exit 1; }
echo "As stated: parties number less than one."
