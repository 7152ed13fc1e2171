namespace FlowWatch.Core.Targets;

/// <summary>Where compliance reports are kept: in a folder or in Blob storage. With neither, beside the state.</summary>
public sealed record ReportSettings
{
    /// <summary>Path of a folder of this machine.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The Blob service of an Azure storage account, <c>https://ACCOUNT.blob.core.windows.net</c>, used with the managed identity; or
    /// <c>UseDevelopmentStorage=true</c> for Azurite.
    /// </summary>
    public string? Storage { get; init; }

    /// <summary>Name of the container. Default: <c>flowwatch-reports</c>.</summary>
    public string Container { get; init; } = "flowwatch-reports";

    /// <summary>The place where these settings name none: beside the state.</summary>
    /// <param name="state">Where the state is.</param>
    /// <returns>These settings with a place; without one where the state has none either, or is in a table service whose Blob service cannot be told.</returns>
    public ReportSettings Beside(StateSettings state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Folder is not null || Storage is not null) return this;
        if (state.File is { } file) return this with { Folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "reports") };
        if (state.Storage is null) return this;
        if (!Uri.TryCreate(state.Storage, UriKind.Absolute, out var table)) return this with { Storage = state.Storage };
        return table.Host.Contains(".table.", StringComparison.Ordinal) ? this with { Storage = $"https://{table.Host.Replace(".table.", ".blob.", StringComparison.Ordinal)}" } : this;
    }
}
