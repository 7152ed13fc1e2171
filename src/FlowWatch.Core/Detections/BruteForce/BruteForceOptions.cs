namespace FlowWatch.Core.Detections.BruteForce;

/// <summary>Settings of BRUTE_FORCE.</summary>
public sealed record BruteForceOptions
{
    /// <summary>Ports of login services. Default: FTP, SSH, Telnet, RDP, VNC, WinRM, and ports they are often moved to.</summary>
    [Setting("ports", "one of", "Services with an interactive login, and the ports they are usually moved to.")]
    public IReadOnlyList<long> Ports { get; init; } = [21, 22, 23, 2222, 3389, 3390, 3391, 3392, 5900, 5985, 5986, 22222, 33890, 33891];

    /// <summary>Short connections from a public source to one login service that make a finding within an hour. Default: 20.</summary>
    [Setting("connections", "at least", "Rules in the field use 25 in 5 minutes (RDP) and 30 in 30 minutes (SSH); slow guessing stays below both, and nobody mistypes a password 20 times an hour.", Minimum = 2)]
    public long Attempts { get; init; } = 20;

    /// <summary>Short connections from an internal source to one login service that make a finding within ten minutes. Default: 40.</summary>
    [Setting("connections", "at least", "Configuration management and monitoring log in often; they stay well below four times a minute to one host.", Minimum = 2)]
    public long InternalAttempts { get; init; } = 40;

    /// <summary>Short connections from a public source to a port that is no usual service, that make a finding within an hour. Default: 100.</summary>
    [Setting("connections", "at least", "The login service may sit on any port; without its name more repetition (devices often report once a minute), and connections that are all alike, must make up for it.", Minimum = 2)]
    public long UnusualPortAttempts { get; init; } = 100;

    /// <summary>Longest that a failed login lasts. Default: 60.</summary>
    [Setting("seconds", "at most", "OpenSSH gives up a login after 120 s at the very latest and attack tools within seconds; recorded every 60 s, a short connection may take two records.")]
    public long ShortSeconds { get; init; } = 60;

    /// <summary>Most bytes that a failed login exchanges. Default: 20,000.</summary>
    [Setting("bytes", "at most", "Key exchange and six refused passwords take 5 to 10 kB both ways.")]
    public long ShortBytes { get; init; } = 20_000;

    /// <summary>Seconds from which a connection after the attempts is taken for a break-in. Default: 120.</summary>
    [Setting("seconds", "at least", "A session in use lasts; a failed login does not.")]
    public long SessionSeconds { get; init; } = 120;

    /// <summary>Bytes from which a connection after the attempts is taken for a break-in. Default: 100,000.</summary>
    [Setting("bytes", "at least", "Well above what any failed login exchanges.")]
    public long SessionBytes { get; init; } = 100_000;
}
