"""A module of parameters that cannot be used is told with file and line, and never with a traceback."""

import pytest

RIGHT = """from press.parameters import Parameter, Parameters, Whole

PARAMETERS = Parameters("chart", (Parameter("least", Whole(1, 9), 2, "least number"),))
"""


@pytest.mark.parametrize(
    ("module", "words"),
    [
        (RIGHT.replace("))\n", ")\n"), "stop at brief/parameters/data.py, line 3: SyntaxError: "),
        ("X = 1\n", "AttributeError: module 'brief.parameters.data' has no attribute 'PARAMETERS'; mend"),
        (
            f"\nimport nothing_there\n{RIGHT}",
            "data.py, line 2: ModuleNotFoundError: No module named 'nothing_t",
        ),
        (RIGHT.replace("Whole(1, 9)", "Whole(1)"), "brief/parameters/data.py, line 3: TypeError: "),
    ],
)
@pytest.mark.parametrize("command", ["chapter", "grid"])
def test_a_module_of_parameters_that_stops_is_told(door, module, words, command):
    assert words in door.refused({"brief/parameters/data.py": module}, command, "data", "least=3")
