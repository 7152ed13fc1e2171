namespace FlowWatch.Core.Targets;

/// <summary>Where FlowWatch remembers: in a file or in a table. With neither, the host decides.</summary>
public sealed record StateSettings
{
    /// <summary>Path of an SQLite file, for one machine.</summary>
    public string? File { get; init; }

    /// <summary>
    /// The table service of an Azure storage account, <c>https://ACCOUNT.table.core.windows.net</c>, used with the managed identity; or
    /// <c>UseDevelopmentStorage=true</c> for Azurite.
    /// </summary>
    public string? Storage { get; init; }

    /// <summary>Name of the table. Default: <c>flowwatch</c>.</summary>
    public string Table { get; init; } = "flowwatch";
}
