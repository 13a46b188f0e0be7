#!/bin/sh
# What must be there before Airflow starts: its tables, and the pools that the DAG names. Harmless to repeat.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
airflow db migrate
airflow pools import "$here/../dags/pools.json"
