#!/bin/sh
# Records what the real iproute2 answers into test/fixtures/iproute2/, from a network namespace of its own.
# Usage (root): hack/record-ip.sh
set -eu

folder=$(cd "$(dirname "$0")/../test/fixtures/iproute2" && pwd)

if [ "${1:-}" != inside ]; then
  exec unshare --net --mount "$0" inside
fi

export LC_ALL=C

record() {
  name=$1
  shift
  status=0
  ip "$@" >"$folder/$name.json" 2>"$folder/$name.stderr" || status=$?
  [ -s "$folder/$name.stderr" ] || rm "$folder/$name.stderr"
  printf '%s\t%s\t%s\n' "$name" "$status" "$*" >>"$folder/index.tsv"
}

rm -f "$folder"/*.json "$folder"/*.stderr "$folder"/index.tsv
ip -V >"$folder/version"

ip link set lo up
for n in 1 2 3; do
  ip link add "eth$n" address "02:00:00:00:00:0$n" type veth peer name "wire$n" address "02:00:00:00:01:0$n"
  ip link set "wire$n" addrgenmode none up
  ip link set "eth$n" addrgenmode none up
  ip address add "10.0.$n.1/24" dev "eth$n"
done
ip address add 10.0.1.7/24 dev eth1
ip address add 169.254.3.3/16 scope link dev eth3
ip link add pod1 link eth2 address 02:00:00:00:02:01 group 7 type macvlan mode bridge
ip link add br0 address 02:00:00:00:03:01 type bridge
ip link set pod1 master br0
ip link set eth3 down

ip route add default via 10.0.1.254 dev eth1 metric 100
ip route add default via 10.0.2.254 dev eth2 metric 200
ip nexthop add id 20000000 via 10.0.1.2 dev eth1 protocol 155
ip nexthop add id 20000001 via 10.0.2.2 dev eth2 protocol 155
ip nexthop add id 7 group 20000000/20000001
ip nexthop add id 8 blackhole
ip route add 192.168.1.0/24 nhid 20000000 table 20000 protocol 155
ip route add 192.168.2.9/32 nhid 20000001 table 20000 protocol 155
ip route add 172.16.0.0/12 nhid 7
ip route add blackhole 172.31.0.0/16 table 20000
ip route add unreachable 172.30.0.0/16 metric 9
ip route add 100.64.0.0/10 nexthop via 10.0.1.3 dev eth1 nexthop via 10.0.2.3 dev eth2 weight 2
ip route add tos 0x10 198.51.100.0/24 via 10.0.1.3 protocol bgp
ip rule add from 192.168.0.0/16 table 20000 priority 32000 protocol 155
ip rule add from 10.9.9.9 blackhole priority 31000
ip rule add not from 10.9.0.0/16 fwmark 3 iif eth1 table 99 priority 31001
ip rule add from 10.8.0.0/16 goto 32766 priority 31002

record links -j -d address show
record link-only -j -d link show dev pod1
record links-v4 -j -4 address show
record link-missing -j -d link show dev absent0
record routes -N -j -4 route show table all
record routes-one-table -N -j -4 route show table 20000
record routes-empty-table -N -j -4 route show table 9999
record routes-v6 -N -j -6 route show table main
record rules -N -j -4 rule show
record nexthops -N -j nexthop show

# `ip route flush` cannot delete routes with nexthop objects (iproute2 6.1); without their nexthops they go by themselves.
for id in 7 8 20000000 20000001; do ip nexthop del id "$id"; done
record nexthops-empty -N -j nexthop show
record routes-none -N -j -4 route show table main protocol 77
