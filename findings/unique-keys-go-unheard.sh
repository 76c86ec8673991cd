#!/bin/sh
# A validator that knows version 2 of the Data Package standard lets two of its rules pass unread.
# Expected: a schema of version 2 that says uniqueKeys [["id"]] and categories ["a"] is broken by two rows with the same
#   id and by a value outside the list; or the validator says that it does not know these words.
# Seen with frictionless 5.21.0: it obeys other words of version 2 (exclusiveMaximum, fieldsMatch, missing values with
#   labels) and refuses some of them where version 2 is not declared, but has no code for uniqueKeys and categories. The
#   package is valid: True. The same rules written as primaryKey and enum find the wrong rows.
# Unique keys are asked for upstream since 2021 (issue 937, open).
# Why it matters: who moves a package to version 2 and turns `unique` into `uniqueKeys` loses the check unawares.
# What we do: each CSV table has a primary key; what else must not repeat or has few values says `unique` and `enum`.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check frictionless==5.21.0
cd "$dir"
printf 'id,kind\n1,a\n1,b\n' > rows.csv
venv/bin/python -W ignore - > seen <<'PY'
from frictionless import Package

PROFILES = "https://datapackage.org/profiles/2.0/"


def told(schema=None, limit=None, **kind):
    number = {"name": "id", "type": "integer", "constraints": limit or {}}
    fields = [number, {"name": "kind", "type": "string", **kind}]
    table = {"$schema": PROFILES + "tableschema.json", "fields": fields, **(schema or {})}
    rows = {"$schema": PROFILES + "dataresource.json", "name": "rows", "path": "rows.csv", "schema": table}
    package = {"$schema": PROFILES + "datapackage.json", "resources": [rows]}
    report = Package.from_descriptor(package).validate()
    return f"valid: {report.valid}", [error[0] for error in report.flatten(["type"])]


print("uniqueKeys", *told({"uniqueKeys": [["id"]]}))
print("primaryKey", *told({"primaryKey": ["id"]}))
print("categories", *told(categories=["a"]))
print("enum", *told(constraints={"enum": ["a"]}))
print("exclusiveMaximum", *told(limit={"exclusiveMaximum": 1}))
PY
cat > stated <<'END'
uniqueKeys valid: True []
primaryKey valid: False ['primary-key']
categories valid: True []
enum valid: False ['constraint-error']
exclusiveMaximum valid: False ['constraint-error', 'constraint-error']
END
cat seen
diff stated seen || { echo "Changed: frictionless no longer passes over these rules as stated above."; exit 1; }
echo "As stated: uniqueKeys and categories are passed over in silence."
