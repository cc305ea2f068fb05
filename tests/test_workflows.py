"""What the workflows promise of themselves: the linters look at their form, this at what they are
for."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.paths import ROOT

WORKFLOWS = {
    path.stem: path.read_text() for path in sorted((ROOT / ".github/workflows").glob("*.yml"))
}
READ = {name: yaml.load(text, yaml.BaseLoader) for name, text in WORKFLOWS.items()}
GITLAB = yaml.load((ROOT / ".gitlab-ci.yml").read_text(), yaml.BaseLoader)
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    return (
        (name, job, made)
        for name, workflow in READ.items()
        for job, made in workflow["jobs"].items()
    )


def commands(steps: list[dict[str, Any]]) -> list[str]:
    return [step["run"] for step in steps if "run" in step]


def test_they_are_started_by_what_is_safe_and_by_nothing_else() -> None:
    assert {name: set(workflow["on"]) for name, workflow in READ.items()} == {
        "code": {"pull_request", "push"},
        "comment": {"workflow_run"},
        "edit": {"workflow_dispatch"},
        "law": {"pull_request_target"},
        "nightly": {"schedule", "workflow_dispatch"},
        "pull-request": {"pull_request"},
        "publish": {"push", "schedule", "workflow_dispatch"},
    }
    assert READ["publish"]["on"]["push"] == {"branches": ["main"]}


TO_MAIN = {"branches": ["main"], "types": ["opened", "synchronize", "reopened", "edited"]}
"""When a pull request to main is judged: when it is turned to main, too, which edits it."""
ONLY_TO_MAIN = (
    '$CI_PIPELINE_SOURCE == "merge_request_event"'
    " && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == $CI_DEFAULT_BRANCH"
)


def test_nothing_is_judged_by_another_branch_and_then_turned_to_main() -> None:
    """Whoever opens a pull request may turn it to another branch, and its checks stay as they
    were."""
    starter = ROOT / "build_tools/editing/starter"
    for path in (ROOT / ".github/workflows/law.yml", starter / "law.yml"):
        law = yaml.load(path.read_text(), yaml.BaseLoader)
        assert law["on"] == {"pull_request_target": TO_MAIN}
    for path in (ROOT / ".gitlab-ci.yml", starter / "gitlab.yml"):
        rules = yaml.load(path.read_text(), yaml.BaseLoader)["workflow"]["rules"]
        assert [each["if"] for each in rules if "merge_request" in each["if"]] == [ONLY_TO_MAIN]


def test_every_change_is_tested_on_both_forges() -> None:
    """None is left out by its path: the tests read the record, the prose and the configuration."""
    assert READ["code"]["on"] == {"pull_request": "", "push": {"branches": ["main"]}}
    assert GITLAB["code"]["rules"] == [
        {"if": '$CI_PIPELINE_SOURCE == "schedule"', "when": "never"},
        {"when": "on_success"},
    ]


def test_the_code_is_tested_on_every_python_that_it_promises() -> None:
    pythons = READ["code"]["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert pythons == ["3.11", "3.12", "3.13", "3.14"]
    assert GITLAB["code"]["parallel"]["matrix"] == [{"PYTHON_VERSION": pythons}]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == f">={pythons[0]}"
    assert "make test" in commands(READ["code"]["jobs"]["test"]["steps"])
    assert GITLAB["code"]["script"] == ["make test"]


def test_every_night_all_is_proved_and_the_coverage_measured() -> None:
    nightly = READ["nightly"]["jobs"]
    assert commands(nightly["proof"]["steps"]) == GITLAB["proof"]["script"] == ["bash .ci/run"]
    measure = ["bash .ci/run coverage"]
    assert commands(nightly["coverage"]["steps"]) == GITLAB["coverage"]["script"] == measure
    for job in ("proof", "coverage"):
        assert nightly[job]["container"]["image"] == GITLAB["default"]["image"]
        assert f"{nightly[job]['timeout-minutes']} minutes" == GITLAB[job]["timeout"]
    total = "TOTAL                    11362   2940   3138    273    70%"
    found = re.search(GITLAB["coverage"]["coverage"].strip("/"), total)
    assert found
    assert found[1] == "70%"


def test_nothing_is_allowed_that_a_job_does_not_ask_for() -> None:
    assert all(workflow["permissions"] == {} for workflow in READ.values())
    writes = {
        (job, right)
        for _, job, made in jobs()
        for right, how in made["permissions"].items()
        if how == "write"
    }
    assert writes == {
        ("deploy", "pages"),
        ("deploy", "id-token"),
        ("comment", "pull-requests"),
        ("propose", "contents"),
        ("propose", "pull-requests"),
    }
    assert all("secrets" not in text for text in WORKFLOWS.values())


def test_the_job_that_may_write_runs_nothing_of_the_repository() -> None:
    (deploy,) = (made for _, job, made in jobs() if job == "deploy")
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_what_is_posted_was_made_by_the_code_of_the_base_alone() -> None:
    """The job that comments runs nothing that a branch brings, and hears of no run but those whose
    workflow is the base's, whatever another is called."""
    (job,) = READ["comment"]["jobs"].values()
    assert READ["comment"]["on"]["workflow_run"] == {"workflows": ["Law"], "types": ["completed"]}
    assert READ["law"]["name"] == "Law"
    assert job["if"] == "github.event.workflow_run.event == 'pull_request_target'"
    assert set(READ["law"]["on"]) == {"pull_request_target"}
    assert not [step for step in job["steps"] if "uses" in step]
    first, second = commands(job["steps"])
    assert first == 'gh run download "$RUN" --name redlines --dir changes'
    assert second.startswith("gh pr comment \"$(grep -xE '[0-9]+' changes/number)\" ")
    (law,) = READ["law"]["jobs"].values()
    kept = [step["with"] for step in law["steps"] if "upload-artifact" in step.get("uses", "")]
    assert [(each["name"], each["path"]) for each in kept] == [
        ("preview", "preview/"),
        ("redlines", "changes/"),
    ]


def test_every_action_is_pinned_and_says_its_version() -> None:
    for name, text in WORKFLOWS.items():
        if name == "comment":
            continue  # which takes no action at all
        used = re.findall(r"uses: (.*)", text)
        assert used
        assert all(
            re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)
            for action in used
        )
    pins = {
        tuple(action)
        for text in WORKFLOWS.values()
        for action in re.findall(r"uses: (.*?)@(.*)", text)
    }
    assert len(pins) == len({name for name, _ in pins}), "one action at two versions"


def test_no_checkout_keeps_its_token() -> None:
    checkouts = [
        step
        for _, _, made in jobs()
        for step in made["steps"]
        if "actions/checkout" in step.get("uses", "")
    ]
    assert len(checkouts) == 10
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_merges_are_published_one_after_another_and_always_the_newest() -> None:
    assert READ["publish"]["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}
    build = READ["publish"]["jobs"]["build"]["steps"]
    assert build[0]["with"]["ref"] == "main"
    assert GITLAB["pages"]["resource_group"] == "pages"
    assert any("FETCH_HEAD" in line for line in GITLAB["pages"]["script"])


def test_publication_waits_for_nothing_but_itself() -> None:
    needs = {job: made.get("needs") for job, made in READ["publish"]["jobs"].items()}
    assert needs == {"build": None, "deploy": "build", "verify": ["build", "deploy"]}
    others = {job: made.get("needs") for name, job, made in jobs() if name != "publish"}
    assert {job for job, needs in others.items() if needs} == {"propose"}
    gitlab = {job: made["needs"] for job, made in GITLAB.items() if "needs" in made}
    assert gitlab == {"pages": [], "published": ["pages"]}


def test_what_was_published_is_held_against_the_record_that_it_was_built_from() -> None:
    checkout, *_ = READ["publish"]["jobs"]["verify"]["steps"]
    assert checkout["with"]["ref"] == "${{ needs.build.outputs.commit }}"
    assert GITLAB["published"]["script"] == [
        'git checkout --detach "$PUBLISHED"',
        "make verify-site",
    ]


def test_before_it_is_published_a_site_passes_what_a_pull_request_passes() -> None:
    needed = ["make check CHECK_ARGS='--format github'", "make verify", "make site", "make links"]
    for workflow, job in (("pull-request", "check"), ("publish", "build")):
        run = commands(READ[workflow]["jobs"][job]["steps"])
        assert [command for command in run if command in needed] == needed
    plain = [command.partition(" CHECK_ARGS")[0] for command in needed]
    for job in ("check", "pages"):
        assert [command for command in GITLAB[job]["script"] if command in plain] == plain


@pytest.mark.parametrize(
    "command",
    sorted(
        {command for _, _, made in jobs() for command in commands(made["steps"])}
        | {
            line
            for job in GITLAB.values()
            if isinstance(job, dict)
            for line in job.get("script", ())
        }
    ),
)
def test_what_a_forge_runs_can_be_run_by_hand(command: str) -> None:
    by_name = ("git ", "gh ", "mkdir ", "echo ", "cd ", "mv ", "cp ", "rm ", "if [", "export BASE=")
    if command.startswith(by_name):
        return
    if command in ("bash .ci/run", "bash .ci/run coverage"):
        return
    target = re.fullmatch(
        r"make ([a-z-]+)( CHECK_ARGS='[a-z -]+'| \|\| echo \"[a-z ]+\".*)?", command
    )
    assert target, f"{command} is no target of the Makefile"
    assert target[1] in TARGETS


def test_nothing_of_a_pull_request_is_pasted_into_a_command() -> None:
    for _, _, made in jobs():
        assert not [command for command in commands(made["steps"]) if "${{" in command]


def test_what_an_editor_types_is_a_value_and_never_a_part_of_a_command() -> None:
    assert all("inputs." not in command for _, _, made in jobs() for command in _all_of(made))
    make = READ["edit"]["jobs"]["make"]
    (asked,) = (step for step in make["steps"] if step.get("run") == "make edit")
    assert asked["env"] == {
        "TASK": "${{ inputs.task }}",
        "OF": "${{ inputs.of }}",
        "TITLE": "${{ inputs.title }}",
    }
    for name in ("TASK", "OF", "TITLE"):
        assert not re.search(rf"\$[({{]{name}\b", (ROOT / "Makefile").read_text())
    offered = READ["edit"]["on"]["workflow_dispatch"]["inputs"]["task"]["options"]
    done = re.findall(r"^    ([a-z]+)\) said=", (ROOT / ".ci/publish").read_text(), re.MULTILINE)
    assert offered == done


def _all_of(job: dict[str, Any]) -> list[str]:
    return [*commands(job["steps"]), str(job.get("name", ""))]


def test_the_form_makes_with_a_right_to_read_and_proposes_with_one_to_write() -> None:
    """The job that may write runs no code of the repository, takes what lies in the record alone,
    and pushes to no branch that was there."""
    make, propose = READ["edit"]["jobs"]["make"], READ["edit"]["jobs"]["propose"]
    assert make["permissions"] == {"contents": "read"}
    assert make["if"] == "github.ref_name == github.event.repository.default_branch"
    assert propose["permissions"] == {
        "actions": "read",
        "contents": "write",
        "pull-requests": "write",
    }
    assert all(command.startswith(("gh ", "git ")) for command in commands(propose["steps"]))
    pushed = [each for each in commands(propose["steps"]) if "push" in each]
    assert pushed == ['git push origin "HEAD:refs/heads/$BRANCH"']
    assert propose["env"]["BRANCH"] == "edit/${{ github.run_id }}-${{ github.run_attempt }}"
    applied = "git apply --index --include='versions/*' .cache/change/change.patch"
    assert applied in commands(propose["steps"])


def test_the_law_is_judged_by_the_code_of_the_base() -> None:
    """What is run comes from the base alone; the branch lies in a folder below `.cache`, where
    nothing is imported from, and the summary is made there too."""
    (job,) = READ["law"]["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    checkouts = [
        step["with"] for step in job["steps"] if "actions/checkout" in step.get("uses", "")
    ]
    base = "${{ github.event.pull_request.base.sha }}"
    assert [(each["ref"], each.get("path")) for each in checkouts] == [
        (base, None),
        ("refs/pull/${{ github.event.pull_request.number }}/merge", ".cache/branch"),
    ]
    said = 'echo "$NUMBER" > changes/number'
    made = ["make setup-site", "make preview", "make changes", said, "make summary", "make law"]
    assert commands(job["steps"]) == made
    of_branch = {"BASE": base, "BRANCH": ".cache/branch"}
    given = {step["run"]: step.get("env") for step in job["steps"] if "run" in step}
    assert given["make law"] == of_branch
    preview = "${{ steps.kept.outputs.artifact-url }}"
    assert given["make changes"] == {**of_branch, "PREVIEW": preview}
    assert given["make preview"] == {"BRANCH": ".cache/branch"}
    judging = job["steps"][-1]
    assert judging["if"] == "${{ !cancelled() && steps.setup.outcome == 'success' }}"
    assert GITLAB["law"]["script"][:6] == [
        'git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"',
        "export BASE=$(git rev-parse FETCH_HEAD)",
        "rm -rf ../base",
        "git worktree prune",
        'git worktree add --detach ../base "$BASE"',
        "cd ../base",
    ]
    assert "make law" in GITLAB["law"]["script"]
    there = '"$CI_PROJECT_DIR/changes"'
    kept = GITLAB["law"]["script"].index(f"mv changes {there}")
    assert GITLAB["law"]["script"][kept - 1] == f"rm -rf {there}"


def test_a_preview_is_made_by_the_code_of_the_base_and_by_no_other() -> None:
    """What the code of a branch builds could leave out that it is no law: it is kept nowhere."""
    keeping = {
        (name, job): step["with"]["name"]
        for name, job, made in jobs()
        for step in made["steps"]
        if "upload-artifact" in step.get("uses", "") and step["with"]["name"] == "preview"
    }
    assert keeping == {("law", "law"): "preview"}
    assert "upload" not in WORKFLOWS["pull-request"]
    assert "artifacts" not in GITLAB["check"]
    script = GITLAB["law"]["script"]
    there = '"$CI_PROJECT_DIR/preview"'
    assert script.index("cd ../base") < script.index(f"rm -rf {there}")
    assert f"if [ -d preview ]; then mv preview {there}; fi" in script


MADE = "~/.cache/sec-corpus"


def caches(job: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What a job restores and saves of what was made before, by the names of the actions."""
    found = {}
    for step in job["steps"]:
        name = step.get("uses", "").partition("@")[0]
        if name.startswith("actions/cache"):
            found[name.removeprefix("actions/cache")] = step["with"]
    return found


def test_what_main_made_is_written_by_the_publication_of_main_alone() -> None:
    """GitHub keeps apart what pull requests save, but not what `pull_request_target` does: that
    job has no cache at all, and none but the publication saves."""
    kept = {(name, job): caches(made) for name, job, made in jobs() if caches(made)}
    assert kept.keys() == {("publish", "build"), ("pull-request", "check")}
    assert kept["pull-request", "check"].keys() == {"/restore"}
    assert kept["publish", "build"].keys() == {"/restore", "/save"}
    for made in kept.values():
        assert {each["path"] for each in made.values()} == {MADE}
        assert made["/restore"]["restore-keys"] == "made-"
    saved = kept["publish", "build"]["/save"]["key"]
    assert saved == kept["publish", "build"]["/restore"]["key"] == "made-${{ github.run_id }}"


def test_on_the_other_forge_too() -> None:
    with_cache = {job: made["cache"] for job, made in GITLAB.items() if "cache" in made}
    assert {job: cache["policy"] for job, cache in with_cache.items()} == {
        "check": "pull",
        "pages": "pull-push",
    }
    assert all(cache["paths"] == [".cache/made"] for cache in with_cache.values())
    for job in with_cache:
        script = GITLAB[job]["script"]
        taken = script.index(f"cp -a .cache/made/. {MADE}/")
        assert script.index("make check") < taken < script.index("make site"), "refused if tracked"
    assert f"mv {MADE} .cache/made" in GITLAB["pages"]["script"]
    assert f"mv {MADE} .cache/made" not in GITLAB["check"]["script"]
