"""What each program of the cluster is told: texts made from a layout and from nothing else.

They are what `docs/operations.md` recommends, except that everything is on one machine and in a hurry: a leader that is
gone is missed after 20 seconds there as here, but nothing here waits for a disk.
"""

from __future__ import annotations

from pathlib import Path

from tests.cluster.places import SWIFT_PARTS, Layout

S3_USER, S3_KEY = "office:fieldapp", "no-secret-of-anybodys"


def etcd_command(layout: Layout, n: int) -> list[str]:
    """One member. Heartbeats are slow, for a machine with few cores that does everything at once."""
    own, members = layout.etcd[n], enumerate(layout.etcd)
    client, peer = f"http://127.0.0.1:{own.client}", f"http://127.0.0.1:{own.peer}"
    return [
        *("/usr/bin/etcd", "--name", f"e{n}", "--data-dir", str(layout.folder / f"etcd{n}")),
        *("--listen-client-urls", client, "--advertise-client-urls", client),
        *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
        *("--initial-cluster", ",".join(f"e{i}=http://127.0.0.1:{each.peer}" for i, each in members)),
        *("--initial-cluster-state", "new", "--heartbeat-interval", "300", "--election-timeout", "3000"),
        *("--log-level", "error"),
    ]


def patroni(layout: Layout, n: int, programs: Path) -> str:
    """One PostgreSQL: commits wait for one follower, so that the follower that takes over has everything."""
    own = layout.postgres[n]
    hosts = ",".join(f"127.0.0.1:{each.client}" for each in layout.etcd)
    home = layout.folder / f"postgres{n}"
    return f"""scope: office
name: n{n}
restapi: {{listen: '127.0.0.1:{own.patroni}', connect_address: '127.0.0.1:{own.patroni}'}}
etcd3: {{hosts: '{hosts}'}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 5
    retry_timeout: 5
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters:
        max_connections: 100
        shared_buffers: 128MB
        synchronous_commit: 'on'
        wal_keep_size: 256MB
        hot_standby: 'on'
        password_encryption: scram-sha-256
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, data-checksums]
  pg_hba:
    - host replication replication 127.0.0.1/32 scram-sha-256
    - host all all 127.0.0.1/32 scram-sha-256
postgresql:
  listen: 127.0.0.1:{own.port}
  connect_address: 127.0.0.1:{own.port}
  data_dir: {home}/data
  bin_dir: {programs}
  pgpass: {home}/pgpass
  authentication:
    superuser: {{username: postgres, password: {layout.password}}}
    replication: {{username: replication, password: {layout.password}}}
    rewind: {{username: rewind, password: {layout.password}}}
  parameters: {{unix_socket_directories: '{home}'}}
"""


def haproxy(layout: Layout) -> str:
    """Three doors: to the database's leader, to its followers, to any server process that is well."""
    databases = "".join(
        f"  server n{n} 127.0.0.1:{each.port} check port {each.patroni}\n" for n, each in enumerate(layout.postgres)
    )
    servers = "".join(f"  server s{n} 127.0.0.1:{port} check\n" for n, port in enumerate(layout.servers))
    return f"""global
  maxconn 1000
defaults
  timeout connect 2s
  timeout client 65s
  timeout server 65s
  timeout check 1s
  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
listen leader
  mode tcp
  bind 127.0.0.1:{layout.leader}
  option httpchk OPTIONS /primary
  http-check expect status 200
{databases}listen followers
  mode tcp
  bind 127.0.0.1:{layout.followers}
  option httpchk OPTIONS /replica
  http-check expect status 200
  balance roundrobin
{databases}listen front
  mode http
  bind 127.0.0.1:{layout.front}
  option httpchk GET /v1/health
  http-check expect status 200
  balance roundrobin
  option redispatch
  retry-on conn-failure
{servers}"""


def pgbouncer(layout: Layout) -> str:
    """Many calls over few connections, lent for one transaction each."""
    return f"""[databases]
office = host=127.0.0.1 port={layout.leader} dbname=office
office_follower = host=127.0.0.1 port={layout.followers} dbname=office
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {layout.pool}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {layout.folder}/pgbouncer.users
pool_mode = transaction
default_pool_size = 20
server_lifetime = 600
server_connect_timeout = 3
server_login_retry = 1
query_wait_timeout = 10
max_client_conn = 400
"""


def pgbouncer_users(layout: Layout) -> str:
    """The only account that comes this way."""
    return f'"fieldapp" "{layout.password}"\n'


def swift_conf() -> str:
    """What all parts of Swift share."""
    return """[swift-hash]
swift_hash_path_prefix = office
swift_hash_path_suffix = office
[storage-policy:0]
name = three-copies
default = yes
"""


def swift_part(layout: Layout, part: str, n: int) -> str:
    """One storage server of node `n`, whose address is the n-th of the loopback range."""
    return f"""[DEFAULT]
bind_ip = {node_address(n)}
bind_port = {layout.swift[part]}
workers = 0
user = {{user}}
mount_check = false
devices = {layout.folder}/swift/node{n}
swift_dir = {layout.folder}/swift
log_level = WARNING
log_address = /dev/null
[pipeline:main]
pipeline = {part}-server
[app:{part}-server]
use = egg:swift#{part}
[{part}-replicator]
[object-updater]
"""


def swift_proxy(layout: Layout) -> str:
    """The door with the S3 interface."""
    account, user = S3_USER.split(":")
    return f"""[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {layout.s3}
workers = 0
user = {{user}}
swift_dir = {layout.folder}/swift
log_level = WARNING
log_address = /dev/null
[pipeline:main]
pipeline = catch_errors cache s3api tempauth bulk copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
conn_timeout = 0.5
node_timeout = 5
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{user} = {S3_KEY} .admin
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{layout.memcached}
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:bulk]
use = egg:swift#bulk
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""


def swift_rings(layout: Layout) -> list[list[str]]:
    """The commands that say which part of everything lies on which node: three copies, each on another."""
    commands = []
    for part in SWIFT_PARTS:
        builder = str(layout.folder / "swift" / f"{part}.builder")
        commands.append([builder, "create", "6", "3", "0"])
        for n in range(3):
            device = f"r1z{n + 1}-{node_address(n)}:{layout.swift[part]}/disk{n}"
            commands.append([builder, "add", device, "100"])
        commands.append([builder, "rebalance"])
    return commands


def node_address(n: int) -> str:
    """The address of a storage node."""
    return f"127.0.0.{n + 1}"
