using System.Globalization;

namespace FlowWatch.Local.Generation;

/// <summary>What traffic to generate and how to record it. The traffic itself depends on <see cref="Seed"/>, <see cref="Start"/>,
/// <see cref="Duration"/>, <see cref="Hosts"/>, <see cref="ConnectionsPerSecond"/> and the incidents; never on
/// <see cref="AggregationInterval"/>, <see cref="Fields"/> or <see cref="Header"/>, which only say how it is recorded.</summary>
public sealed record TrafficOptions
{
    /// <summary>The shortest duration that has room for incidents.</summary>
    public static readonly TimeSpan ShortestWithIncidents = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The fields of the default format (version 2), in AWS's order.</summary>
    public static IReadOnlyList<string> DefaultFields { get; } =
    [
        "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport",
        "protocol", "packets", "bytes", "start", "end", "action", "log-status",
    ];

    /// <summary>Every field the generator can write: versions 2 to 5 of AWS.</summary>
    public static IReadOnlyList<string> SupportedFields => RecordFields.Names;

    /// <summary>The same seed gives the same bytes, always and everywhere.</summary>
    /// <value>The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>When the traffic begins, a whole second.</summary>
    /// <value>The default is 2026-01-05T12:00:00Z.</value>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long it lasts, in whole seconds. Packets sent later are not recorded.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Instances in the VPC 10.0.0.0/16. There are more of them when <see cref="ConnectionsPerSecond"/> asks for it
    /// (16 for each 20 connections per second), because one host has only so much to say; load balancers, NAT gateways and
    /// the hosts that incidents start from come on top.</summary>
    /// <value>The default is 40.</value>
    public int Hosts { get; init; } = 40;

    /// <summary>About how many connections open per second, each of them recorded two to six times. Health checks, scrapes,
    /// backups, pools, clock queries and incidents come on top. Internet clients, web servers, load balancers and NAT gateways
    /// grow with it, so that no benign source comes near a threshold of the runbook, however high the rate.</summary>
    /// <value>The default is 20.</value>
    public double ConnectionsPerSecond { get; init; } = 20;

    /// <summary>The flow log's maximum aggregation interval in seconds, 60 or 600.</summary>
    /// <value>The default is 60.</value>
    public int AggregationInterval { get; init; } = 60;

    /// <summary>The fields of a record, in order.</summary>
    /// <value>The default is <see cref="DefaultFields"/>.</value>
    public IReadOnlyList<string> Fields { get; init; } = DefaultFields;

    /// <summary>Whether the first line names the fields, as in files that AWS delivers to S3.</summary>
    /// <value>The default is false.</value>
    public bool Header { get; init; }

    /// <summary>Whether incidents are planted.</summary>
    /// <value>The default is true.</value>
    public bool Incidents { get; init; } = true;

    /// <summary>The incidents to plant; a kind that is listed twice is planted twice. Null plants each kind once.</summary>
    /// <value>The default is null.</value>
    public IReadOnlyList<IncidentKind>? Only { get; init; }

    /// <summary>Everything that is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Start.UtcTicks % TimeSpan.TicksPerSecond != 0 || Start < DateTimeOffset.UnixEpoch.AddDays(1))
        {
            errors.Add($"Start must be a whole second after 1970-01-01, not {Start.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}.");
        }

        if (Duration < TimeSpan.FromMinutes(1) || Duration > Longest || Duration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            errors.Add($"Duration must be whole seconds, from 1 minute to {Longest.Days} days, not {Duration}.");
        }
        else if (Incidents && Only is not { Count: 0 } && Duration < ShortestWithIncidents)
        {
            errors.Add($"Duration must be at least {ShortestWithIncidents.TotalMinutes} minutes to hold incidents, not {Duration}; or set Incidents to false.");
        }

        if (Hosts is < VirtualNetwork.FewestHosts or > VirtualNetwork.MostHosts)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Hosts must be from {VirtualNetwork.FewestHosts} to {VirtualNetwork.MostHosts}, not {Hosts}."));
        }

        if (!(ConnectionsPerSecond is >= 0.1 and <= VirtualNetwork.HighestRate))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"ConnectionsPerSecond must be from 0.1 to {VirtualNetwork.HighestRate}, not {ConnectionsPerSecond}."));
        }

        if (AggregationInterval is not (60 or 600))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"AggregationInterval must be 60 or 600 seconds, not {AggregationInterval}."));
        }

        AddFieldErrors(errors);
        foreach (var kind in Only ?? [])
        {
            if (!Enum.IsDefined(kind))
            {
                errors.Add($"Only lists {kind}, which is no kind of incident.");
            }
        }

        if (Only is { Count: > MostIncidents })
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Only must list at most {MostIncidents} incidents, not {Only.Count}."));
        }

        if (Only is { Count: > 0 } && !Incidents)
        {
            errors.Add("Only lists incidents although Incidents is false.");
        }

        return errors;
    }

    private const int MostIncidents = 100;

    private void AddFieldErrors(List<string> errors)
    {
        if (Fields.Count == 0)
        {
            errors.Add("Fields must name at least one field.");
        }

        foreach (var field in Fields.Where(field => !SupportedFields.Contains(field, StringComparer.Ordinal)).Distinct())
        {
            errors.Add($"Fields names '{field}', which the generator cannot write. It can write: {string.Join(' ', SupportedFields)}.");
        }

        foreach (var field in Fields.GroupBy(field => field, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add($"Fields names '{field.Key}' more than once.");
        }
    }
}
