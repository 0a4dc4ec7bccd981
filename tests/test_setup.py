"""What the course needs on a machine, said once and the same for pip, conda, Binder and CI.

None of this reaches the internet: for Binder the file is read that its builder, repo2docker, would hand to Docker.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import rattler
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from repo2docker.app import Repo2Docker

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text())
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())

# Addresses of package registries and options that set them. Each has a [ ] so that it does not find itself.
REGISTRY = re.compile(
    r"[p]ypi\.|[p]ythonhosted|[n]pmjs|registry[.]npm|[a]naconda\.(?:org|com)|(?:deb|security)[.]debian"
    r"|index[-]url|find[-]links|trusted[-]host",
    re.IGNORECASE,
)


def conda_specs():
    return [line for line in ENVIRONMENT["dependencies"] if isinstance(line, str)]


def pip_section():
    [section] = [line["pip"] for line in ENVIRONMENT["dependencies"] if isinstance(line, dict)]
    return section


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# One list of dependencies


def test_environment_yml_lists_the_dependencies_of_pyproject():
    assert pip_section() == PROJECT["dependencies"]


@pytest.mark.parametrize("name", ["awscli", "boto3", "botocore", "matplotlib", "moto", "pandas"])
def test_what_stored_outputs_depend_on_is_pinned_exactly(name):
    [found] = [line for line in map(Requirement, PROJECT["dependencies"]) if line.name == name]
    assert re.fullmatch(r"==[\d.]+", str(found.specifier))


def imported_names(folder):
    """Top-level names that the scripts in a folder import, wherever in a script that is."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("folder", "extras"), [("helpers", []), ("lessons", ["test"]), ("tests", ["test"]), ("benchmarks", ["test"])]
)
def test_every_package_that_is_imported_is_a_listed_dependency(folder, extras):
    lines = PROJECT["dependencies"] + [line for extra in extras for line in PROJECT["optional-dependencies"][extra]]
    listed = {canonicalize_name(Requirement(line).name) for line in lines} | {canonicalize_name(PROJECT["name"])}
    packages = packages_distributions()
    imported = {
        name: {canonicalize_name(package) for package in packages.get(name, ())} for name in imported_names(folder)
    }
    assert [name for name, providers in imported.items() if providers and not providers & listed] == []


# Python versions


def test_conda_and_ci_use_pythons_that_the_course_is_made_for():
    supported = SpecifierSet(PROJECT["requires-python"])
    in_conda = rattler.MatchSpec(conda_specs()[0], strict=True).version.lstrip("=").removesuffix(".*")
    in_ci = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert [version for version in [in_conda, *in_ci] if version not in supported] == []


def test_ci_tries_the_oldest_python_that_the_course_is_made_for():
    assert PROJECT["requires-python"] == ">=" + WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"][0]


def test_makefile_asks_for_the_python_of_pyproject():
    oldest = PROJECT["requires-python"].removeprefix(">=")
    makefile = (ROOT / "Makefile").read_text()
    assert f"sys.version_info < ({oldest.replace('.', ', ')})" in makefile
    assert f"needs Python {oldest} or newer" in makefile


# conda and Binder


@pytest.mark.parametrize("spec", conda_specs())
def test_conda_understands_each_line(spec):
    assert rattler.MatchSpec(spec, strict=True).name


def test_packages_come_from_conda_forge_alone():
    assert ENVIRONMENT["channels"] == ["conda-forge"]


@pytest.fixture
def binder(monkeypatch):
    """The part of Binder's builder that takes this repository on, working in its top folder."""
    monkeypatch.chdir(ROOT)
    builders = (kind(base_image="ubuntu:24.04") for kind in Repo2Docker().buildpacks)
    builder = next(builder for builder in builders if builder.detect())
    builder.platform = "linux/amd64"
    return builder


def test_binder_follows_environment_yml_with_python_3_12(binder):
    assert type(binder).__name__ == "CondaBuildPack"
    assert binder.python_version == "3.12"


def test_binder_installs_the_dependencies_before_it_copies_the_course(binder):
    assert binder.get_preassemble_script_files() == {"environment.yml": "environment.yml"}
    dockerfile = binder.render()
    steps = ['env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"', " src/ ${REPO_DIR}/", "RUN ./postBuild"]
    places = [dockerfile.index(step) for step in steps]
    assert places == sorted(places)
    assert [dockerfile.count(step) for step in steps] == [1, 1, 1]


def test_nothing_runs_after_the_copy_but_post_build(binder):
    assert binder.get_assemble_scripts() == []
    assert binder.get_post_build_scripts() == ["postBuild"]
    assert binder.get_start_script() is None


def test_no_binder_folder_hides_the_files_of_the_top_folder():
    assert [name for name in ("binder", ".binder") if (ROOT / name).exists()] == []


def test_post_build_installs_the_helpers_and_nothing_else():
    script = (ROOT / "postBuild").read_text()
    assert re.findall(r"pip install .*", script) == ["pip install --no-cache-dir --no-deps --editable ."]


def test_a_notebook_finds_the_helpers_wherever_it_lies(tmp_path):
    without_path = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", "import helpers; print(*helpers.__path__)"]
    done = subprocess.run(command, cwd=tmp_path, env=without_path, capture_output=True, text=True)
    assert str(ROOT / "helpers") in done.stdout, done.stderr


# What is under version control


def test_ci_runs_make_test_and_nothing_else():
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == "make test"
    assert [step["run"] for step in WORKFLOW["jobs"]["test"]["steps"] if "run" in step] == ["make test"]


@pytest.mark.parametrize("name", ["postBuild", ".ci/run", "tests/get_chromium.sh"])
def test_scripts_are_committed_as_programs(name):
    listed = subprocess.run(["git", "ls-files", "--stage", name], cwd=ROOT, capture_output=True, text=True).stdout
    assert listed.startswith("100755")


def test_no_file_records_the_address_of_a_package_registry():
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in tracked_files()}
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}" for path, text in texts.items() for match in REGISTRY.finditer(text)
    ]
    assert found == []


def test_links_of_the_readme_lead_somewhere():
    targets = re.findall(r"\]\(([^)#]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    inside = [target for target in targets if "://" not in target]
    assert inside
    assert [target for target in inside if not (ROOT / target).exists()] == []
