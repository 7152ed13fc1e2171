using System.Collections.Frozen;

namespace FlowWatch.Core.Connections;

/// <summary>
/// Ports on which services are usually found, and the ranges clients draw their own ports from.
/// Names follow the IANA service name registry where it has one.
/// </summary>
public static class ServicePorts
{
    /// <summary>Ports below this one are system ports (RFC 6335): a client practically never opens a connection from them.</summary>
    public const int FirstUnprivileged = 1024;

    /// <summary>Where the ephemeral range of Linux begins (32768-60999); IANA's (49152-65535) lies within 32768-65535 too.</summary>
    public const int FirstEphemeral = 32768;

    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [7] = "echo", [20] = "ftp-data", [21] = "ftp", [22] = "ssh", [23] = "telnet", [25] = "smtp", [53] = "dns", [67] = "dhcp",
        [69] = "tftp", [80] = "http", [88] = "kerberos", [110] = "pop3", [111] = "rpcbind", [123] = "ntp", [135] = "msrpc",
        [137] = "netbios-ns", [138] = "netbios-dgm", [139] = "netbios-ssn", [143] = "imap", [161] = "snmp", [162] = "snmptrap",
        [179] = "bgp", [389] = "ldap", [443] = "https", [445] = "smb", [464] = "kpasswd", [465] = "submissions", [500] = "isakmp",
        [502] = "modbus", [512] = "exec", [513] = "login", [514] = "syslog", [515] = "printer", [587] = "submission", [623] = "ipmi",
        [636] = "ldaps", [853] = "dns-tls", [873] = "rsync", [993] = "imaps", [995] = "pop3s", [1080] = "socks", [1194] = "openvpn",
        [1433] = "mssql", [1434] = "mssql-monitor", [1521] = "oracle", [1701] = "l2tp", [1723] = "pptp", [1812] = "radius",
        [1883] = "mqtt", [1900] = "ssdp", [2049] = "nfs", [2181] = "zookeeper", [2222] = "ssh-alternate", [2375] = "docker", [2376] = "docker-tls",
        [2379] = "etcd", [2380] = "etcd-peer", [3000] = "http-alternate", [3128] = "http-proxy", [3260] = "iscsi", [3268] = "ldap-gc",
        [3269] = "ldaps-gc", [3306] = "mysql", [3389] = "rdp", [3478] = "stun", [4333] = "mini-sql", [4369] = "epmd", [4444] = "metasploit",
        [4500] = "ipsec-nat", [4789] = "vxlan", [5000] = "http-alternate", [5044] = "beats", [5060] = "sip", [5061] = "sips",
        [5222] = "xmpp", [5353] = "mdns", [5432] = "postgresql", [5439] = "redshift", [5555] = "adb", [5601] = "kibana",
        [5666] = "nrpe", [5671] = "amqps", [5672] = "amqp", [5900] = "vnc", [5901] = "vnc", [5938] = "teamviewer", [5984] = "couchdb",
        [5985] = "winrm", [5986] = "winrm-tls", [6000] = "x11", [6379] = "redis", [6443] = "kubernetes", [6667] = "irc",
        [6881] = "bittorrent", [7000] = "cassandra", [7001] = "weblogic", [7077] = "spark", [7199] = "cassandra-jmx", [7946] = "gossip",
        [8000] = "http-alternate", [8008] = "http-alternate", [8009] = "ajp", [8080] = "http-alternate", [8081] = "http-alternate",
        [8086] = "influxdb", [8088] = "http-alternate", [8089] = "splunk", [8125] = "statsd", [8126] = "datadog", [8140] = "puppet",
        [8200] = "vault", [8300] = "consul", [8301] = "consul", [8443] = "https-alternate", [8472] = "vxlan", [8500] = "consul",
        [8834] = "nessus", [8883] = "mqtt-tls", [8888] = "http-alternate", [9000] = "http-alternate", [9001] = "http-alternate",
        [9042] = "cassandra", [9090] = "prometheus", [9092] = "kafka", [9093] = "kafka", [9094] = "kafka", [9100] = "node-exporter",
        [9142] = "cassandra", [9200] = "elasticsearch", [9300] = "elasticsearch", [9418] = "git", [9443] = "https-alternate",
        [10000] = "webmin", [10050] = "zabbix", [10051] = "zabbix", [10250] = "kubelet", [10255] = "kubelet", [11211] = "memcached",
        [15672] = "rabbitmq", [16379] = "redis-cluster", [22222] = "ssh-alternate", [25565] = "minecraft", [26257] = "cockroachdb",
        [27017] = "mongodb", [27018] = "mongodb", [27019] = "mongodb", [28015] = "rethinkdb", [30303] = "ethereum",
    }.ToFrozenDictionary();

    /// <summary>The unprivileged ports that usually belong to a service.</summary>
    public static IReadOnlyList<long> Registered { get; } =
        [.. Names.Keys.Where(port => port >= FirstUnprivileged).Order().Select(port => (long)port)];

    /// <summary>The name of the service usually found at a port, or null.</summary>
    public static string? NameOf(long port) => port is >= 0 and <= ushort.MaxValue ? Names.GetValueOrDefault((int)port) : null;

    /// <summary>The port with its usual service: <c>22 (ssh)</c>.</summary>
    public static string Describe(long port) => NameOf(port) is { } name ? $"{port} ({name})" : $"{port}";
}
