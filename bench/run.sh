#!/bin/sh
# One command, one run: the gateway and its calibration. ./bench/run.sh [seconds per case]; the table lands in bench/RESULTAAT.md.
set -eu
cd "$(dirname "$0")/.."
mvn -o -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test ||
  mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
table=target/bench-table.md
java ${BENCH_JAVA_OPTS:--Xmx512m} -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" nl.zegel.bench.Bench "${1:-20}" "$table"
{ cat "$table"; [ ! -f bench/UITLEG.md ] || { echo; cat bench/UITLEG.md; }; } > bench/RESULTAAT.md
echo "bench: bench/RESULTAAT.md" >&2
