#!/bin/sh
# A lab on one computer: a scheduler and two workers with addresses of their own, in network namespaces. How soon their
# epochs are in the window's curves, and what it costs that a worker is killed in the middle:  sudo tests/bench/lab.sh
# Needs ip (iproute2) and .venv with dask. With --quick or --long also the figures of tests/bench/cluster.py.
set -eu
cd "$(dirname "$0")/../.."
python=$PWD/.venv/bin/python
export PYTHONPATH=$PWD OMP_NUM_THREADS=1
log=$(mktemp -d)
end() {
  for process in $processes; do kill -9 "$process" 2>/dev/null || true; done  # without a scheduler a worker would wait
  for name in scheduler one two; do
    ip link del "ink-$name" 2>/dev/null || true  # a namespace lives as long as what runs in it
    ip netns del "inkling-$name" 2>/dev/null || true
  done
  ip link del inkling-lab 2>/dev/null || true
  rm -rf "$log"
}
processes=
trap end EXIT INT TERM
ip link add inkling-lab type bridge
ip addr add 10.86.0.1/24 dev inkling-lab
ip link set inkling-lab up
number=10
for name in scheduler one two; do
  ip netns add "inkling-$name"
  ip link add "ink-$name" type veth peer name eth0 netns "inkling-$name"
  ip link set "ink-$name" master inkling-lab up
  ip netns exec "inkling-$name" ip addr add "10.86.0.$number/24" dev eth0
  ip netns exec "inkling-$name" ip link set eth0 up
  ip netns exec "inkling-$name" ip link set lo up
  number=$((number + 1))
done
inside() {
  name=$1; shift
  ip netns exec "inkling-$name" "$python" -m dask "$@" >"$log/$name" 2>&1 &
  processes="$processes $!"
}
address=tcp://10.86.0.10:8786
inside scheduler scheduler --host 10.86.0.10 --port 8786 --no-dashboard
inside one worker "$address" --nworkers 1 --nthreads 1 --no-nanny --resources inkling=1 --no-dashboard --name one
inside two worker "$address" --nworkers 1 --nthreads 1 --no-nanny --resources inkling=1 --no-dashboard --name two
one=$(echo "$processes" | awk '{ print $2 }')
export QT_QPA_PLATFORM=offscreen
case ${1-} in
  --quick) "$python" tests/bench/cluster.py --address "$address" --quick ;;
  --long) "$python" tests/bench/cluster.py --address "$address" ;;
esac
"$python" tests/bench/cluster_window.py --address "$address"
"$python" tests/bench/lost_worker.py "$address" "$one"
