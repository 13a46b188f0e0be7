"""The pipeline, as a table of contents: what runs when. The work is done in `pipeline/stages.py`."""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Asset, Param, TriggerRule, dag, task

from pipeline.airflow import stage

WRITER = {"pool": "yesan_writer"}


@dag(
    schedule="0 6 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Seoul"),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "yesan", "retries": 0, "execution_timeout": timedelta(hours=2)},
    params={
        "sources": Param([], type="array", items={"type": "string"}, description="Empty: the settings'.")
    },
    tags=["yesan"],
    doc_md=__doc__,
)
def budget_news() -> None:
    """From the sources to a published release."""

    @task(outlets=[Asset("raw")], **WRITER)
    def snapshot() -> list[list[str]]:
        batches: list[list[str]] = stage("snapshot")["batches"]
        return batches

    @task(outlets=[Asset("extracted")], retries=1, max_active_tis_per_dagrun=4)  # a worker may be lost
    def extract(batches: list[str]) -> None:
        stage("extract", batches=batches)

    @task(outlets=[Asset("warehouse")], trigger_rule=TriggerRule.NONE_FAILED, **WRITER)
    def build() -> None:
        stage("build")

    @task(**WRITER)
    def audit() -> None:
        stage("audit")

    @task(**WRITER)
    def report() -> None:
        stage("report")

    @task(outlets=[Asset("release")], **WRITER)
    def publish() -> None:
        stage("publish")

    extract.expand(batches=snapshot()) >> build() >> audit() >> report() >> publish()


budget_news()
